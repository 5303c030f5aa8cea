//! A declaration's body as it was written: a tree of elements under their WCO data model names.
//!
//! The tree keeps everything that the source held, also what this version of Greenlane does not
//! understand. What it does understand is read out of the tree by [`crate::Declaration::read`].

mod path;
mod serial;

pub(crate) use path::ROOT;
pub use path::{InvalidPath, Path, Step};

/// One element: a name, a value or children, and attributes such as `currencyID`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// WCO local name without a namespace prefix, for example `GoodsShipment`.
    pub name: String,
    /// The text, trimmed of surrounding white space; `None` where there was none.
    pub value: Option<String>,
    /// Attributes in the order of the source, without namespace declarations.
    pub attributes: Vec<(String, String)>,
    /// Child elements in the order of the source.
    pub children: Vec<Element>,
}

impl Element {
    /// An element with neither value nor children.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element that holds a value.
    pub fn leaf(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: Some(value.into()), ..Self::default() }
    }

    /// The same element with one attribute more.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The same element with one child more.
    #[must_use]
    pub fn with(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    /// The attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of that name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element along a chain of names, for example `["Importer", "Address", "Line"]`.
    pub fn find(&self, names: &[&str]) -> Option<&Element> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The value of the first element along a chain of names; blank counts as absent.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        self.find(names)?.value.as_deref().filter(|text| !text.is_empty())
    }

    /// The element at a path.
    pub fn at(&self, path: &Path) -> Option<&Element> {
        path.steps().try_fold(self, |element, step| element.nth(step))
    }

    /// The value at a path, of the element or of the attribute that the path names.
    pub fn get(&self, path: &Path) -> Option<&str> {
        let element = self.at(path)?;
        match path.attribute() {
            Some(name) => element.attribute(name),
            None => element.value.as_deref(),
        }
    }

    /// Writes a value at a path and answers the one that stood there.
    ///
    /// Elements that are missing along the path are made; `None` removes the value, and with it the
    /// element when nothing else is left in it.
    pub fn set(&mut self, path: &Path, value: Option<&str>) -> Option<String> {
        let old = self.get(path).map(str::to_owned);
        match value {
            Some(value) => self.reach(path).write(path.attribute(), value),
            None => self.clear(path.steps(), path.attribute()),
        }
        old
    }

    /// Every value in the tree with its path, in document order; attributes follow their element.
    pub fn values(&self) -> Vec<(Path, &str)> {
        let mut found = Vec::new();
        self.collect(&Path::root(), &mut found);
        found
    }

    /// The children with their paths below `here`, numbered among those of the same name.
    pub fn numbered_children<'a>(&'a self, here: &Path) -> Vec<(Path, &'a Element)> {
        let mut seen: Vec<(&str, usize)> = Vec::new();
        self.children
            .iter()
            .map(|child| {
                let ordinal = match seen.iter_mut().find(|(name, _)| *name == child.name) {
                    Some((_, count)) => {
                        *count += 1;
                        *count
                    }
                    None => {
                        seen.push((&child.name, 1));
                        1
                    }
                };
                (here.child(&child.name, ordinal), child)
            })
            .collect()
    }

    fn collect<'a>(&'a self, here: &Path, found: &mut Vec<(Path, &'a str)>) {
        if let Some(value) = &self.value {
            found.push((here.clone(), value));
        }
        for (name, value) in &self.attributes {
            found.push((here.with_attribute(name), value));
        }
        for (path, child) in self.numbered_children(here) {
            child.collect(&path, found);
        }
    }

    fn nth(&self, step: Step) -> Option<&Element> {
        self.children.iter().filter(|child| child.name == step.name).nth(step.ordinal - 1)
    }

    fn position(&self, step: Step) -> Option<usize> {
        self.children
            .iter()
            .enumerate()
            .filter(|(_, child)| child.name == step.name)
            .map(|(index, _)| index)
            .nth(step.ordinal - 1)
    }

    fn reach(&mut self, path: &Path) -> &mut Element {
        path.steps().fold(self, |element, step| {
            let index = element.position(step).unwrap_or_else(|| {
                element.children.push(Element::new(step.name));
                element.children.len() - 1
            });
            &mut element.children[index]
        })
    }

    fn write(&mut self, attribute: Option<&str>, value: &str) {
        let Some(name) = attribute else {
            self.value = Some(value.to_owned());
            return;
        };
        match self.attributes.iter_mut().find(|(n, _)| n == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    fn clear<'p>(&mut self, mut steps: impl Iterator<Item = Step<'p>>, attribute: Option<&str>) {
        let Some(step) = steps.next() else {
            match attribute {
                Some(name) => self.attributes.retain(|(n, _)| n != name),
                None => {
                    self.value = None;
                    self.attributes.clear();
                }
            }
            return;
        };
        let Some(index) = self.position(step) else { return };
        self.children[index].clear(steps, attribute);
        if self.children[index].is_empty() {
            self.children.remove(index);
        }
    }

    fn is_empty(&self) -> bool {
        self.value.is_none() && self.attributes.is_empty() && self.children.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn body() -> Element {
        Element::new("Declaration").with(Element::leaf("FunctionalReferenceID", "LGG-1")).with(
            Element::new("GoodsShipment")
                .with(Element::new("Item").with(Element::leaf("Description", "lamp")))
                .with(
                    Element::new("Item")
                        .with(Element::leaf("Amount", "12.50").with_attribute("currencyID", "EUR")),
                ),
        )
    }

    fn path(text: &str) -> Path {
        text.parse().unwrap()
    }

    #[rstest]
    #[case::header("FunctionalReferenceID", Some("LGG-1"))]
    #[case::first_of_two("GoodsShipment/Item/Description", Some("lamp"))]
    #[case::second_of_two("GoodsShipment/Item[2]/Amount", Some("12.50"))]
    #[case::attribute("GoodsShipment/Item[2]/Amount@currencyID", Some("EUR"))]
    #[case::absent("GoodsShipment/Item[3]/Amount", None)]
    fn reads_a_value(#[case] at: &str, #[case] expected: Option<&str>) {
        assert_eq!(body().get(&path(at)), expected);
    }

    #[rstest]
    #[case::replaces("GoodsShipment/Item/Description", Some("bulb"), Some("lamp"))]
    #[case::makes_what_is_missing("GoodsShipment/Importer/Address/Line", Some("Rue 1"), None)]
    #[case::removes("GoodsShipment/Item/Description", None, Some("lamp"))]
    #[case::attribute("GoodsShipment/Item[2]/Amount@currencyID", Some("USD"), Some("EUR"))]
    fn sets_a_value_and_answers_the_old_one(
        #[case] at: &str,
        #[case] value: Option<&str>,
        #[case] old: Option<&str>,
    ) {
        let mut body = body();
        assert_eq!(body.set(&path(at), value).as_deref(), old);
        assert_eq!(body.get(&path(at)), value);
    }

    #[test]
    fn every_listed_value_is_found_at_its_path() {
        let body = body();
        let values = body.values();
        assert_eq!(values.len(), 4);
        for (path, value) in values {
            assert_eq!(body.get(&path), Some(value), "at {path}");
        }
    }
}
