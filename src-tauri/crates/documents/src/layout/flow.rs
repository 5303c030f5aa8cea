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

    /// Where the next band will stand.
    pub(crate) fn y(&self) -> Length {
        self.y
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
    pub(crate) fn place(&mut self, band: Band, repeated: Option<&Band>) {
        let mut band = band;
        loop {
            if band.height() <= self.room() {
                return self.draw(&band);
            }
            if !self.should_cut(&band, repeated) {
                self.turn_with(repeated);
                continue;
            }
            let Some((here, rest)) = band.clone().cut(self.room()) else {
                // Not one line fits: on a fresh sheet that would repeat for ever.
                if self.is_fresh() {
                    return self.draw(&band);
                }
                self.turn_with(repeated);
                continue;
            };
            self.draw(&Band { rule: None, ..here });
            band = rest;
            self.turn_with(repeated);
        }
    }

    fn should_cut(&self, band: &Band, repeated: Option<&Band>) -> bool {
        let header = repeated.map_or(Length::ZERO, Band::height);
        band.line_count() > KEPT_WHOLE || band.height() > self.full_height() - header
    }

    fn draw(&mut self, band: &Band) {
        let top = self.y;
        band.draw(self.sheet(), top);
        self.y += band.height();
    }

    fn turn_with(&mut self, repeated: Option<&Band>) {
        self.turn();
        if let Some(band) = repeated {
            self.draw(band);
        }
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
