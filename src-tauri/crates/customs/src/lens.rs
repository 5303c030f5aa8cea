//! What the desk's own history shows when it is looked at from four sides: the lenses.
//!
//! Each finds groups of declarations that a broker may want to see together: orders that were split,
//! values that are far from those of like goods, an IOSS number that strangers share, numbers that
//! were used twice. A lens accuses nobody: it says what it saw, and a person looks.

mod address;
mod facts;
mod name;
mod splitting;
mod spread;

pub use address::Address;
pub use facts::{Facts, Number, NumberKind, PricedLine, key_of_number};
pub use name::{PersonName, SellerName, unrelated};
pub use splitting::{Addressed, together};
pub use spread::{FAR, FEWEST, HIGH, LOW, Spread, rank};

/// From how many parcels on an order may have been split.
pub const SPLIT_PARCELS: usize = 2;
/// Over what value in euro cents together: the limit of the data set H7 and of IOSS, EUR 150
/// (Art. 143a of Del. Reg. 2015/2446).
pub const SPLIT_VALUE_CENTS: i64 = 15_000;
/// From how many unrelated sellers on an IOSS number is worth a look. A shop has one name, perhaps a
/// second; a marketplace has many, and is known to the broker by its number.
pub const IOSS_SELLERS: usize = 3;
