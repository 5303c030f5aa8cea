//! Which data set of Annex B a declaration follows.
//!
//! Where the source names none, the type and the first item's requested procedure tell:
//!
//! | type | procedure | data set |
//! | --- | --- | --- |
//! | any, additional procedure 1H7 | | H7 (how the United Kingdom marks its reduced data set) |
//! | IM, additional type B, C, E or F | | I1, simplified |
//! | IM | 71, 76, 77 | H2 customs warehousing |
//! | IM | 53 | H3 temporary admission |
//! | IM | 51 | H4 inward processing |
//! | IM | any other | H1 |
//! | EX, additional type B, C, E or F | | C1, simplified |
//! | EX | 21, 22 | B2 outward processing |
//! | EX | 76, 77 | B3 warehousing of Union goods |
//! | EX | any other | B1 |
//! | CO | 10 to 23, 76, 77 | B4 dispatch to special fiscal territories |
//! | CO | any other | H5 introduction from special fiscal territories |
//!
//! Without a type the data set is empty, and only rules for every data set apply.

use crate::declaration::{At, DataSet, Declaration};

use super::place::Place;

/// Declaration type and additional type: `IMA` is IM and A. Codes of requests about a declaration
/// (COR, INV) are neither.
pub(super) fn types(root: &Place) -> (Option<At<String>>, Option<At<String>>) {
    let Some(written) = root.text(&["TypeCode"]) else { return (None, None) };
    let At { value, path } = written;
    let (Some(kind), Some(additional)) = (value.get(..2), value.get(2..)) else {
        return (None, None);
    };
    if !["IM", "EX", "CO"].contains(&kind) || value == "COR" {
        return (None, None);
    }
    let at = |text: &str| At { value: text.to_owned(), path: path.clone() };
    (Some(at(kind)), (!additional.is_empty()).then(|| at(additional)))
}

/// The data set that the source names, else the one that its type and procedure imply.
pub(super) fn of(root: &Place, declaration: &Declaration) -> DataSet {
    root.text(&["ProcedureCategory"])
        .or_else(|| root.text(&["procedureCategory", "Identifier.Content"]))
        .map_or_else(|| DataSet(implied(declaration).to_owned()), |at| DataSet(at.value))
}

fn implied(declaration: &Declaration) -> &'static str {
    let text = |at: &Option<At<String>>| at.as_ref().map_or(String::new(), |at| at.value.clone());
    let first = declaration.items.first();
    let procedure = first.map(|item| text(&item.procedure)).unwrap_or_default();
    let marked_h7 =
        first.is_some_and(|item| item.additional_procedures.iter().any(|code| code.value == "1H7"));
    let simplified = matches!(text(&declaration.additional_type).as_str(), "B" | "C" | "E" | "F");
    match (text(&declaration.declaration_type).as_str(), procedure.as_str()) {
        (_, _) if marked_h7 => "H7",
        ("IM", _) if simplified => "I1",
        ("IM", "71" | "76" | "77") => "H2",
        ("IM", "53") => "H3",
        ("IM", "51") => "H4",
        ("IM", _) => "H1",
        ("EX", _) if simplified => "C1",
        ("EX", "21" | "22") => "B2",
        ("EX", "76" | "77") => "B3",
        ("EX", _) => "B1",
        ("CO", "10" | "11" | "21" | "22" | "23" | "76" | "77") => "B4",
        ("CO", _) => "H5",
        _ => "",
    }
}
