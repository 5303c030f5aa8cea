use crate::layout::Length;
use crate::model::{DeclarationSheet, Group};

use super::parts::{Fact, NONE, Writer, column};
use super::style;

pub(super) fn write(writer: &mut Writer<'_>, sheet: &DeclarationSheet) {
    if let Some(status) = &sheet.status {
        writer.facts(&[Fact::new(writer.words.status, status).strong()], 1);
    }
    writer.parties(&sheet.parties);
    writer.shipment(&sheet.shipment, None);
    for group in &sheet.groups {
        elements(writer, group);
    }
}

fn elements(writer: &mut Writer<'_>, group: &Group) {
    let words = writer.words;
    writer.heading(&words.group(&group.kind));
    let table = writer.table(vec![
        column(words.element, Length::pt(66)),
        column(words.name, Length::pt(190)),
        column(words.value, Length::ZERO),
    ]);
    for row in &group.rows {
        let number = row.number.as_deref().unwrap_or_default();
        let value = if row.value.is_empty() { NONE } else { &row.value };
        let cells =
            [(number, style::CELL_QUIET), (row.name.as_str(), style::CELL), (value, style::CELL)];
        table.styled_row(&mut writer.flow, &cells.map(|cell| vec![cell]));
    }
}
