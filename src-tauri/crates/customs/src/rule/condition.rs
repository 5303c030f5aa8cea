//! A condition on a field.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::Case;
use crate::declaration::GoodsItem;
use crate::field::Field;

/// What must be so of a field. Everything that is written must hold; comparisons hold where any of
/// the field's values satisfies them, `none_of` where none is in the list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
    pub(crate) field: Field,
    present: Option<bool>,
    any_of: Option<Vec<String>>,
    none_of: Option<Vec<String>>,
    /// A code list of the pack that one of the values is on.
    pub(crate) listed: Option<String>,
    /// Prefixes, for commodity codes and countries in numbers.
    starts: Option<Vec<String>>,
    above: Option<Decimal>,
    at_least: Option<Decimal>,
    at_most: Option<Decimal>,
    below: Option<Decimal>,
}

/// Whether all conditions hold.
pub(crate) fn all_hold<'a>(
    conditions: &'a [Condition],
    case: &Case<'a>,
    item: Option<&'a GoodsItem>,
) -> bool {
    conditions.iter().all(|condition| condition.holds(case, item))
}

impl Condition {
    fn holds<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> bool {
        let listed = |list: &[String]| {
            self.field.any(case, item, |spot| {
                let text = spot.value.text();
                list.iter().any(|each| *each == text)
            })
        };
        let starts = |list: &[String]| {
            self.field.any(case, item, |spot| {
                let text = spot.value.text();
                list.iter().any(|prefix| text.starts_with(prefix.as_str()))
            })
        };
        let on_list = |name: &str| {
            let list = case.rules.list(name);
            list.is_some_and(|list| {
                self.field.any(case, item, |spot| list.contains(&*spot.value.text()))
            })
        };
        let number = |fits: &dyn Fn(Decimal) -> bool| {
            self.field.any(case, item, |spot| spot.value.number().is_some_and(fits))
        };
        self.present.is_none_or(|present| present == self.field.is_present(case, item))
            && self.any_of.as_ref().is_none_or(|list| listed(list))
            && self.none_of.as_ref().is_none_or(|list| !listed(list))
            && self.starts.as_ref().is_none_or(|list| starts(list))
            && self.listed.as_ref().is_none_or(|name| on_list(name))
            && self.above.is_none_or(|limit| number(&|n| n > limit))
            && self.at_least.is_none_or(|limit| number(&|n| n >= limit))
            && self.at_most.is_none_or(|limit| number(&|n| n <= limit))
            && self.below.is_none_or(|limit| number(&|n| n < limit))
    }
}
