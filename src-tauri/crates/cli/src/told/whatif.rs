//! The same goods declared otherwise, as text.

use desk::contract::{FlatLines, ValueLimit, ValueOn, Way, WhatIf};

use super::{line, rates};

pub(crate) fn what_if(seen: &WhatIf) -> String {
    let mut text = String::new();
    if seen.ways.is_empty() {
        line(&mut text, "Nothing can be due on this declaration.");
    }
    seen.ways.iter().for_each(|seen| way(&mut text, seen));
    seen.limit.iter().for_each(|seen| limit(&mut text, seen));
    seen.lines.iter().for_each(|seen| lines(&mut text, seen));
    text
}

fn way(text: &mut String, way: &Way) {
    let declared = if way.declared { " (as declared)" } else { "" };
    let charges = &way.charges;
    let due = format!("{} {} to pay", charges.payable, charges.currency);
    line(text, &format!("{}{declared}: {due}", way.data_set));
    for gap in &charges.gaps {
        line(text, &format!("  not worked out: {gap}"));
    }
    for obstacle in &way.obstacles {
        line(text, &format!("  in the way: {} {}", obstacle.rule, obstacle.title));
    }
}

fn limit(text: &mut String, limit: &ValueLimit) {
    let days = std::iter::once(&limit.declared).chain(&limit.today);
    days.for_each(|value| line(text, &distance(limit, value)));
}

fn distance(limit: &ValueLimit, on: &ValueOn) -> String {
    let rates: Vec<String> = on.rates.iter().map(rates::used).collect();
    let rates = if rates.is_empty() { String::new() } else { format!(" ({})", rates.join("; ")) };
    match on.value.zip(on.left) {
        Some((value, left)) => {
            let side = if left.is_sign_negative() { "above" } else { "below" };
            let (day, limit, apart) = (on.day, limit.limit, left.abs());
            format!("At the rates of {day}: EUR {value}, {apart} {side} EUR {limit}{rates}")
        }
        None => format!("At the rates of {}: a value or its rate is missing{rates}", on.day),
    }
}

fn lines(text: &mut String, lines: &FlatLines) {
    let FlatLines { each, separate, together, same } = lines;
    line(text, &format!("EUR {each} for each line: EUR {separate} as declared"));
    for heading in same {
        let items: Vec<String> = heading.items.iter().map(ToString::to_string).collect();
        line(text, &format!("  items {} are one line of {}", items.join(", "), heading.code));
    }
    if separate != together {
        line(text, &format!("  put together: EUR {together}"));
    }
}
