//! What lines are grouped by.

use super::line::Line;
use crate::language::Language;
use crate::words::words;

/// One thing that a line can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The importer.
    Importer,
    /// The seller.
    Seller,
    /// The declarant.
    Declarant,
    /// The customs office.
    Office,
    /// The chapter: two digits of the commodity code.
    Chapter,
    /// The heading: four digits.
    Heading,
    /// The subheading: six digits.
    Subheading,
    /// The country of origin.
    Origin,
    /// The country of dispatch.
    Dispatch,
    /// The mode of transport.
    Transport,
    /// The kind of duty.
    Duty,
    /// The rate of duty.
    Rate,
    /// The mass, in bands of which each is twice the one before.
    Mass,
    /// The value, in such bands.
    Value,
    /// The value of a kilogram, in such bands.
    ValuePerKg,
}

use Part::{
    Chapter, Declarant, Dispatch, Duty, Heading, Importer, Mass, Office, Origin, Rate, Seller,
    Subheading, Transport, Value, ValuePerKg,
};

/// A way to group lines: all that agree in these parts belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What the lines of a group have in common, coarser criteria first in [`CRITERIA`].
    pub parts: &'static [Part],
}

const fn by(parts: &'static [Part]) -> Criterion {
    Criterion { parts }
}

/// The criteria, single ones before the combinations that refine them.
pub const CRITERIA: [Criterion; 32] = [
    by(&[Chapter]),
    by(&[Heading]),
    by(&[Subheading]),
    by(&[Origin]),
    by(&[Dispatch]),
    by(&[Duty]),
    by(&[Rate]),
    by(&[Mass]),
    by(&[Value]),
    by(&[ValuePerKg]),
    by(&[Transport]),
    by(&[Office]),
    by(&[Declarant]),
    by(&[Importer]),
    by(&[Seller]),
    by(&[Origin, Dispatch]),
    by(&[Chapter, Mass]),
    by(&[Heading, Origin]),
    by(&[Heading, Dispatch]),
    by(&[Heading, Mass]),
    by(&[Heading, Value]),
    by(&[Heading, ValuePerKg]),
    by(&[Subheading, Origin]),
    by(&[Subheading, Dispatch]),
    by(&[Subheading, Mass]),
    by(&[Subheading, Value]),
    by(&[Subheading, ValuePerKg]),
    by(&[Subheading, Declarant]),
    by(&[Subheading, Office]),
    by(&[Heading, Origin, Mass]),
    by(&[Heading, Dispatch, Mass]),
    by(&[Subheading, Origin, Dispatch]),
];

impl Criterion {
    /// The group that the line belongs to, for example `850440 CN`; `None` where the line does not
    /// have every part.
    pub fn group(&self, line: &Line) -> Option<String> {
        let values: Option<Vec<String>> = self.parts.iter().map(|part| part.of(line)).collect();
        Some(values?.join(" "))
    }

    /// Stable name, for example `subheading+origin`.
    pub fn id(&self) -> String {
        self.parts.iter().map(|part| part.id()).collect::<Vec<_>>().join("+")
    }
}

impl Part {
    /// Stable name.
    pub fn id(self) -> &'static str {
        match self {
            Importer => "importer",
            Seller => "seller",
            Declarant => "declarant",
            Office => "office",
            Chapter => "chapter",
            Heading => "heading",
            Subheading => "subheading",
            Origin => "origin",
            Dispatch => "dispatch",
            Transport => "transport",
            Duty => "duty",
            Rate => "rate",
            Mass => "mass",
            Value => "value",
            ValuePerKg => "value_per_kg",
        }
    }

    /// What people call it.
    pub(super) fn label(self, language: Language) -> &'static str {
        words().history.part.get(self.id()).map(|label| label.get(language)).unwrap_or_default()
    }

    /// The line's value of it.
    pub(super) fn of(self, line: &Line) -> Option<String> {
        match self {
            Importer => line.importer.clone(),
            Seller => line.seller.clone(),
            Declarant => line.declarant.clone(),
            Office => line.office.clone(),
            Chapter => line.digits(2).map(str::to_owned),
            Heading => line.digits(4).map(str::to_owned),
            Subheading => line.digits(6).map(str::to_owned),
            Origin => line.origin.clone(),
            Dispatch => line.dispatch.clone(),
            Transport => line.transport.clone(),
            Duty => line.duty.clone(),
            Rate => line.rate.map(|rate| format!("{}%", rate.normalize())),
            Mass => line.mass_band().map(|band| span(band, "g")),
            Value => line.value_band().map(|band| span(band, "")),
            ValuePerKg => line.value_per_kg_band().map(|band| span(band, "/kg")),
        }
    }
}

/// The amounts of a band: `512-1023g`.
fn span(band: u32, unit: &str) -> String {
    match band.checked_sub(1) {
        None => format!("0{unit}"),
        Some(0) => format!("1{unit}"),
        Some(power) => {
            let from = 1_u128 << power;
            format!("{from}-{}{unit}", from * 2 - 1)
        }
    }
}
