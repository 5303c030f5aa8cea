//! The parts that documents are made of: headings, facts in a grid, parties, tables, statements.

use crate::layout::{
    Align, Band, Cell, Column, Flow, Length, Picture, Rule, Sheet, Style, Table, Tone, Typesetter,
};
use crate::model::{Party, Shipment};
use crate::words::Words;

use super::style;

const ABOVE_HEADING: Length = Length::pt(14);
const BELOW_HEADING: Length = Length::pt(3);
const BELOW_FACTS: Length = Length::pt(7);
const GUTTER: Length = Length::pt(14);
/// What must fit below a heading, or it moves on with what follows it.
const AFTER_HEADING: Length = Length::pt(60);

/// Stands where a figure is not known.
pub(super) const NONE: &str = "–";

/// A label with its value.
pub(super) struct Fact {
    label: String,
    value: String,
    style: Style,
}

impl Fact {
    pub(super) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), style: style::VALUE }
    }

    /// A label with the number of its data element.
    pub(super) fn element(label: &str, number: &str, value: impl Into<String>) -> Self {
        Self::new(Words::numbered(label, number), value)
    }

    pub(super) fn strong(mut self) -> Self {
        self.style = style::STRONG;
        self
    }
}

/// Writes parts below each other.
pub(super) struct Writer<'t> {
    pub(super) typesetter: &'t Typesetter<'t>,
    pub(super) words: &'static Words,
    pub(super) flow: Flow,
    pub(super) pictures: Vec<Picture>,
    /// The last heading; a table below it repeats it on further sheets.
    heading: String,
}

impl<'t> Writer<'t> {
    pub(super) fn new(typesetter: &'t Typesetter<'t>, words: &'static Words, flow: Flow) -> Self {
        Self { typesetter, words, flow, pictures: Vec::new(), heading: String::new() }
    }

    pub(super) fn finish(self) -> (Vec<Sheet>, Vec<Picture>) {
        (self.flow.into_sheets(), self.pictures)
    }

    /// A heading, kept with what follows it.
    pub(super) fn heading(&mut self, text: &str) {
        let width = self.flow.frontier.width;
        let lines = self.typesetter.wrap(text, style::HEADING, width);
        let band = self.band(vec![self.cell(Length::ZERO, width, lines)]);
        self.flow.keep(ABOVE_HEADING + band.height() + AFTER_HEADING);
        self.flow.space(ABOVE_HEADING);
        self.flow.place(Band { below: BELOW_HEADING, ..band }, &[]);
        text.clone_into(&mut self.heading);
    }

    /// The one sentence that the document is about, large, between two rules.
    pub(super) fn statement(&mut self, text: &str, facts: &[Fact], columns: usize) {
        let width = self.flow.frontier.width;
        let lines = self.typesetter.wrap(text, style::STATEMENT, width);
        let band = self.band(vec![self.cell(Length::ZERO, width, lines)]);
        self.flow.place(Band { below: Length::pt(6), ..band }, &[]);
        self.facts(facts, columns);
        self.line();
    }

    /// A rule that ends a part of the document.
    pub(super) fn line(&mut self) {
        let rule = Rule { thickness: Length::pt10(10), tone: Tone::Ink };
        let band = Band { below: Length::pt(4), rule: Some(rule), ..self.band(Vec::new()) };
        self.flow.place(band, &[]);
    }

    /// Labels with values in a grid of equal columns, row by row.
    pub(super) fn facts(&mut self, facts: &[Fact], columns: usize) {
        let count = columns as i64;
        let width = (self.flow.frontier.width - GUTTER * (count - 1)) / count;
        for row in facts.chunks(columns) {
            let cells = (0..)
                .zip(row)
                .map(|(index, fact)| {
                    let mut lines = self.typesetter.wrap(&fact.label, style::LABEL, width);
                    lines.extend(self.typesetter.wrap(&fact.value, fact.style, width));
                    self.cell((width + GUTTER) * index, width, lines)
                })
                .collect();
            let band = Band { below: BELOW_FACTS, ..self.band(cells) };
            self.flow.place(band, &[]);
        }
    }

