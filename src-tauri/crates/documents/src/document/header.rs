//! The header of every page: word mark, title and LRN on the left, the MRN's barcode on the right,
//! and a notice in a box below where there is one.

use crate::barcode::{self, Bar};
use crate::layout::{Area, Length, Line, Mark, Point, Sheet, Tone, Typesetter};
use crate::model::Frame;

use super::style;

/// The first page has a larger title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    First,
    Next,
}

/// White between the two halves, more than the barcode's quiet zone.
const GAP: Length = Length::mm(6);
const _: () = assert!(GAP.in_thousandths() > barcode::QUIET.in_thousandths());
const BELOW_MARK: Length = Length::pt(5);
const ABOVE_RULE: Length = Length::pt(7);
const RULE: Length = Length::pt10(10);
const BELOW_RULE: Length = Length::pt(13);
const NOTICE_PADDING: Length = Length::pt(5);
const BELOW_NOTICE: Length = Length::pt(12);
/// No part of the header takes more lines than this, whatever is written in it.
const MOST: usize = 12;
/// White between the bars and their digits.
const ABOVE_DIGITS: Length = Length::pt(2);

/// A header that is measured and ready to draw on any number of sheets.
pub(super) struct Header {
    width: Length,
    mark: Line,
    office: Vec<Line>,
    left: Vec<Line>,
    bars: Vec<Bar>,
    digits: Vec<Line>,
    right_width: Length,
    notice: Vec<Line>,
}

impl Header {
    pub(super) fn measure(
        typesetter: &Typesetter<'_>,
        frame: &Frame,
        title: &str,
        width: Length,
        size: Size,
    ) -> Self {
        let mrn = frame.mrn.as_deref().unwrap_or_default();
        let bars = barcode::bars(mrn).unwrap_or_default();
        let right_width = match (mrn, bars.is_empty()) {
            ("", _) => Length::ZERO,
            (_, true) => Length::mm(60),
            (_, false) => barcode::width(mrn.len() as i64),
        };
        let left_width = width - right_width - GAP;
        let mark = typesetter.line("Greenlane", style::MARK);
        let office_width = left_width - mark.width - Length::pt(6);
        let digits = if mrn.is_empty() { String::new() } else { format!("MRN {mrn}") };
        Self {
            width,
            office: typesetter.wrap_at_most(MOST, &frame.office, style::OFFICE, office_width),
            mark,
            left: left_lines(typesetter, frame, title, left_width, size),
            bars,
            digits: typesetter.wrap_at_most(MOST, &digits, style::DIGITS, right_width),
            right_width,
            notice: typesetter.wrap_at_most(
                MOST,
                frame.notice.as_deref().unwrap_or_default(),
                style::NOTICE,
                width - NOTICE_PADDING * 4,
            ),
        }
    }

    pub(super) fn height(&self) -> Length {
        let notice = match self.notice.is_empty() {
            true => Length::ZERO,
            false => self.notice_height() + BELOW_NOTICE,
        };
        self.rule_offset() + RULE + BELOW_RULE + notice
    }

    pub(super) fn draw(&self, sheet: &mut Sheet, left: Length, top: Length) {
        self.draw_left(sheet, left, top);
        self.draw_barcode(sheet, left + self.width - self.right_width, top);
        let rule = Point { x: left, y: top + self.rule_offset() };
        sheet.rule(rule, self.width, RULE, Tone::Ink);
        if !self.notice.is_empty() {
            self.draw_notice(sheet, left, rule.y + RULE + BELOW_RULE);
        }
    }

    fn draw_left(&self, sheet: &mut Sheet, left: Length, top: Length) {
        sheet.text(Point { x: left, y: top }, self.mark.clone());
        let beside_mark = left + self.mark.width + Length::pt(6);
        stack(sheet, &self.office, beside_mark, top);
        stack(sheet, &self.left, left, top + self.mark_height() + BELOW_MARK);
    }

    fn draw_barcode(&self, sheet: &mut Sheet, left: Length, top: Length) {
        for Bar { start, width } in &self.bars {
            let area = Area {
                left: left + barcode::MODULE * *start,
                top,
                width: barcode::MODULE * *width,
                height: barcode::HEIGHT,
            };
            sheet.put(Mark::Fill { area, tone: Tone::Ink });
        }
        stack(sheet, &self.digits, left, top + self.bars_height());
    }

    fn draw_notice(&self, sheet: &mut Sheet, left: Length, top: Length) {
        let box_area = Area { left, top, width: self.width, height: self.notice_height() };
        let corners = box_area.corners();
        sheet.put(Mark::Outline { corners, thickness: Length::pt10(8), tone: Tone::Ink });
        stack(sheet, &self.notice, left + NOTICE_PADDING * 2, top + NOTICE_PADDING);
    }

    fn mark_height(&self) -> Length {
        height_of(&self.office).max(self.mark.style.leading)
    }

    fn bars_height(&self) -> Length {
        if self.bars.is_empty() { Length::ZERO } else { barcode::HEIGHT + ABOVE_DIGITS }
    }

    fn rule_offset(&self) -> Length {
        let left = self.mark_height() + BELOW_MARK + height_of(&self.left);
        let right = self.bars_height() + height_of(&self.digits);
        left.max(right) + ABOVE_RULE
    }

    fn notice_height(&self) -> Length {
        height_of(&self.notice) + NOTICE_PADDING * 2
    }
}

fn left_lines(
    typesetter: &Typesetter<'_>,
    frame: &Frame,
    title: &str,
    width: Length,
    size: Size,
) -> Vec<Line> {
    let style = match size {
        Size::First => style::TITLE,
        Size::Next => style::TITLE_NEXT,
    };
    let mut lines = typesetter.wrap_at_most(MOST, title, style, width);
    if let Some(lrn) = &frame.lrn {
        lines.extend(typesetter.wrap_at_most(MOST, &format!("LRN {lrn}"), style::VALUE, width));
    }
    lines
}

fn stack(sheet: &mut Sheet, lines: &[Line], x: Length, top: Length) {
    let mut y = top;
    for line in lines {
        sheet.text(Point { x, y }, line.clone());
        y += line.style.leading;
    }
}

fn height_of(lines: &[Line]) -> Length {
    lines.iter().map(|line| line.style.leading).sum()
}
