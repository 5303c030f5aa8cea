//! Bands: cells side by side over the width of the page, which may be cut between two lines.

use super::{Length, Line, Point, Sheet, Tone};

/// Where lines stand in their cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// Lines below each other in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) left: Length,
    pub(crate) width: Length,
    pub(crate) align: Align,
    pub(crate) lines: Vec<Line>,
}

impl Cell {
    pub(crate) fn height(&self) -> Length {
        self.lines.iter().map(|line| line.style.leading).sum()
    }

    /// How many lines fit into a height.
    fn fitting(&self, height: Length) -> usize {
        let mut used = Length::ZERO;
        self.lines
            .iter()
            .take_while(|line| {
                used += line.style.leading;
                used <= height
            })
            .count()
    }

    fn draw(&self, sheet: &mut Sheet, top: Length) {
        let mut y = top;
        for line in &self.lines {
            let x = match self.align {
                Align::Left => self.left,
                Align::Right => self.left + self.width - line.width,
            };
            sheet.text(Point { x, y }, line.clone());
            y += line.style.leading;
        }
    }
}

/// A rule at the foot of a band, over its whole width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) thickness: Length,
    pub(crate) tone: Tone,
}

/// Cells side by side, with white above and below and perhaps a rule at the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    pub(crate) left: Length,
    pub(crate) width: Length,
    pub(crate) above: Length,
    pub(crate) below: Length,
    pub(crate) cells: Vec<Cell>,
    pub(crate) rule: Option<Rule>,
}

impl Band {
    pub(crate) fn height(&self) -> Length {
        let text = self.cells.iter().map(Cell::height).max().unwrap_or_default();
        self.above + text + self.below
    }

    /// The number of lines of the tallest cell.
    pub(crate) fn line_count(&self) -> usize {
        self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default()
    }

    /// Cuts off what fits into a height; the second part is what is left.
    ///
    /// `None` where not even one line would fit.
    pub(crate) fn cut(mut self, height: Length) -> Option<(Self, Self)> {
        let room = height - self.above - self.below;
        let mut rest = Self { cells: Vec::new(), ..self.clone() };
        let mut taken = 0;
        for cell in &mut self.cells {
            let fitting = cell.fitting(room);
            taken = taken.max(fitting);
            let lines = cell.lines.split_off(fitting);
            rest.cells.push(Cell { lines, ..cell.clone() });
        }
        (taken > 0).then_some((self, rest))
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet, top: Length) {
        for cell in &self.cells {
            cell.draw(sheet, top + self.above);
        }
        if let Some(Rule { thickness, tone }) = self.rule {
            let at = Point { x: self.left, y: top + self.height() - thickness };
            sheet.rule(at, self.width, thickness, tone);
        }
    }
}
