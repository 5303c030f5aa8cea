//! The order in which a schema wants the elements.
//!
//! What was amended may stand at the end of its parent, and what came in as a table or as another
//! document stands as we put it. `data/wco-order.txt` says which elements a parent has, in order, after the
//! schemas of the WCO data model (version 2.15 of the British customs) and of the Danish H7 (1.9).
//! Other data sets of the Danish kind (`ProcedureCategory`) have an order of their own that is not
//! known; theirs stay as they are.

use std::collections::HashMap;
use std::sync::LazyLock;

use customs::Element;

/// For each parent its children's places.
type Places = HashMap<&'static str, HashMap<&'static str, usize>>;

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let lines = include_str!("../../../data/wco-order.txt")
        .lines()
        .filter_map(|line| line.split_once(": "));
    lines
        .map(|(parent, names)| {
            let names = names.split(' ').enumerate().map(|(place, name)| (name, place));
            (parent, names.collect())
        })
        .collect()
});

/// Whether a declaration's elements are put into order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    OfSchema,
    AsWritten,
}

impl Order {
    /// That of a declaration.
    pub(super) fn of(body: &Element) -> Self {
        let library = body.child("functionalReference").is_some();
        match body.text(&["ProcedureCategory"]) {
            None | Some("H7") if !library => Self::OfSchema,
            _ => Self::AsWritten,
        }
    }

    /// The children of an element. One that the schema does not name stays behind the one before it.
    pub(super) fn children(self, element: &Element) -> Vec<&Element> {
        let mut children: Vec<&Element> = element.children.iter().collect();
        let places = PLACES.get(element.name.as_str()).filter(|_| self == Self::OfSchema);
        let Some(places) = places else { return children };
        let mut last = 0;
        let placed = children.iter().map(|child| {
            last = places.get(child.name.as_str()).copied().unwrap_or(last);
            last
        });
        let placed: Vec<usize> = placed.collect();
        if !placed.is_sorted() {
            let mut by_place: Vec<_> = placed.into_iter().zip(children).collect();
            by_place.sort_by_key(|(place, _)| *place);
            children = by_place.into_iter().map(|(_, child)| child).collect();
        }
        children
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::in_order(&["Name", "ID", "Address"], &["Name", "ID", "Address"])]
    #[case::amended_at_the_end(&["ID", "Address", "Name"], &["Name", "ID", "Address"])]
    #[case::several_of_a_name(&["Address", "ID", "Name", "ID"], &["Name", "ID", "ID", "Address"])]
    #[case::not_in_the_schema(&["Name", "Colour", "ID"], &["Name", "Colour", "ID"])]
    fn puts_children_in_order(#[case] written: &[&str], #[case] expected: &[&str]) {
        let party =
            written.iter().fold(Element::new("Importer"), |p, name| p.with(Element::new(*name)));
        let names = |order: Order| -> Vec<&str> {
            order.children(&party).iter().map(|child| child.name.as_str()).collect()
        };
        assert_eq!(names(Order::OfSchema), expected);
        assert_eq!(names(Order::AsWritten), written);
    }

    #[rstest]
    #[case::without_data_set(None, Order::OfSchema)]
    #[case::h7(Some("H7"), Order::OfSchema)]
    #[case::danish_h1(Some("H1"), Order::AsWritten)]
    fn knows_whose_order(#[case] data_set: Option<&str>, #[case] expected: Order) {
        let mut body = Element::new("Declaration");
        body.children.extend(data_set.map(|text| Element::leaf("ProcedureCategory", text)));
        assert_eq!(Order::of(&body), expected);
    }
}
