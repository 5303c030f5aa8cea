//! The documents: each is a column of parts on the same frame.

mod callouts;
mod declaration;
mod duty_notice;
mod footer;
mod header;
mod inspection_report;
mod parts;
mod release_note;
mod style;

use crate::layout::{A4, Flow, Frontier, Length, Picture, Sheet, Typesetter};
use crate::model::Document;
use crate::picture::PhotoError;
use crate::words::Words;

use footer::Footer;
use header::Header;
use parts::Writer;

const SIDE: Length = Length::mm(18);
const HEADER_TOP: Length = Length::mm(12);
const FOOT: Length = Length::mm(11);

/// A document that is laid out: its sheets, and the pictures that they show.
pub(crate) struct LaidOut {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) pictures: Vec<Picture>,
}

/// Lays a document out on A4.
///
/// # Errors
/// Where a photo cannot be read as an image.
pub(crate) fn lay_out(
    document: &Document,
    typesetter: &Typesetter<'_>,
) -> Result<LaidOut, PhotoError> {
    let frame = document.frame();
    let words = Words::of(frame.language);
    let title = words.title(document.kind());
    let width = A4.width - SIDE * 2;
    let first = Header::measure(typesetter, frame, title, width, header::Size::First);
    let next = Header::measure(typesetter, frame, title, width, header::Size::Next);
    let footer = Footer::measure(typesetter, frame, words, width);

    let frontier = Frontier {
        left: SIDE,
        width,
        first_top: HEADER_TOP + first.height(),
        next_top: HEADER_TOP + next.height(),
        bottom: A4.height - FOOT - footer.height(),
    };
    let mut writer = Writer::new(typesetter, words, Flow::new(frontier));
    match document {
        Document::ReleaseNote(note) => release_note::write(&mut writer, note),
        Document::DutyNotice(notice) => duty_notice::write(&mut writer, notice),
        Document::InspectionReport(report) => inspection_report::write(&mut writer, report)?,
        Document::Declaration(sheet) => declaration::write(&mut writer, sheet),
    }

    let (mut sheets, pictures) = writer.finish();
    let pages = sheets.len();
    for (index, sheet) in sheets.iter_mut().enumerate() {
        let header = if index == 0 { &first } else { &next };
        header.draw(sheet, SIDE, HEADER_TOP);
        let page = format!("{} {} {} {pages}", words.page, index + 1, words.of);
        footer.draw(sheet, SIDE, frontier.bottom, typesetter.line(&page, style::PAGE));
    }
    Ok(LaidOut { sheets, pictures })
}
