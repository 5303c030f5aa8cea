//! The data elements that Greenlane knows, by their place in a declaration's body.
//!
//! Held as data in `data/dictionary.toml`. Numbers are those of the EU Customs Data Model 6.1.

mod format;
mod load;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::declaration::DataSet;
use crate::element::Path;

pub use crate::text::Text;
pub use format::Format;

/// One data element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataElement {
    /// Path without ordinals, as [`Path::shape`] writes it.
    pub shape: String,
    /// Number such as `14 14 014 000`; `None` for elements that the data model does not number.
    pub number: Option<String>,
    /// What the element is called.
    pub label: Text,
    /// Which part of the declaration it belongs to.
    pub group: Group,
    /// How values are written.
    pub format: Option<Format>,
    /// Position in the dictionary, for lists in a steady order.
    pub order: usize,
}

/// Parts of a declaration, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// References, types, offices, totals of the declaration.
    Header,
    /// Persons and companies of the declaration.
    Party,
    /// Documents, authorisations and statements of the declaration.
    Document,
    /// Places, countries, values and mass of the goods shipment.
    Shipment,
    /// Means of transport and containers.
    Transport,
    /// Everything that belongs to one goods item.
    Item,
}

/// The data elements by place.
#[derive(Debug)]
pub struct Dictionary {
    by_shape: HashMap<String, DataElement>,
    /// Number and label in data sets where a place means something else.
    elsewhere: HashMap<(String, String), DataElement>,
}

/// The dictionary that comes with this version.
pub fn dictionary() -> &'static Dictionary {
    static BUILTIN: LazyLock<Dictionary> = LazyLock::new(|| {
        load::read(include_str!("../data/dictionary.toml"))
            .expect("the dictionary that comes with the crate is read in its tests")
    });
    &BUILTIN
}

impl Dictionary {
    /// The data element at this place; `None` for places that this version does not know.
    pub fn of(&self, path: &Path) -> Option<&DataElement> {
        self.at_shape(&path.shape())
    }

    /// The same, with the number and label that it has in that data set.
    pub fn of_in(&self, path: &Path, data_set: &DataSet) -> Option<&DataElement> {
        let shape = path.shape();
        self.elsewhere.get(&(shape.clone(), data_set.0.clone())).or_else(|| self.at_shape(&shape))
    }

    /// The data element with this path without ordinals.
    pub fn at_shape(&self, shape: &str) -> Option<&DataElement> {
        self.by_shape.get(shape)
    }

    /// A data element with this number, for its label. Several places can share a number: the first
    /// in the dictionary's order.
    pub fn numbered(&self, number: &str) -> Option<&DataElement> {
        let all = self.by_shape.values().chain(self.elsewhere.values());
        all.filter(|element| element.number.as_deref() == Some(number))
            .min_by_key(|element| (element.order, element.shape.len()))
    }

    /// All elements in the dictionary's order.
    pub fn all(&self) -> Vec<&DataElement> {
        let mut all: Vec<&DataElement> = self.by_shape.values().collect();
        all.sort_by_key(|element| element.order);
        all
    }
}
