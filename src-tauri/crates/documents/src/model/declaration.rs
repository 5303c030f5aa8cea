use serde::{Deserialize, Serialize};

use super::{Frame, Party, Shipment};

/// The declaration with all its data elements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationSheet {
    /// Identifiers, dates, language.
    pub frame: Frame,
    /// Status at the desk, in the document's language.
    pub status: Option<String>,
    /// The parties, in the order in which they are printed.
    pub parties: Vec<Party>,
    /// The shipment in a few figures.
    pub shipment: Shipment,
    /// All data elements, group by group.
    pub groups: Vec<Group>,
}

/// Data elements that stand together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What they belong to.
    pub kind: GroupKind,
    /// The elements in document order.
    pub rows: Vec<ElementRow>,
}

/// What a group of data elements belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "group")]
pub enum GroupKind {
    /// The declaration's header.
    Header,
    /// The goods shipment.
    Shipment,
    /// One goods item.
    Item {
        /// 11 03.
        number: u32,
    },
    /// Anything else, under its own title.
    Other {
        /// The title, printed as it is.
        title: String,
    },
}

/// One data element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementRow {
    /// Data element number such as `18 09`, where one is known.
    pub number: Option<String>,
    /// Name of the element, or its path where no name is known.
    pub name: String,
    /// The value as written.
    pub value: String,
}
