//! Rules and what they change, as text for people.

use desk::contract::{ChangedDeclaration, JudgedAgain, PackShelf, Rejudging};

use super::{line, name};

pub(crate) fn shelf(shelf: &PackShelf) -> String {
    let mut text = String::new();
    line(&mut text, &shelf.version);
    line(&mut text, &format!("rules {}", shelf.hash));
    if let Some(day) = shelf.back_to {
        line(&mut text, &format!("gone back to {day}"));
    }
    for release in &shelf.releases {
        let counts = if release.in_force { "" } else { ", does not count" };
        let publisher = release.publisher.as_deref().unwrap_or("the office");
        let what = format!(
            "{} {}  no. {} of {}, by {publisher}, taken by {} on {}{counts}",
            release.layer,
            release.version,
            release.sequence,
            release.issued,
            release.taken_by,
            release.taken_at.date_naive()
        );
        line(&mut text, &what);
    }
    for trouble in &shelf.troubles {
        line(&mut text, &format!("! {} {}", trouble.message, trouble.hint));
    }
    if shelf.queue_is_behind {
        let what = "What waits was judged by other rules. `greenlane packs apply` judges it anew.";
        line(&mut text, what);
    }
    text
}

pub(crate) fn changes(run: &Rejudging) -> String {
    let changes = &run.changes;
    let mut text = String::new();
    line(&mut text, &format!("{} of {} declarations change", changes.declarations, run.total));
    for lane in &changes.lanes {
        let (from, to) = (name(&lane.from), name(&lane.to));
        line(&mut text, &format!("{:>7}  {from} to {to}", lane.declarations));
    }
    for rule in &changes.rules {
        let (plus, minus) = (signed('+', rule.appears), signed('-', rule.disappears));
        line(&mut text, &format!("{plus:>7} {minus:>7}  {} {}", rule.rule, rule.title));
    }
    for charge in &changes.charges {
        let what = format!(
            "{:>7}  to pay {} {}, not {}",
            charge.declarations, charge.after, charge.currency, charge.before
        );
        line(&mut text, &what);
    }
    for example in &changes.examples {
        line(&mut text, &changed(example));
    }
    text
}

pub(crate) fn judged(judged: &JudgedAgain) -> String {
    let mut text = String::new();
    let what = format!(
        "{}  {}  rules of {}, {}",
        judged.lrn,
        name(&judged.lane),
        judged.rules_of,
        judged.pack_hash
    );
    line(&mut text, &what);
    for finding in &judged.findings {
        line(
            &mut text,
            &format!("{:<8} {}  {}", name(&finding.severity), finding.rule, finding.title),
        );
    }
    match &judged.differs {
        None => line(&mut text, "The verdict on record says the same."),
        Some(differs) => {
            line(&mut text, "The verdict on record says otherwise:");
            line(&mut text, &changed(differs));
        }
    }
    text
}

fn changed(each: &ChangedDeclaration) -> String {
    let mut parts = vec![each.lrn.clone()];
    if each.lane_before != each.lane_after {
        parts.push(format!("{} to {}", name(&each.lane_before), name(&each.lane_after)));
    }
    parts.extend(each.appears.iter().map(|rule| format!("+{rule}")));
    parts.extend(each.disappears.iter().map(|rule| format!("-{rule}")));
    if each.payable_before != each.payable_after {
        let (before, after) = (each.payable_before, each.payable_after);
        parts.push(format!("{before} to {after} {}", each.currency));
    }
    parts.join("  ")
}

fn signed(sign: char, count: u32) -> String {
    if count == 0 { String::new() } else { format!("{sign}{count}") }
}
