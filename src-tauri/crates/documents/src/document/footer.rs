//! The footer of every page: which rules, which data, which revision, which page.

use crate::layout::{Length, Line, Point, Sheet, Tone, Typesetter};
use crate::model::Frame;
use crate::words::Words;

use super::style;

const RULE: Length = Length::pt10(4);
const BELOW_RULE: Length = Length::pt(5);
/// White above the rule, so that content never touches it.
const ABOVE_RULE: Length = Length::pt(8);
/// What the page number may take up on the right.
const PAGE_WIDTH: Length = Length::mm(24);
/// The footer takes no more lines than this, whatever is written in it.
const MOST: usize = 20;
const BETWEEN: &str = "   ·   ";

/// A footer that is measured and ready to draw on any number of sheets.
pub(super) struct Footer {
    width: Length,
    lines: Vec<Line>,
}

impl Footer {
    pub(super) fn measure(
        typesetter: &Typesetter<'_>,
        frame: &Frame,
        words: &Words,
        width: Length,
    ) -> Self {
        let rules = frame.rules_of.map(|day| format!("{} {}", words.rules_of, words.date(day)));
        let data = format!("{} {}", words.data_as_of, words.short_moment(frame.data_as_of));
        let revision = format!("{} {}", words.revision, frame.revision);
        let first: Vec<_> = rules.into_iter().chain([data, revision]).collect();
        let second = [
            format!("{} {}", words.document, frame.document_id),
            format!(
                "{} {} {} {}",
                words.printed,
                words.short_moment(frame.printed_at),
                words.by,
                frame.printed_by
            ),
        ];
        let text = format!("{}\n{}", first.join(BETWEEN), second.join(BETWEEN));
        Self { width, lines: typesetter.wrap_at_most(MOST, &text, style::FOOT, width - PAGE_WIDTH) }
    }

    pub(super) fn height(&self) -> Length {
        let lines: Length = self.lines.iter().map(|line| line.style.leading).sum();
        ABOVE_RULE + RULE + BELOW_RULE + lines
    }

    pub(super) fn draw(&self, sheet: &mut Sheet, left: Length, top: Length, page: Line) {
        let mut y = top + ABOVE_RULE;
        sheet.rule(Point { x: left, y }, self.width, RULE, Tone::Quiet);
        y += RULE + BELOW_RULE;
        let x = left + self.width - page.width;
        sheet.text(Point { x, y }, page);
        for line in &self.lines {
            sheet.text(Point { x: left, y }, line.clone());
            y += line.style.leading;
        }
    }
}
