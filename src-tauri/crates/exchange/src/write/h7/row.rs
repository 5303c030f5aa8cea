//! The rows of one declaration, and what is not in them.

use std::collections::HashMap;

use customs::{Element, Path};

use super::values::{self, Stated};
use super::{cell, items};
use crate::h7::{Column, Level, tree};
use crate::write::{Unheld, Why};

/// The rows of one declaration: what its columns say of the shipment, and of each goods item.
pub(super) struct Rows {
    shipment: Stated,
    items: Vec<Stated>,
}

impl Rows {
    /// Takes out of a body what columns are for.
    pub(super) fn of(body: &Element) -> Self {
        Self { shipment: values::shipment(body), items: items(body).map(values::item).collect() }
    }

    /// How many rows there are.
    pub(super) fn count(&self) -> usize {
        self.items.len()
    }

    /// The cells of each row, in the order of the columns.
    pub(super) fn cells(&self) -> impl Iterator<Item = Vec<&str>> {
        self.items.iter().map(|item| {
            let cells = crate::columns().iter().map(|column| {
                let stated = match column.level {
                    Level::Shipment => &self.shipment,
                    Level::Item => item,
                };
                let found = stated.iter().find(|(known, _)| known.name == column.name);
                found.map_or("", |(_, value)| value.as_str())
            });
            cells.collect()
        })
    }

    /// What the reader would make of the rows.
    fn read_again(&self) -> Element {
        let read = |stated: &Stated| -> Stated {
            let as_read = |(column, value): &(&'static Column, String)| {
                (*column, cell::as_read(column, value))
            };
            stated.iter().map(as_read).collect()
        };
        let items = self
            .items
            .iter()
            .map(|item| tree::item(&tree::Values(&read(item)), std::iter::empty()));
        tree::declaration(&tree::Values(&read(&self.shipment)), items.collect())
    }

    /// What the declaration says and the rows do not.
    pub(super) fn left_out(&self, body: &Element) -> Vec<Unheld> {
        let again = self.read_again();
        if again == *body {
            return Vec::new();
        }
        let held: HashMap<Path, &str> = again.values().into_iter().collect();
        let missing =
            body.values().into_iter().filter(|(path, value)| held.get(path) != Some(value));
        let told = missing.map(|(path, value)| Why::Element { path, value: value.to_owned() });
        told.map(|why| Unheld::new(body, why)).collect()
    }

    /// Where a value stands that a cell cannot hold.
    pub(super) fn unwritable(&self, body: &Element, longest: usize) -> Option<Path> {
        let all = self.items.iter().chain([&self.shipment]).flatten();
        let (_, bad) = all.into_iter().find(|(_, value)| !cell::is_writable(value, longest))?;
        let mut values = body.values().into_iter();
        let place = values.find(|(_, value)| bad.contains(*value) || value == bad);
        Some(place.map_or_else(Path::root, |(path, _)| path))
    }
}
