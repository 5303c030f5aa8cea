use crate::layout::{Area, Length, Mark, Picture};
use crate::model::{Comparison, Finding, InspectionReport, Photo, Seal, Signature};
use crate::picture::{self, PhotoError};
use crate::words::Words;

use super::callouts;
use super::parts::{Fact, NONE, Writer, column, figures};
use super::style;

/// White above the name of who signed.
const SIGNATURE_ROOM: Length = Length::mm(12);
const TALLEST_PHOTO: Length = Length::mm(110);
const STILL_LEGIBLE: Length = Length::mm(60);
/// Heading and caption, which stand on the same sheet as the photo.
const AROUND_PHOTO: Length = Length::pt(58);
const LEGEND_START: Length = Length::pt(52);

pub(super) fn write(writer: &mut Writer<'_>, report: &InspectionReport) -> Result<(), PhotoError> {
    let words = writer.words;
    let statement = match &report.result {
        Some(code) => words.control_result_text(code),
        None => words.inspection_open.to_owned(),
    };
    writer.statement(&statement, &facts(words, report), 4);
    comparisons(writer, &report.comparisons);
    findings(writer, &report.findings);
    seals(writer, &report.seals);
    if let Some(remarks) = &report.remarks {
        writer.heading(words.remarks);
        writer.paragraph(remarks, style::VALUE);
    }
    signature(writer, report.signature.as_ref());
    writer.parties(&report.parties);
    writer.shipment(&report.shipment, None);
    // The photos are an annex; how many there are stands above the signature.
    for (index, photo) in report.photos.iter().enumerate() {
        show(writer, index + 1, photo)?;
    }
    Ok(())
}

fn facts(words: &Words, report: &InspectionReport) -> Vec<Fact> {
    let types: Vec<_> =
        report.control_types.iter().map(|code| words.control_type_text(code)).collect();
    let known = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
    vec![
        Fact::new(
            words.control_types,
            if types.is_empty() { NONE.into() } else { types.join("\n") },
        ),
        Fact::new(words.inspected_at, known(report.inspected_at.map(|at| words.moment(at)))),
        Fact::new(words.place, known(report.place.clone())),
        Fact::new(words.photos, report.photos.len().to_string()),
    ]
}

fn comparisons(writer: &mut Writer<'_>, comparisons: &[Comparison]) {
    if comparisons.is_empty() {
        return;
    }
    let words = writer.words;
    writer.heading(words.measured_goods);
    let table = writer.table(vec![
        column(words.item, Length::pt(30)),
        column(words.measure, Length::ZERO),
        figures(words.declared, Length::pt(84)),
        figures(words.measured, Length::pt(84)),
        figures(words.difference, Length::pt(84)),
        column(words.unit, Length::pt(40)),
    ]);
    for row in comparisons {
        let item = row.item.map_or(words.whole_declaration.to_owned(), |n| n.to_string());
        let figure = |value| Option::map_or(value, NONE.to_owned(), |value| words.figure(value));
        let difference = row.declared.zip(row.measured).map(|(d, m)| words.difference_of(m - d));
        let cells = [
            (item.as_str(), style::CELL),
            (words.measure(row.measure), style::CELL),
            (&figure(row.declared), style::CELL),
            (&figure(row.measured), style::CELL),
            (difference.as_deref().unwrap_or(NONE), style::CELL_STRONG),
            (&row.unit, style::CELL),
        ];
        table.styled_row(&mut writer.flow, &cells.map(|cell| vec![cell]));
    }
}

fn findings(writer: &mut Writer<'_>, findings: &[Finding]) {
    let words = writer.words;
    writer.heading(words.findings);
    if findings.is_empty() {
        return writer.paragraph(words.no_findings, style::VALUE);
    }
    let table = writer.table(vec![
        column(words.item, Length::pt(30)),
        column(words.finding, Length::ZERO),
        column(words.field, Length::pt(150)),
    ]);
    for finding in findings {
        let item = finding.item.map_or(words.whole_declaration.to_owned(), |n| n.to_string());
        let field = finding.field.as_deref().unwrap_or(NONE);
        table.row(&mut writer.flow, &[&item, &finding.text, field]);
    }
}

fn seals(writer: &mut Writer<'_>, seals: &[Seal]) {
    if seals.is_empty() {
        return;
    }
    let words = writer.words;
    writer.heading(words.seals);
    let table = writer
        .table(vec![column(words.seal_number, Length::pt(200)), column(words.state, Length::ZERO)]);
    for seal in seals {
        table.row(&mut writer.flow, &[&seal.number, words.seal_state(seal.state)]);
    }
}

fn show(writer: &mut Writer<'_>, number: usize, photo: &Photo) -> Result<(), PhotoError> {
    let words = writer.words;
    let prepared = picture::prepare(photo)?;
    let around = if photo.callouts.is_empty() { AROUND_PHOTO } else { AROUND_PHOTO + LEGEND_START };
    let size = size_here(writer, &prepared.picture, around);
    writer.flow.keep(size.height + around);
    writer.heading(&format!("{} {number}", words.photo));
    let top = writer.flow.take(size.height + Length::pt(6));
    let index = writer.pictures.len();
    let area = Area { left: writer.flow.frontier.left, top, ..size };
    writer.flow.sheet().put(Mark::Picture { index, area });
    callouts::draw(writer, area, &prepared, &photo.callouts);
    writer.pictures.push(prepared.picture);

    let caption = photo.caption.iter().map(String::as_str);
    let line: Vec<_> = caption.chain([photo.name.as_str()]).collect();
    writer.paragraph(&line.join(" · "), style::LABEL);
    if !photo.callouts.is_empty() {
        legend(writer, photo);
    }
    Ok(())
}

/// As large as a photo may be, or somewhat smaller where that lets it stand on this sheet.
fn size_here(writer: &Writer<'_>, picture: &Picture, around: Length) -> Area {
    let room = writer.flow.room() - around;
    let tallest = if room >= STILL_LEGIBLE { room.min(TALLEST_PHOTO) } else { TALLEST_PHOTO };
    callouts::printed_size(picture, writer.flow.frontier.width, tallest)
}

fn legend(writer: &mut Writer<'_>, photo: &Photo) {
    let words = writer.words;
    let table = writer.table(vec![
        column(words.number, Length::pt(24)),
        column(words.finding, Length::ZERO),
        column(words.field, Length::pt(150)),
    ]);
    for callout in &photo.callouts {
        let number = callout.number.to_string();
        let field = callout.field.as_deref().unwrap_or(NONE);
        let cells = [
            (number.as_str(), style::CELL_STRONG),
            (callout.text.as_str(), style::CELL),
            (field, style::CELL),
        ];
        table.styled_row(&mut writer.flow, &cells.map(|cell| vec![cell]));
    }
}

/// Name and date over a line, with room above for a signature by hand.
fn signature(writer: &mut Writer<'_>, signature: Option<&Signature>) {
    let words = writer.words;
    writer.flow.keep(SIGNATURE_ROOM * 2);
    writer.flow.space(SIGNATURE_ROOM);
    match signature {
        Some(signature) => writer.facts(
            &[
                Fact::new(words.signed_by, &signature.name).strong(),
                Fact::new(words.signed_at, words.moment(signature.signed_at)),
            ],
            2,
        ),
        None => writer.facts(
            &[Fact::new(words.signed_by, words.not_signed), Fact::new(words.signed_at, NONE)],
            2,
        ),
    }
    writer.line();
}
