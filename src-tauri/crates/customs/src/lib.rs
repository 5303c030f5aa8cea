//! What the law and the data model say: declarations, identifiers, rule packs, findings, charges.
//!
//! Pure: no I/O, no clock, no randomness. Money and mass are decimals; rules are dated data.

pub mod charge;
pub mod charges;
mod checks;
pub mod codes;
pub mod declaration;
pub mod dictionary;
pub mod element;
mod field;
pub mod finding;
pub mod formula;
pub mod history;
pub mod identifier;
pub mod lane;
pub mod language;
pub mod lens;
pub mod message;
pub mod money;
pub mod nomenclature;
pub mod pack;
pub mod rates;
mod rule;
pub mod selectivity;
pub mod text;
pub mod verdict;
pub mod whatif;
mod words;

pub use charge::{ChargeLine, Charges};
pub use charges::{Costs, charges};
pub use codes::{Code, code_label, code_list};
pub use declaration::{DataSet, Declaration, GoodsItem, Party};
pub use dictionary::{DataElement, Group, dictionary};
pub use element::{Element, Path};
pub use finding::{Finding, Severity};
pub use formula::{Formula, FormulaError};
pub use identifier::{Check, Identified, identify};
pub use lane::Lane;
pub use language::Language;
pub use message::{AuthorityMessage, MessageKind};
pub use money::{Currency, Money};
pub use pack::{PackError, Packs, Rules};
pub use text::Text;
pub use verdict::{Difference, Verdict, findings, judge, verdict};
