//! What differs between two versions of a declaration.

use std::collections::BTreeMap;

use customs::{Element, Path};

use super::FieldChange;

impl FieldChange {
    /// The values that differ, in the order of the newer version; what was taken out comes last, from
    /// the last sibling to the first, so that taking one out never renumbers one still to come.
    pub fn between(before: &Element, after: &Element) -> Vec<Self> {
        let mut old: BTreeMap<Path, &str> = before.values().into_iter().collect();
        let mut changes = Vec::new();
        for (path, value) in after.values() {
            match old.remove(&path) {
                Some(same) if same == value => {}
                from => changes.push(change(path, from, Some(value))),
            }
        }
        changes.extend(old.into_iter().rev().map(|(path, value)| change(path, Some(value), None)));
        changes
    }
}

fn change(path: Path, from: Option<&str>, to: Option<&str>) -> FieldChange {
    FieldChange { path, from: from.map(str::to_owned), to: to.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body(goods: &str, value: Option<&str>) -> Element {
        let item = Element::new("Item").with(Element::leaf("Description", goods));
        let item = value.into_iter().fold(item, |item, value| {
            item.with(Element::leaf("Amount", value).with_attribute("currencyID", "EUR"))
        });
        Element::new("Declaration").with(item)
    }

    #[test]
    fn names_what_changed_came_and_went() {
        let told: Vec<String> = FieldChange::between(&body("lamp", Some("3")), &body("bulb", None))
            .into_iter()
            .map(|c| format!("{}: {:?} -> {:?}", c.path, c.from, c.to))
            .collect();
        assert_eq!(
            told,
            [
                r#"Item/Description: Some("lamp") -> Some("bulb")"#,
                r#"Item/Amount@currencyID: Some("EUR") -> None"#,
                r#"Item/Amount: Some("3") -> None"#,
            ]
        );
        assert!(
            FieldChange::between(&body("lamp", Some("3")), &body("lamp", Some("3"))).is_empty()
        );
    }

    /// A shipment with items that each have some of three values.
    fn shipment() -> impl Strategy<Value = Element> {
        let item = prop::collection::vec(prop::option::of("[a-c]{1,2}"), 3).prop_map(|values| {
            let names = ["Description", "Origin", "Amount"];
            let leaves = names.into_iter().zip(values);
            leaves.fold(Element::new("Item"), |item, (name, value)| {
                value.into_iter().fold(item, |item, value| item.with(Element::leaf(name, value)))
            })
        });
        prop::collection::vec(item, 0..5).prop_map(|items| {
            let filled = items.into_iter().filter(|item| !item.children.is_empty());
            filled.fold(Element::new("Declaration"), Element::with)
        })
    }

    proptest! {
        /// What the fold does with an amendment gives the version that was judged.
        #[test]
        fn applying_the_changes_gives_the_newer_version(before in shipment(), after in shipment()) {
            let mut body = before.clone();
            for change in FieldChange::between(&before, &after) {
                body.set(&change.path, change.to.as_deref());
            }
            prop_assert!(FieldChange::between(&body, &after).is_empty(), "{body:?}");
        }
    }
}
