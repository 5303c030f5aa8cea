//! One page as a list of marks, in the order in which they are put on the paper.

use crate::layout::{Length, Line};

/// The size of the paper.
pub(crate) struct Paper {
    pub(crate) width: Length,
    pub(crate) height: Length,
}

/// ISO 216 A4.
pub(crate) const A4: Paper = Paper { width: Length::mm(210), height: Length::mm(297) };

/// How dark a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Black.
    Ink,
    /// Dark grey, for labels.
    Quiet,
    /// Light grey, for rules between rows.
    Faint,
    /// The paper's own white.
    Paper,
}

/// A point on the page, from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) x: Length,
    pub(crate) y: Length,
}

/// A rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) left: Length,
    pub(crate) top: Length,
    pub(crate) width: Length,
    pub(crate) height: Length,
}

impl Area {
    /// The four corners, clockwise from the top left.
    pub(crate) fn corners(self) -> Vec<Point> {
        let (right, bottom) = (self.left + self.width, self.top + self.height);
        [(self.left, self.top), (right, self.top), (right, bottom), (self.left, bottom)]
            .map(|(x, y)| Point { x, y })
            .to_vec()
    }
}

/// A picture to embed: a baseline or progressive JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) jpeg: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Grey pictures have one component, all others three.
    pub(crate) grey: bool,
}

/// Something on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A line of text with its left end at `x` and its baseline at `y`.
    Text { at: Point, line: Line },
    /// A filled rectangle: rules and bars.
    Fill { area: Area, tone: Tone },
    /// The outline of a closed polygon.
    Outline { corners: Vec<Point>, thickness: Length, tone: Tone },
    /// A filled circle with an outline of its own.
    Disc { centre: Point, radius: Length, fill: Tone, outline: Tone, thickness: Length },
    /// A picture by its place in the document's list.
    Picture { index: usize, area: Area },
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) marks: Vec<Mark>,
}

impl Sheet {
    pub(crate) fn put(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// A horizontal rule with its top edge at `at`.
    pub(crate) fn rule(&mut self, at: Point, width: Length, thickness: Length, tone: Tone) {
        let area = Area { left: at.x, top: at.y, width, height: thickness };
        self.put(Mark::Fill { area, tone });
    }

    /// A line of text whose box starts at `at`.
    pub(crate) fn text(&mut self, at: Point, line: Line) {
        let baseline = Point { x: at.x, y: at.y + line.style.baseline() };
        self.put(Mark::Text { at: baseline, line });
    }
}
