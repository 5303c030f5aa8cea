//! What the sender of a `Declaration` element wants.

use customs::{Element, MessageKind};

/// What a `Declaration` element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A whole declaration, lodged anew.
    Whole,
    /// Something about a declaration that was lodged before. Its body is partial.
    Request { kind: MessageKind, about: &'static str },
}

/// Function code, type code (`*` any) and what they mean together; the first row that fits counts.
///
/// Sources: HMRC's DMS sample messages (9; 13 with COR, INV, GPR, whose comments explain them) and the
/// Danish DMS test cases (1, 4, 6, 9, 24, 34, 37, 57), whose file names tell the purpose.
const PURPOSES: &[(&str, &str, Purpose)] = &[
    ("9", "*", Purpose::Whole),
    ("1", "*", INVALIDATION),
    ("4", "*", AMENDMENT),
    ("13", "INV", INVALIDATION),
    ("13", "GPR", PRESENTATION),
    ("13", "*", AMENDMENT),
    ("24", "*", PRESENTATION),
    ("6", "*", other("bill of discharge")),
    ("34", "*", other("supplement to a simplified declaration")),
    ("37", "*", other("application for repayment or remission")),
    ("57", "*", other("request for closure of temporary storage")),
    // Without a function code the type code tells.
    ("", "INV", INVALIDATION),
    ("", "COR", AMENDMENT),
    ("", "GPR", PRESENTATION),
    ("", "SUP", other("supplement to a simplified declaration")),
    ("", "RRA", other("application for repayment or remission")),
    ("", "*", Purpose::Whole),
];

const INVALIDATION: Purpose =
    Purpose::Request { kind: MessageKind::InvalidationRequest, about: "request for invalidation" };
const AMENDMENT: Purpose =
    Purpose::Request { kind: MessageKind::AmendmentRequest, about: "request for amendment" };
const PRESENTATION: Purpose = other("presentation of the goods");

const fn other(about: &'static str) -> Purpose {
    Purpose::Request { kind: MessageKind::Other, about }
}

/// Reads the purpose off a `Declaration` element.
pub(super) fn of(root: &Element) -> Purpose {
    // Presentation notifications (G3, I2 of the goods, I2EIDR of the records) carry function code 9.
    let category = super::category_of(root).unwrap_or_default();
    if category == "G3" || category.starts_with("I2") {
        return PRESENTATION;
    }
    let function = super::written(root, ["FunctionCode"; 2]).unwrap_or_default();
    let function = function.trim_start_matches('0');
    let kind = root.text(&["TypeCode"]).unwrap_or_default();
    let fits = |row: &&(&str, &str, Purpose)| row.0 == function && (row.1 == "*" || row.1 == kind);
    PURPOSES.iter().find(fits).map_or(other("unknown request"), |row| row.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::original("9", "IMA", "H1", Purpose::Whole)]
    #[case::no_function("", "IMD", "", Purpose::Whole)]
    #[case::hmrc_amendment("13", "COR", "", AMENDMENT)]
    #[case::hmrc_invalidation("13", "INV", "", INVALIDATION)]
    #[case::hmrc_presentation("13", "GPR", "", PRESENTATION)]
    #[case::danish_correction("4", "COR", "H1", AMENDMENT)]
    #[case::danish_invalidation("1", "INV", "H7", INVALIDATION)]
    #[case::leading_zero("09", "IMA", "H7", Purpose::Whole)]
    #[case::records_entry("9", "", "I2EIDR", PRESENTATION)]
    #[case::repayment("37", "RRA", "H7", other("application for repayment or remission"))]
    #[case::discharge("6", "IMA", "H4", other("bill of discharge"))]
    #[case::presentation("9", "", "G3", PRESENTATION)]
    #[case::temporary_storage("9", "", "G4", Purpose::Whole)]
    #[case::never_seen("77", "IMA", "H1", other("unknown request"))]
    fn tells_the_purpose(
        #[case] function: &str,
        #[case] kind: &str,
        #[case] category: &str,
        #[case] expected: Purpose,
    ) {
        let root = Element::new("Declaration")
            .with(Element::leaf("FunctionCode", function))
            .with(Element::leaf("TypeCode", kind))
            .with(Element::leaf("ProcedureCategory", category));
        assert_eq!(of(&root), expected);
    }
}
