//! Answers as text for people.

mod lenses;
pub(crate) mod packs;
pub(crate) mod rates;
pub(crate) mod sync;
pub(crate) mod tariff;
mod whatif;

use std::fmt::Write;

pub(crate) use lenses::lenses;
pub(crate) use whatif::what_if;

use desk::contract::{
    ChargesView, Decided, DeclarationView, ImportReport, QueuePage, QueueRow, UnknownHeader,
    Verification,
};
use serde::Serialize;
use serde_json::Value;

pub(crate) fn import(report: &ImportReport) -> String {
    let mut text = format!(
        "{} declarations ({} new, {} amended, {} unchanged), {} messages ({} waiting), {} refused\n",
        report.declarations,
        report.new,
        report.amended,
        report.unchanged,
        report.messages,
        report.waiting,
        report.refused
    );
    for file in &report.files {
        for refused in &file.refused {
            let reference = refused.reference.as_deref().unwrap_or("");
            line(
                &mut text,
                &format!(
                    "{}, record {}, line {} {reference}: {} {}",
                    file.path, refused.record, refused.line, refused.reason, refused.hint
                ),
            );
        }
        for unknown in &file.unknown_headers {
            line(&mut text, &unknown_header(&file.path, unknown));
        }
    }
    text
}

fn unknown_header(path: &str, unknown: &UnknownHeader) -> String {
    let header = &unknown.header;
    let offer = match unknown.offers.first() {
        Some(column) => {
            format!("It may mean {}: --map \"{header}={column}\"", unknown.offers.join(" or "))
        }
        None => format!("Say what it means with --map \"{header}=ELEMENT\"."),
    };
    let samples = match &unknown.samples[..] {
        [] => String::new(),
        samples => format!(" ({})", samples.join(", ")),
    };
    format!("{path}: the column “{header}”{samples} is not known; its values are kept. {offer}")
}

pub(crate) fn queue(page: &QueuePage) -> String {
    let mut text = String::new();
    for row in &page.rows {
        line(&mut text, &queue_row(row));
    }
    line(&mut text, &format!("{} of {}", page.rows.len(), page.total));
    text
}

pub(crate) fn declaration(view: &DeclarationView) -> String {
    let mut text = format!("{}\n", queue_row(&view.row));
    for finding in &view.findings {
        let element = finding.data_element.as_deref().unwrap_or("");
        line(
            &mut text,
            &format!(
                "  {} {} {} ({} {element}, {})",
                name(&finding.severity),
                finding.title,
                finding.detail,
                finding.rule,
                finding.source
            ),
        );
    }
    text.push_str(&charges(&view.charges));
    for event in &view.timeline {
        let undone = if event.undone { " (taken back)" } else { "" };
        let subject = event.subject.as_deref().unwrap_or("");
        let detail = event.detail.as_deref().unwrap_or("");
        let at = event.at.format("%Y-%m-%d %H:%M:%S");
        line(
            &mut text,
            &format!("  {at} {} {} {subject} {detail}{undone}", event.actor, event.kind),
        );
    }
    text
}

pub(crate) fn charges(charges: &ChargesView) -> String {
    let mut text = String::new();
    for charge in &charges.lines {
        let unit = if charge.per_unit { " each" } else { " %" };
        line(
            &mut text,
            &format!(
                "  {:4} {} {}  {} × {}{unit} = {} ({} to pay)",
                charge.item.map(|item| item.to_string()).unwrap_or_default(),
                charge.tax_type,
                charge.label,
                charge.base,
                charge.rate,
                charge.amount,
                charge.payable
            ),
        );
    }
    for gap in &charges.gaps {
        line(&mut text, &format!("  {gap}"));
    }
    for rate in &charges.rates {
        line(&mut text, &format!("  At {}", rates::used(rate)));
    }
    line(&mut text, &format!("  To pay: {} {}", charges.payable, charges.currency));
    text
}

pub(crate) fn decided(decided: &Decided) -> String {
    let mut text = String::new();
    for row in &decided.rows {
        line(&mut text, &queue_row(row));
    }
    for refused in &decided.refused {
        line(
            &mut text,
            &format!("{}: {} {}", refused.id, refused.failure.message, refused.failure.hint),
        );
    }
    text
}

pub(crate) fn verification(verification: &Verification) -> String {
    let mut text = format!(
        "{} entries, {} declarations, {} attachments: {}\n",
        verification.entries,
        verification.declarations,
        verification.attachments,
        if verification.problems.is_empty() { "all as written" } else { "not as written" }
    );
    for problem in &verification.problems {
        line(&mut text, &problem.message);
    }
    text
}

pub(crate) fn checked(answer: &Value) -> String {
    serde_json::to_string_pretty(answer).expect("answers have string keys")
}

fn queue_row(row: &QueueRow) -> String {
    let money = |amount: Option<_>| {
        amount.map_or_else(|| "-".to_owned(), |amount: rust_decimal::Decimal| format!("€{amount}"))
    };
    format!(
        "{:6} {:12} {:22} {:4} {} · {}  {}  {}",
        name(&row.lane),
        name(&row.status),
        row.lrn,
        row.data_set,
        row.goods,
        row.consignee,
        money(row.value),
        row.mrn.as_deref().unwrap_or("")
    )
}

pub(crate) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{}", line.trim_end()).expect("writing to a string cannot fail");
}
