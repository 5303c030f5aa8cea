use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::layout::Length;
use crate::model::{DutyLine, DutyNotice, DutyRate, WorkedOutBy};
use crate::words::Words;

use super::parts::{Fact, Writer, column, figures};
use super::style;

pub(super) fn write(writer: &mut Writer<'_>, notice: &DutyNotice) {
    let words = writer.words;
    let statement = if notice.payable.is_zero() {
        words.nothing_to_pay.to_owned()
    } else {
        format!("{} {}", words.to_pay, words.money(notice.payable, &notice.currency))
    };
    writer.statement(&statement, &facts(words, notice), 3);
    gaps(writer, &notice.gaps);
    duties(writer, notice);
    totals(writer, notice);
    writer.parties(&notice.parties);
    writer.shipment(&notice.shipment, None);
}

fn facts(words: &Words, notice: &DutyNotice) -> Vec<Fact> {
    let who = match &notice.worked_out_by {
        WorkedOutBy::Desk => words.worked_out_by_desk.to_owned(),
        WorkedOutBy::Authority { message, received_at } => {
            format!("{}, {message}, {}", words.worked_out_by_authority, words.moment(*received_at))
        }
    };
    let mut facts = vec![Fact::new(words.worked_out_by, who)];
    let rules = notice.frame.rules_of.map(|day| Fact::new(words.rules_of, words.date(day)));
    facts.extend(rules);
    let value = notice.customs_value;
    facts.extend(
        value.map(|value| Fact::new(words.customs_value, words.money(value, &notice.currency))),
    );
    let reference = notice.payment_reference.as_ref();
    facts.extend(reference.map(|text| Fact::new(words.payment_reference, text).strong()));
    facts
}

fn gaps(writer: &mut Writer<'_>, gaps: &[String]) {
    if gaps.is_empty() {
        return;
    }
    writer.heading(writer.words.gaps);
    for gap in gaps {
        writer.paragraph(gap, style::VALUE);
    }
}

fn duties(writer: &mut Writer<'_>, notice: &DutyNotice) {
    let words = writer.words;
    let in_currency = |label: &str| format!("{label} {}", notice.currency);
    writer.heading(words.duties);
    let table = writer.table(vec![
        column(words.item, Length::pt(24)),
        column(&format!("{}, {}", words.tax, words.how_worked_out), Length::ZERO),
        figures(words.base, Length::pt(60)),
        figures(words.rate, Length::pt(44)),
        figures(&in_currency(words.amount), Length::pt(62)),
        figures(&in_currency(words.payable), Length::pt(62)),
    ]);
    for line in &notice.lines {
        let item = line.item.map_or(words.whole_declaration.to_owned(), |n| n.to_string());
        let tax = words.tax_type_text(&line.tax_type);
        let (base, rate) = base_and_rate(words, line);
        let (amount, payable) = (words.amount(line.amount), words.amount(line.payable));
        let figures = [&base, &rate, &amount, &payable].map(|text| vec![(&**text, style::CELL)]);
        let mut cells = vec![
            vec![(&*item, style::CELL)],
            vec![(&*tax, style::CELL), (&*line.note, style::CELL_QUIET)],
        ];
        cells.extend(figures);
        table.styled_row(&mut writer.flow, &cells);
    }
}

/// `59.50` and `21 %`, or `2 ×` and `3.00` for an amount for each unit.
fn base_and_rate(words: &Words, line: &DutyLine) -> (String, String) {
    match line.rate {
        DutyRate::Percent(percent) => {
            (words.amount(line.base), format!("{}\u{a0}%", words.number(percent)))
        }
        DutyRate::PerUnit(amount) => {
            (format!("{}\u{a0}×", words.number(line.base)), words.amount(amount))
        }
    }
}

fn totals(writer: &mut Writer<'_>, notice: &DutyNotice) {
    let words = writer.words;
    let in_currency = |label: &str| format!("{label} {}", notice.currency);
    writer.heading(words.totals);
    let table = writer.table(vec![
        column(words.tax, Length::ZERO),
        figures(&in_currency(words.amount), Length::pt(80)),
        figures(&in_currency(words.payable), Length::pt(80)),
    ]);
    let mut sum = Decimal::ZERO;
    for (label, amount, payable) in subtotals(words, notice) {
        sum += amount;
        table.row(&mut writer.flow, &[&label, &words.amount(amount), &words.amount(payable)]);
    }
    let (sum, payable) = (words.amount(sum), words.amount(notice.payable));
    let total = [words.total, &sum, &payable].map(|text| vec![(text, style::CELL_STRONG)]);
    table.styled_row(&mut writer.flow, &total);
}

/// One line for each tax type, in the order of the codes.
fn subtotals(words: &Words, notice: &DutyNotice) -> Vec<(String, Decimal, Decimal)> {
    let mut sums: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
    for line in &notice.lines {
        let (amount, payable) = sums.entry(&line.tax_type).or_default();
        *amount += line.amount;
        *payable += line.payable;
    }
    sums.into_iter()
        .map(|(tax_type, (amount, payable))| (words.tax_type_text(tax_type), amount, payable))
        .collect()
}
