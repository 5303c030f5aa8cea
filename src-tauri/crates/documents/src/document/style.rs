//! The type scale of the documents. One family, two weights, black and one dark grey.

use crate::fonts::Weight::{Bold, Regular};
use crate::layout::Tone::{Ink, Quiet};
use crate::layout::{Length, Style};

const fn pt10(tenths: i64) -> Length {
    Length::pt10(tenths)
}

pub(super) const TITLE: Style = Style::new(Bold, pt10(200), pt10(270), Ink);
pub(super) const TITLE_NEXT: Style = Style::new(Bold, pt10(110), pt10(150), Ink);
pub(super) const MARK: Style = Style::new(Bold, pt10(75), pt10(100), Ink);
pub(super) const OFFICE: Style = Style::new(Regular, pt10(75), pt10(100), Quiet);
pub(super) const NOTICE: Style = Style::new(Bold, pt10(90), pt10(120), Ink);
pub(super) const HEADING: Style = Style::new(Bold, pt10(100), pt10(140), Ink);
pub(super) const STATEMENT: Style = Style::new(Bold, pt10(150), pt10(200), Ink);
pub(super) const LABEL: Style = Style::new(Regular, pt10(65), pt10(90), Quiet);
pub(super) const VALUE: Style = Style::new(Regular, pt10(90), pt10(120), Ink);
pub(super) const STRONG: Style = Style::new(Bold, pt10(90), pt10(120), Ink);
pub(super) const CELL: Style = Style::new(Regular, pt10(80), pt10(108), Ink);
pub(super) const CELL_STRONG: Style = Style::new(Bold, pt10(80), pt10(108), Ink);
pub(super) const CELL_QUIET: Style = Style::new(Regular, pt10(80), pt10(108), Quiet);
pub(super) const DIGITS: Style = Style::new(Bold, pt10(80), pt10(110), Ink);
pub(super) const FOOT: Style = Style::new(Regular, pt10(65), pt10(90), Quiet);
pub(super) const PAGE: Style = Style::new(Bold, pt10(65), pt10(90), Ink);
pub(super) const BADGE: Style = Style::new(Bold, pt10(80), pt10(100), Ink);