    /// Lines of running text.
    pub(super) fn paragraph(&mut self, text: &str, style: Style) {
        let width = self.flow.frontier.width;
        let lines = self.typesetter.wrap(text, style, width);
        let band = self.band(vec![self.cell(Length::ZERO, width, lines)]);
        self.flow.place(Band { below: Length::pt(4), ..band }, &[]);
    }

    /// The parties side by side, three in a row.
    pub(super) fn parties(&mut self, parties: &[Party]) {
        if parties.is_empty() {
            return;
        }
        self.heading(self.words.parties);
        let columns = parties.len().clamp(2, 3);
        let count = columns as i64;
        let width = (self.flow.frontier.width - GUTTER * (count - 1)) / count;
        for row in parties.chunks(columns) {
            let cells = (0..)
                .zip(row)
                .map(|(index, party)| self.party((width + GUTTER) * index, width, party))
                .collect();
            let band = Band { below: BELOW_FACTS, ..self.band(cells) };
            self.flow.place(band, &[]);
        }
    }

    /// The shipment in a few figures and its references.
    pub(super) fn shipment(&mut self, shipment: &Shipment, items: Option<usize>) {
        let words = self.words;
        self.heading(words.shipment);
        let mut facts = vec![Fact::new(words.data_set, &shipment.declaration)];
        let texts = [
            (words.goods_location, "16 15", shipment.goods_location.clone()),
            (words.dispatch_country, "16 06", shipment.dispatch_country.clone()),
            (words.destination_country, "16 03", shipment.destination_country.clone()),
            (words.packages, "18 06", shipment.packages.map(|n| words.number(n))),
            (words.gross_mass, "18 04", shipment.gross_mass.map(|n| words.measured(n, "kg"))),
        ];
        facts.extend(texts.into_iter().filter_map(|(label, number, value)| {
            value.map(|value| Fact::element(label, number, value))
        }));
        facts.extend(items.map(|count| Fact::new(words.items, count.to_string())));
        facts.extend(shipment.references.iter().map(|reference| {
            let (label, number) = words.reference(reference.kind);
            Fact::element(label, number, format!("{} {}", reference.code, reference.number))
        }));
        self.facts(&facts, 4);
    }

    /// Starts a table; the heading above it and its header repeat on every sheet.
    pub(super) fn table(&mut self, columns: Vec<Column>) -> Table<'t> {
        let width = self.flow.frontier.width;
        let text = format!("{} ({})", self.heading, self.words.continued);
        let lines = self.typesetter.wrap_at_most(3, &text, style::STRONG, width);
        let cell = self.cell(Length::ZERO, width, lines);
        let continued = Band { below: Length::pt(2), ..self.band(vec![cell]) };
        Table::start(self.typesetter, &mut self.flow, columns, style::LABEL, continued)
    }

    fn party(&self, offset: Length, width: Length, party: &Party) -> Cell {
        let (role, number) = self.words.role(party.role);
        let label = Words::numbered(role, number);
        let name = party.name.as_deref().unwrap_or_default();
        let mut lines = self.typesetter.wrap(&label, style::LABEL, width);
        lines.extend(self.typesetter.wrap(name, style::STRONG, width));
        for line in &party.address {
            lines.extend(self.typesetter.wrap(line, style::VALUE, width));
        }
        let id = party.id.as_deref().unwrap_or_default();
        lines.extend(self.typesetter.wrap(id, style::VALUE, width));
        self.cell(offset, width, lines)
    }

    pub(super) fn cell(
        &self,
        offset: Length,
        width: Length,
        lines: Vec<crate::layout::Line>,
    ) -> Cell {
        Cell { left: self.flow.frontier.left + offset, width, align: Align::Left, lines }
    }

    pub(super) fn band(&self, cells: Vec<Cell>) -> Band {
        Band {
            left: self.flow.frontier.left,
            width: self.flow.frontier.width,
            above: Length::ZERO,
            below: Length::ZERO,
            cells,
            rule: None,
        }
    }
}

/// A column of text; no width means a share of what the others leave.
pub(super) fn column(title: &str, width: Length) -> Column {
    Column { title: title.to_owned(), width, align: Align::Left, style: style::CELL }
}

/// A column of figures, aligned on the right.
pub(super) fn figures(title: &str, width: Length) -> Column {
    Column { align: Align::Right, ..column(title, width) }
}
