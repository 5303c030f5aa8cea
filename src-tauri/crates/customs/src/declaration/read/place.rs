//! An element together with where it stands: every value that is read remembers its path.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::declaration::At;
use crate::element::{Element, Path};
use crate::money::{Currency, Money};

#[derive(Clone)]
pub(super) struct Place<'a> {
    pub(super) element: &'a Element,
    pub(super) path: Path,
}

impl<'a> Place<'a> {
    pub(super) fn root(element: &'a Element) -> Self {
        Self { element, path: Path::root() }
    }

    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<Self> {
        let element = self.element.child(name)?;
        Some(Self { element, path: self.path.child(name, 1) })
    }

    /// The first element along a chain of names.
    pub(super) fn find(&self, names: &[&str]) -> Option<Self> {
        let element = self.element.find(names)?;
        Some(Self { element, path: self.path_to(names) })
    }

    /// All children of that name, in order.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = Place<'a>> + 'n {
        self.element
            .children
            .iter()
            .filter(move |child| child.name == name)
            .enumerate()
            .map(move |(index, element)| Place { element, path: self.path.child(name, index + 1) })
    }

    /// The attribute's value; blank counts as absent.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.element.attribute(name).filter(|value| !value.trim().is_empty()).map(str::to_owned)
    }

    /// The value along a chain of names; blank counts as absent.
    pub(super) fn text(&self, names: &[&str]) -> Option<At<String>> {
        let text = self.written(names)?;
        Some(At { value: text.to_owned(), path: self.path_to(names) })
    }

    /// The value as a decimal; absent where it is not one, so that checks can say so.
    pub(super) fn decimal(&self, names: &[&str]) -> Option<At<Decimal>> {
        let value = number(self.written(names)?)?;
        Some(At { value, path: self.path_to(names) })
    }

    /// The amount with its currency: the one written beside it, else the one of the invoice.
    ///
    /// An amount without any currency is read with an empty one: the value is there, and a check
    /// asks for its currency.
    pub(super) fn money(&self, names: &[&str], invoice: Option<&Currency>) -> Option<At<Money>> {
        let amount = number(self.written(names)?)?;
        let written = self.element.find(names).and_then(|found| found.attribute("currencyID"));
        let currency = match written.map(str::trim).filter(|code| !code.is_empty()) {
            Some(code) => Currency(code.to_owned()),
            None => invoice.cloned().unwrap_or_else(|| Currency(String::new())),
        };
        Some(At { value: Money { amount, currency }, path: self.path_to(names) })
    }

    fn written(&self, names: &[&str]) -> Option<&'a str> {
        self.element.text(names).map(str::trim).filter(|text| !text.is_empty())
    }

    fn path_to(&self, names: &[&str]) -> Path {
        self.path.descend(names)
    }
}

/// A decimal as customs messages write it: digits with a point, a sign at most.
pub(super) fn number(text: &str) -> Option<Decimal> {
    text.trim().parse().ok()
}

/// The day of a date and time, as `20251110160818+01`, `20210719145535Z`, `20251110` or ISO 8601.
pub(super) fn date(place: &Place, names: &[&str]) -> Option<NaiveDate> {
    let text = place.written(names)?;
    let day = |length: usize, format: &str| {
        text.get(..length).and_then(|day| NaiveDate::parse_from_str(day, format).ok())
    };
    day(8, "%Y%m%d").or_else(|| day(10, "%Y-%m-%d"))
}
