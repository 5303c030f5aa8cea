//! Flow: bands go down the sheet and on to the next one.

use super::{Band, Length, Sheet};

/// Bands with more lines than this are cut at the foot of a sheet; shorter ones move on whole.
const KEPT_WHOLE: usize = 14;

/// Where content may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frontier {
    pub(crate) left: Length,
    pub(crate) width: Length,
    /// Top of the content on the first sheet, below its full header.
    pub(crate) first_top: Length,
    /// Top of the content on all others.
    pub(crate) next_top: Length,
    pub(crate) bottom: Length,
}

/// Sheets that fill up from the top.
pub(crate) struct Flow {
    pub(crate) frontier: Frontier,
    sheets: Vec<Sheet>,
    y: Length,
}

impl Flow {
    pub(crate) fn new(frontier: Frontier) -> Self {
        Self { frontier, sheets: vec![Sheet::default()], y: frontier.first_top }
    }

    /// All sheets, in order.
    pub(crate) fn into_sheets(self) -> Vec<Sheet> {
        self.sheets
    }

    /// The sheet that is being filled.
    pub(crate) fn sheet(&mut self) -> &mut Sheet {
        self.sheets.last_mut().expect("a flow starts with one sheet and never removes any")
    }

    /// What is left on this sheet.
    pub(crate) fn room(&self) -> Length {
        self.frontier.bottom - self.y
    }

    /// The height of a fresh sheet after the first.
    pub(crate) fn full_height(&self) -> Length {
        self.frontier.bottom - self.frontier.next_top
    }

    /// White space, unless the sheet has only just begun.
    pub(crate) fn space(&mut self, height: Length) {
        if !self.is_fresh() {
            self.y += height;
        }
    }

    /// Moves on to a new sheet unless that much room is left here.
    pub(crate) fn keep(&mut self, height: Length) {
        if height > self.room() && !self.is_fresh() {
            self.turn();
        }
    }

    /// Takes a strip of the sheet and answers its top.
    pub(crate) fn take(&mut self, height: Length) -> Length {
        self.keep(height);
        let top = self.y;
        self.y += height;
        top
    }

    /// Places a band, on this sheet or over as many as it needs; `repeated` comes first on each.
    ///
    /// A band that fits nowhere, because a sheet has no room at all, is drawn all the same: better
    /// over the edge than not at all.
    pub(crate) fn place(&mut self, mut band: Band, repeated: &[Band]) {
        let mut turned = self.is_fresh();
        while band.height() > self.room() {
            let parts = match self.should_cut(&band, repeated) {
                true => band.clone().cut(self.room()),
                false => None,
            };
            match parts {
                Some((here, rest)) => {
                    self.draw(&Band { rule: None, ..here });
                    band = rest;
                }
                None if turned => break,
                None => {}
            }
            self.turn();
            turned = true;
            for band in repeated {
                self.draw(band);
            }
        }
        self.draw(&band);
    }

    fn should_cut(&self, band: &Band, repeated: &[Band]) -> bool {
        let header: Length = repeated.iter().map(Band::height).sum();
        band.line_count() > KEPT_WHOLE || band.height() > self.full_height() - header
    }

    fn draw(&mut self, band: &Band) {
        let top = self.y;
        band.draw(self.sheet(), top);
        self.y += band.height();
    }

    fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.y = self.frontier.next_top;
    }

    fn is_fresh(&self) -> bool {
        let top =
            if self.sheets.len() == 1 { self.frontier.first_top } else { self.frontier.next_top };
        self.y == top
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Weight;
    use crate::layout::{Align, Cell, Line, Mark, Style, Tone};
    use proptest::prelude::*;

    const LEADING: Length = Length::pt(10);

    fn frontier() -> Frontier {
        let (left, width) = (Length::ZERO, Length::pt(100));
        let (first_top, next_top) = (Length::pt(100), Length::pt(60));
        Frontier { left, width, first_top, next_top, bottom: Length::pt(400) }
    }

    /// A band of that many lines; each line's width tells which one it is.
    fn band(name: i64, lines: i64) -> Band {
        let style = Style::new(Weight::Regular, Length::pt(8), LEADING, Tone::Ink);
        let line = |number| Line {
            style,
            runs: Vec::new(),
            width: Length::thousandths(name * 1_000 + number),
        };
        let lines = (0..lines).map(line).collect();
        let cell = Cell { left: Length::ZERO, width: Length::pt(100), align: Align::Left, lines };
        Band {
            left: Length::ZERO,
            width: Length::pt(100),
            above: Length::pt(2),
            below: Length::pt(2),
            cells: vec![cell],
            rule: None,
        }
    }

    /// Names of the lines on each sheet, from top to bottom, with their baselines.
    fn drawn(sheets: &[Sheet]) -> Vec<Vec<(i64, Length)>> {
        let text = |mark: &Mark| match mark {
            Mark::Text { at, line } => Some((line.width.in_thousandths(), at.y)),
            _ => None,
        };
        sheets.iter().map(|sheet| sheet.marks.iter().filter_map(text).collect()).collect()
    }

    #[test]
    fn a_short_band_moves_on_whole() {
        let mut flow = Flow::new(frontier());
        flow.place(band(1, 25), &[]);
        flow.place(band(2, 10), &[]);
        let sheets = drawn(&flow.into_sheets());
        assert_eq!(sheets.iter().map(Vec::len).collect::<Vec<_>>(), [25, 10]);
    }

    #[test]
    fn a_long_band_is_cut_and_the_header_repeats() {
        let header = band(9, 1);
        let mut flow = Flow::new(frontier());
        flow.place(header.clone(), &[]);
        flow.place(band(1, 80), &[header]);
        let sheets = drawn(&flow.into_sheets());
        assert_eq!(sheets.len(), 3);
        for sheet in &sheets {
            assert_eq!(sheet[0].0, 9_000, "the header comes first");
        }
    }

    #[test]
    fn nothing_is_kept_on_a_fresh_sheet() {
        let mut flow = Flow::new(frontier());
        flow.keep(Length::pt(10_000));
        flow.space(Length::pt(50));
        flow.place(band(1, 1), &[]);
        assert_eq!(drawn(&flow.into_sheets()).len(), 1);
    }

    #[test]
    fn a_sheet_without_room_does_not_turn_for_ever() {
        let mut flow = Flow::new(Frontier { bottom: Length::pt(50), ..frontier() });
        flow.place(band(1, 3), &[band(9, 1)]);
        flow.place(band(2, 30), &[band(9, 1)]);
        let lines = drawn(&flow.into_sheets()).concat();
        assert_eq!(lines.iter().filter(|(name, _)| *name < 9_000).count(), 33);
    }

    proptest! {
        #[test]
        fn every_line_is_drawn_once_in_order_and_inside(
            bands in prop::collection::vec(0i64..120, 1..12),
        ) {
            let mut flow = Flow::new(frontier());
            for (name, lines) in (1..).zip(&bands) {
                flow.place(band(name, *lines), &[]);
            }
            let sheets = drawn(&flow.into_sheets());
            let expected: Vec<_> = (1..)
                .zip(&bands)
                .flat_map(|(name, lines)| (0..*lines).map(move |line| name * 1_000 + line))
                .collect();
            let names: Vec<_> = sheets.iter().flatten().map(|(name, _)| *name).collect();
            prop_assert_eq!(names, expected);
            for (index, sheet) in sheets.iter().enumerate() {
                let top = Length::pt(if index == 0 { 100 } else { 60 });
                for (_, baseline) in sheet {
                    prop_assert!(*baseline > top && *baseline < Length::pt(400));
                }
            }
        }
    }
}
