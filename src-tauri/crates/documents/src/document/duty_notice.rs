use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::layout::Length;
use crate::model::{DutyLine, DutyNotice, DutyRate, WorkedOutBy};
use crate::words::Words;

use super::parts::{Fact, NONE, Writer, column, figures};
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
        figures(words.item, Length::pt(24)),
        column(words.tax, Length::pt(104)),
        column(words.how_worked_out, Length::ZERO),
        figures(words.base, Length::pt(56)),
        figures(words.rate, Length::pt(48)),
        figures(&in_currency(words.amount), Length::pt(58)),
        figures(&in_currency(words.payable), Length::pt(58)),
    ]);
    for line in &notice.lines {
        let item = line.item.map_or(words.whole_declaration.to_owned(), |n| n.to_string());
        table.row(
            &mut writer.flow,
            &[
                &item,
                &words.tax_type_text(&line.tax_type),
                if line.note.is_empty() { NONE } else { &line.note },
                &base(words, line),
                &rate(words, line.rate),
                &words.amount(line.amount),
                &words.amount(line.payable),
            ],
        );
    }
}

fn base(words: &Words, line: &DutyLine) -> String {
    match line.rate {
        DutyRate::Percent(_) => words.amount(line.base),
        DutyRate::PerUnit(_) => format!("{}\u{a0}×", words.number(line.base)),
    }
}

fn rate(words: &Words, rate: DutyRate) -> String {
    match rate {
        DutyRate::Percent(percent) => format!("{}\u{a0}%", words.number(percent)),
        DutyRate::PerUnit(amount) => format!("{} {}", words.amount(amount), words.each),
    }
}

fn totals(writer: &mut Writer<'_>, notice: &DutyNotice) {
    let words = writer.words;
    let mut sums: BTreeMap<&str, (Decimal, Decimal)> = BTreeMap::new();
    for line in &notice.lines {
        let (amount, payable) = sums.entry(&line.tax_type).or_default();
        *amount += line.amount;
        *payable += line.payable;
    }
    writer.heading(words.totals);
    let in_currency = |label: &str| format!("{label} {}", notice.currency);
    let table = writer.table(vec![
        column(words.tax, Length::ZERO),
        figures(&in_currency(words.amount), Length::pt(80)),
        figures(&in_currency(words.payable), Length::pt(80)),
    ]);
    for (tax_type, (amount, payable)) in &sums {
        let (amount, payable) = (words.amount(*amount), words.amount(*payable));
        table.row(&mut writer.flow, &[&words.tax_type_text(tax_type), &amount, &payable]);
    }
    let amount = words.amount(sums.values().map(|(amount, _)| *amount).sum());
    let payable = words.amount(notice.payable);
    let total = [words.total, &amount, &payable].map(|text| vec![(text, style::CELL_STRONG)]);
    table.styled_row(&mut writer.flow, &total);
}
