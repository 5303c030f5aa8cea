use crate::layout::Length;
use crate::model::{Release, ReleaseNote, ReleasedItem};
use crate::words::Words;

use super::parts::{Fact, NONE, Writer, column, figures};

pub(super) fn write(writer: &mut Writer<'_>, note: &ReleaseNote) {
    let words = writer.words;
    writer.statement(words.released, &release_facts(words, &note.release), 3);
    writer.parties(&note.parties);
    writer.shipment(&note.shipment, Some(note.items.len()));
    goods(writer, &note.items);
}

fn release_facts(words: &Words, release: &Release) -> Vec<Fact> {
    let result = release
        .control_result
        .as_deref()
        .map_or_else(|| words.no_control_result.to_owned(), |code| words.control_result_text(code));
    let mut message = release.message.clone();
    if let Some(id) = &release.message_id {
        message = format!("{message}\n{id}");
    }
    let mut facts = vec![
        Fact::new(words.released_at, words.moment(release.released_at)).strong(),
        Fact::new(words.control_result, result).strong(),
    ];
    facts.extend(release.office.iter().map(|office| Fact::new(words.customs_office, office)));
    facts.extend([
        Fact::new(words.received_from, &release.received_from),
        Fact::new(words.message, message),
        Fact::new(words.received_at, words.moment(release.received_at)),
    ]);
    facts
}

fn goods(writer: &mut Writer<'_>, items: &[ReleasedItem]) {
    let words = writer.words;
    writer.heading(words.goods);
    let table = writer.table(vec![
        column(words.item, Length::pt(24)),
        column(words.description, Length::ZERO),
        column(words.commodity_code, Length::pt(66)),
        column(words.origin, Length::pt(38)),
        figures(words.packages, Length::pt(38)),
        figures(&format!("{} kg", words.gross_mass), Length::pt(58)),
        figures(words.value, Length::pt(74)),
    ]);
    for item in items {
        let known = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
        let value = item.value.as_ref().map(|amount| words.money(amount.value, &amount.currency));
        table.row(
            &mut writer.flow,
            &[
                &item.number.to_string(),
                &item.description,
                &known(item.commodity_code.clone()),
                &known(item.origin.clone()),
                &known(item.packages.map(|count| words.number(count))),
                &known(item.gross_mass.map(|mass| words.figure(mass))),
                &known(value),
            ],
        );
    }
}
