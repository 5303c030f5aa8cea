//! Tables: columns, a header that repeats on every sheet, and rows that may be cut.

use super::{Align, Band, Cell, Flow, Length, Rule, Style, Tone, Typesetter};

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) title: String,
    pub(crate) width: Length,
    pub(crate) align: Align,
    pub(crate) style: Style,
}

/// A table that is being written, row by row.
pub(crate) struct Table<'t> {
    typesetter: &'t Typesetter<'t>,
    columns: Vec<Column>,
    lefts: Vec<Length>,
    left: Length,
    width: Length,
    /// What comes first on every further sheet.
    repeated: Vec<Band>,
}

/// White between columns.
const GAP: Length = Length::pt(8);
const ROW_ABOVE: Length = Length::pt10(28);
const ROW_BELOW: Length = Length::pt10(32);

impl<'t> Table<'t> {
    /// Starts a table with its header. Columns of no width share what the others leave.
    ///
    /// The header moves to the next sheet where it and two lines would not fit here. On every
    /// further sheet `continued` and the header come again.
    pub(crate) fn start(
        typesetter: &'t Typesetter<'t>,
        flow: &mut Flow,
        columns: Vec<Column>,
        header_style: Style,
        continued: Band,
    ) -> Self {
        let mut table = Self::of(typesetter, flow, columns);
        let titles = table.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>();
        let styled: Vec<_> =
            titles.iter().map(|title| vec![(title.as_str(), header_style)]).collect();
        let rule = Rule { thickness: Length::pt10(6), tone: Tone::Ink };
        let header = Band { rule: Some(rule), ..table.band(&styled) };
        flow.keep(header.height() + Length::pt(34));
        flow.place(header.clone(), &[]);
        table.repeated = vec![continued, header];
        table
    }

    fn of(typesetter: &'t Typesetter<'t>, flow: &Flow, mut columns: Vec<Column>) -> Self {
        let (left, width) = (flow.frontier.left, flow.frontier.width);
        share_rest(&mut columns, width);
        let mut x = left;
        let lefts = columns
            .iter()
            .map(|column| {
                let here = x;
                x += column.width + GAP;
                here
            })
            .collect();
        Self { typesetter, columns, lefts, left, width, repeated: Vec::new() }
    }

    /// One row: a text for each column.
    pub(crate) fn row(&self, flow: &mut Flow, texts: &[&str]) {
        let styled: Vec<_> = self
            .columns
            .iter()
            .zip(texts)
            .map(|(column, text)| vec![(*text, column.style)])
            .collect();
        self.styled_row(flow, &styled);
    }

    /// One row whose cells hold paragraphs of several styles.
    pub(crate) fn styled_row(&self, flow: &mut Flow, cells: &[Vec<(&str, Style)>]) {
        let rule = Rule { thickness: Length::pt10(3), tone: Tone::Faint };
        let band = Band { rule: Some(rule), ..self.band(cells) };
        flow.place(band, &self.repeated);
    }

    fn band(&self, cells: &[Vec<(&str, Style)>]) -> Band {
        let cells = self
            .columns
            .iter()
            .zip(&self.lefts)
            .zip(cells)
            .map(|((column, left), texts)| Cell {
                left: *left,
                width: column.width,
                align: column.align,
                lines: texts
                    .iter()
                    .flat_map(|(text, style)| self.typesetter.wrap(text, *style, column.width))
                    .collect(),
            })
            .collect();
        Band {
            left: self.left,
            width: self.width,
            above: ROW_ABOVE,
            below: ROW_BELOW,
            cells,
            rule: None,
        }
    }
}

fn share_rest(columns: &mut [Column], width: Length) {
    let gaps = GAP * (columns.len() as i64 - 1).max(0);
    let fixed: Length = columns.iter().map(|column| column.width).sum();
    let open = columns.iter().filter(|column| column.width == Length::ZERO).count() as i64;
    for column in columns.iter_mut().filter(|column| column.width == Length::ZERO) {
        column.width = (width - gaps - fixed) / open.max(1);
    }
}
