//! Adding or removing a repeated element claims the list; filling in a value does not.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use customs::{Charges, Currency, Element, Lane, Path, Verdict};
use journal::{Amended, AmendmentCause, EntryId, Event, FieldChange};
use proptest::prelude::*;
use rstest::rstest;
use sync::merge::{Standing, Touch, contests};
use uuid::Uuid;

fn touch(changes: Vec<FieldChange>) -> Touch {
    let verdict = Verdict {
        lane: Lane::Green,
        lane_reasons: vec![],
        criteria: vec![],
        findings: vec![],
        charges: Charges {
            lines: vec![],
            payable: Default::default(),
            currency: Currency("EUR".into()),
            customs_value: None,
            gaps: vec![],
        },
        pack_hash: String::new(),
        rules_of: NaiveDate::default(),
        rates: Vec::new(),
    };
    let cause = AmendmentCause::Broker { reason: "seen".into() };
    Touch::of(&Event::from(Amended { cause, changes, body: None, verdict }), |_| None)
}

fn are_contested(new: &Touch, standing: &Touch) -> bool {
    let entry = EntryId(Uuid::nil());
    !contests(new, &[], &[Standing { entry, touch: standing.clone() }]).is_empty()
}

/// `lamp;bulb,CN` is a shipment of two items, the second with an origin.
fn shipment(items: &str) -> Element {
    let item = |text: &str| {
        let mut values = text.split(',');
        let item = Element::new("Item");
        ["Description", "Origin", "Amount"].into_iter().fold(item, |item, name| {
            match values.next() {
                Some(value) if !value.is_empty() => item.with(Element::leaf(name, value)),
                _ => item,
            }
        })
    };
    let shipment = Element::new("GoodsShipment");
    let shipment =
        items.split(';').filter(|text| !text.is_empty()).map(item).fold(shipment, Element::with);
    Element::new("Declaration").with(Element::leaf("ID", "1")).with(shipment)
}

#[rstest]
#[case::values_of_two_items("a;b;c", "x;b;c", "a;b;x", false)]
#[case::values_of_one_item("a,CN;b", "x,CN;b", "a,BE;b", false)]
#[case::fills_in_the_first_item("a;b;c", "a,CN;b;c", "a;b;x", false)]
#[case::fills_in_a_later_item("a;b;c", "a;b,CN;c", "a;b;x", false)]
#[case::fills_in_where_another_changes("a;b;c", "a;b,CN;c", "a;x;c", false)]
#[case::fills_in_two_values_of_one_item("a;b;c", "a;b,CN;c", "a;b,,3;c", true)]
#[case::clears_a_value_of_a_middle_item("a;b,CN;c", "a;b;c", "a;b,CN;x", false)]
#[case::both_append("a;b", "a;b;c", "a;b;d", true)]
#[case::both_append_the_same("a;b", "a;b;c", "a;b;c", false)]
#[case::both_append_but_one_more("a;b", "a;b;c", "a;b;c;d", true)]
#[case::appends_while_another_changes("a;b", "a;b;c", "x;b", false)]
#[case::inserts_while_another_changes_before("a;b;c", "a;b;x;c", "y;b;c", false)]
#[case::inserts_while_another_fills_in_behind("a;b;c", "x;a;b;c", "a;b;c,CN", true)]
#[case::removes_the_last_while_another_changes_the_first("a;b;c", "a;b", "x;b;c", false)]
#[case::removes_the_last_while_another_fills_it_in("a;b;c", "a;b", "a;b;c,CN", true)]
#[case::removes_the_last_while_another_appends("a;b;c", "a;b", "a;b;c;d", true)]
#[case::removes_the_first_while_another_changes_the_last("a;b;c", "b;c", "a;b;x", true)]
#[case::removes_the_first_while_another_fills_in_a_middle_one(
    "a;b;c;d",
    "b;c;d",
    "a;b;c,CN;d",
    true
)]
#[case::both_remove_the_first("a;b;c", "b;c", "b;c", false)]
#[case::both_insert_before_the_only_one("a,CN,3", ",,3;a,CN,3", ",CN;a,CN,3", true)]
#[case::removes_the_only_one_while_another_appends("a", "", "a;b", true)]
fn lists(#[case] base: &str, #[case] one: &str, #[case] other: &str, #[case] expected: bool) {
    let base = shipment(base);
    let touch_of = |after: &str| touch(FieldChange::between(&base, &shipment(after)));
    assert_eq!(are_contested(&touch_of(one), &touch_of(other)), expected, "{:?}", touch_of(one));
    assert_eq!(are_contested(&touch_of(other), &touch_of(one)), expected, "the other way round");
}

fn any_shipment() -> impl Strategy<Value = Vec<[String; 3]>> {
    prop::collection::vec(prop::array::uniform3("[ab]?"), 0..5)
}

/// What a broker does to a list of items in one go.
#[derive(Clone, Debug)]
enum Edit {
    Set(prop::sample::Index, usize, String),
    Insert(prop::sample::Index, [String; 3]),
    Remove(prop::sample::Index),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let place = any::<prop::sample::Index>();
    prop_oneof![
        3 => (place.clone(), 0usize..3, "[abc]?").prop_map(|(at, which, to)| Edit::Set(at, which, to)),
        1 => (place.clone(), prop::array::uniform3("[abc]?")).prop_map(|(at, item)| Edit::Insert(at, item)),
        1 => place.prop_map(Edit::Remove),
    ]
}

fn edited(items: &[[String; 3]], edit: &Edit) -> Vec<[String; 3]> {
    let mut items = items.to_vec();
    match edit {
        Edit::Insert(at, item) => items.insert(at.index(items.len() + 1), item.clone()),
        _ if items.is_empty() => {}
        Edit::Set(at, which, to) => {
            let at = at.index(items.len());
            items[at][*which].clone_from(to);
        }
        Edit::Remove(at) => {
            items.remove(at.index(items.len()));
        }
    }
    items
}

fn body(items: &[[String; 3]]) -> Element {
    let items: Vec<String> = items.iter().map(|item| item.join(",")).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).filter(|item| *item != ",,").collect();
    shipment(&items.join(";"))
}

fn applied(mut body: Element, changes: &[FieldChange]) -> BTreeMap<Path, String> {
    for change in changes {
        body.set(&change.path, change.to.as_deref());
    }
    body.values().into_iter().map(|(path, value)| (path, value.to_owned())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_global_rejects: 20_000,
        ..ProptestConfig::with_cases(4_000)
    })]

    /// What is not contested gives the same body in whichever order the hub took it.
    #[test]
    fn what_merges_commutes(items in any_shipment(), one in any_edit(), other in any_edit()) {
        let base = body(&items);
        let one = FieldChange::between(&base, &body(&edited(&items, &one)));
        let other = FieldChange::between(&base, &body(&edited(&items, &other)));
        prop_assume!(!are_contested(&touch(one.clone()), &touch(other.clone())));
        let there = applied(base.clone(), &[one.as_slice(), &other].concat());
        let back = applied(base, &[other.as_slice(), &one].concat());
        prop_assert_eq!(there, back);
    }
}
