//! The conditions of `queue --where`.

use desk::contract::{Failure, Filter};

use crate::arguments::named;

const KNOWN: &str = "status=, lane=, data_set=, search=, awb=, hs=, origin=, value>=, value<=, due<= \
                     (minutes), errors=yes, split=yes, claimed_by=, conflict=yes, leased_here=yes";

/// Narrows a filter by conditions joined by “and”.
///
/// # Errors
/// A condition is not understood; the failure lists those that are.
pub(super) fn narrow(filter: Filter, text: &str) -> Result<Filter, Failure> {
    text.split(" and ").map(str::trim).filter(|part| !part.is_empty()).try_fold(
        filter,
        |filter, part| {
            one(filter, part).ok_or_else(|| Failure {
                code: "bad_condition".to_owned(),
                message: format!("“{part}” is not a condition."),
                hint: format!("Known are {KNOWN}, joined by “and”."),
            })
        },
    )
}

fn one(mut filter: Filter, part: &str) -> Option<Filter> {
    let (name, operator, value) = split(part)?;
    let text = Some(value.to_owned());
    match (name, operator) {
        ("status", "=") => filter.statuses = list(value)?,
        ("lane", "=") => filter.lanes = list(value)?,
        ("data_set", "=") => filter.data_sets = value.split(',').map(str::to_owned).collect(),
        ("search", "=") => filter.search = text,
        ("awb", "=") => filter.transport_document = text,
        ("hs", "=") => filter.commodity = text,
        ("origin", "=") => filter.origin = text,
        ("claimed_by", "=") => filter.claimed_by = text,
        ("errors", "=") => filter.with_errors = Some(yes(value)?),
        ("conflict", "=") => filter.in_conflict = Some(yes(value)?),
        ("leased_here", "=") => filter.leased_here = Some(yes(value)?),
        ("split", "=") => filter.split = Some(yes(value)?),
        ("value", ">=") => filter.value_from = Some(value.parse().ok()?),
        ("value", "<=") => filter.value_to = Some(value.parse().ok()?),
        ("due", "<=") => filter.due_within_minutes = Some(value.parse().ok()?),
        _ => return None,
    }
    Some(filter)
}

fn split(part: &str) -> Option<(&str, &str, &str)> {
    let operator = [">=", "<=", "="].into_iter().find(|operator| part.contains(operator))?;
    let (name, value) = part.split_once(operator)?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then_some((name.trim(), operator, value))
}

fn list<T: serde::de::DeserializeOwned>(value: &str) -> Option<Vec<T>> {
    value.split(',').map(|name| named(name.trim())).collect()
}

fn yes(value: &str) -> Option<bool> {
    match value {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use desk::contract::Lane;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn conditions_narrow_the_filter() {
        let filter = narrow(
            Filter::default(),
            "lane=red,yellow and value>=140.50 and search='Hôtel du Parc'",
        )
        .unwrap();
        assert_eq!(filter.lanes, [Lane::Red, Lane::Yellow]);
        assert_eq!(filter.value_from.map(|value| value.to_string()).as_deref(), Some("140.50"));
        assert_eq!(filter.search.as_deref(), Some("Hôtel du Parc"));
    }

    #[test]
    fn an_unknown_condition_says_what_is_known() {
        let failure = narrow(Filter::default(), "colour=red").unwrap_err();
        assert_eq!(failure.code, "bad_condition");
        assert!(failure.hint.contains("lane="));
    }

    proptest! {
        /// Whatever is typed is either understood whole or refused by naming the part that is not.
        #[test]
        fn what_is_typed_is_understood_or_named(parts in prop::collection::vec("[a-z_]{0,8}(>=|<=|=)?[ -~]{0,8}", 1..4)) {
            let text = parts.join(" and ");
            if let Err(failure) = narrow(Filter::default(), &text) {
                prop_assert_eq!(failure.code.as_str(), "bad_condition");
                let named = failure.message.split(['“', '”']).nth(1).unwrap_or_default();
                prop_assert!(!named.is_empty() && text.contains(named));
            }
        }
    }
}
