//! Known messages that are neither a declaration nor a reply to one.

/// What the message is, for people; `None` for names that are not known.
pub(super) fn unsupported(name: &str) -> Option<&'static str> {
    if is_movement(name) && !crate::ncts::reads(name) {
        return Some("a message of the export (AES) or transit (NCTS) system");
    }
    KNOWN.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, what)| *what)
}

/// `CC507C`, `CC029C` ...: EU messages are named by their number and version letter.
fn is_movement(name: &str) -> bool {
    let bytes = name.as_bytes();
    matches!(bytes, [b'C', b'C', a, b, c, v]
        if [a, b, c].iter().all(|d| d.is_ascii_digit()) && v.is_ascii_uppercase())
}

const LINKING: &str = "an inventory-linking message between trader, port and customs";

const KNOWN: &[(&str, &str)] = &[
    ("DeclarationVersionResponse", "a list of extracts from past versions of a declaration"),
    ("DeclarationStatusResponse", "an answer to a status query"),
    ("DeclarationFullResponse", "an answer to a query for a declaration"),
    ("inventoryLinkingMovementRequest", LINKING),
    ("inventoryLinkingMovementResponse", LINKING),
    ("inventoryLinkingMovementTotalsResponse", LINKING),
    ("inventoryLinkingConsolidationRequest", LINKING),
    ("inventoryLinkingControlResponse", LINKING),
    ("inventoryLinkingQueryRequest", LINKING),
    ("inventoryLinkingQueryResponse", LINKING),
    ("InventoryLinkingImportsValidateMovementRequest", LINKING),
    ("InventoryLinkingImportsValidateMovementResponse", LINKING),
];

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("CC507C", true)]
    #[case("CC170C", true)]
    #[case::read("CC029C", false)]
    #[case("CC50C", false)]
    #[case("CCABCC", false)]
    #[case("inventoryLinkingMovementRequest", true)]
    #[case("ASYCUDA", false)]
    #[case("Declaration", false)]
    #[case("html", false)]
    fn names_what_it_knows(#[case] name: &str, #[case] known: bool) {
        assert_eq!(unsupported(name).is_some(), known);
    }
}
