//! Asks a formula of a declaration. Nothing here fails: what is not there is unknown.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::names::{List, Source};
use super::test::{Arithmetic, Gone, Number, Part, Quantifier, Read, Root, Test, Text};
use crate::declaration::{At, Document, GoodsItem, Party};
use crate::element::Path;
use crate::field::{self, DocumentPart, Field, Name, Scope, Value};
use crate::rule::Case;
use crate::selectivity::words;

/// How many lists can be gone through within each other: items, and something of an item.
pub(super) const LISTS: usize = 2;

/// What a formula sees: the declaration, an item, the elements of lists that it goes through.
#[derive(Clone, Copy)]
pub(super) struct View<'c, 'a> {
    case: &'c Case<'a>,
    item: Option<&'a GoodsItem>,
    elements: [Option<Element<'a>>; LISTS],
}

/// An element of a list.
#[derive(Clone, Copy)]
enum Element<'a> {
    Item(&'a GoodsItem),
    Party(&'a Party),
    Document(&'a Document),
    Text(&'a str),
}

type Elements<'a> = Box<dyn Iterator<Item = Element<'a>> + 'a>;

impl<'c, 'a> View<'c, 'a> {
    pub(super) fn new(case: &'c Case<'a>, item: Option<&'a GoodsItem>) -> Self {
        Self { case, item, elements: [None; LISTS] }
    }

    /// Whether the test holds; `None` where that is unknown.
    pub(super) fn holds(&self, test: &'a Test) -> Option<bool> {
        match test {
            Test::Is(holds) => Some(*holds),
            Test::Not(test) => self.holds(test).map(|holds| !holds),
            Test::Both(tests) => all(tests.iter().map(|test| self.holds(test))),
            Test::Either(tests) => any(tests.iter().map(|test| self.holds(test))),
            Test::Choice(tests) => {
                let [decides, then, otherwise] = &**tests;
                self.holds(if self.holds(decides)? { then } else { otherwise })
            }
            Test::Same(tests) => Some(self.holds(&tests[0])? == self.holds(&tests[1])?),
            Test::Numbers(compare, left, right) => {
                Some(compare.holds(&self.number(left)?, &self.number(right)?))
            }
            Test::Texts(compare, left, right) => {
                Some(compare.holds(&*self.text(left)?, &*self.text(right)?))
            }
            Test::Part(part, text, sought) => {
                let (text, sought) = (self.text(text)?, self.text(sought)?);
                Some(match part {
                    Part::Anywhere => text.contains(&*sought),
                    Part::Start => text.starts_with(&*sought),
                    Part::End => text.ends_with(&*sought),
                })
            }
            Test::Matches(text, pattern) => Some(pattern.is_match(&self.text(text)?)),
            Test::Mentions(text, sought) => {
                Some(sought.first_in(&words(&self.text(text)?)).is_some())
            }
            Test::OneOfNumbers(number, list) => Some(list.contains(&self.number(number)?)),
            Test::OneOfTexts(text, list) => {
                let text = self.text(text)?;
                Some(list.iter().any(|each| *each == *text))
            }
            Test::Has(gone, text) => {
                let text = self.text(text)?;
                Some(self.elements(*gone)?.any(|it| matches!(it, Element::Text(it) if it == text)))
            }
            Test::IsThere(read) => Some(self.is_there(read)),
            Test::Through(quantifier, gone, test) => self.through(*quantifier, *gone, test),
        }
    }

    fn through(&self, quantifier: Quantifier, gone: Gone, test: &'a Test) -> Option<bool> {
        let depth = self.elements.iter().take_while(|element| element.is_some()).count();
        let mut outcomes = self.elements(gone)?.map(|element| {
            let mut within = *self;
            if let Some(place) = within.elements.get_mut(depth) {
                *place = Some(element);
            }
            within.holds(test)
        });
        match quantifier {
            Quantifier::All => all(outcomes),
            Quantifier::Any => any(outcomes),
            Quantifier::One => {
                let count = outcomes.try_fold(0, |sum, holds| Some(sum + usize::from(holds?)))?;
                Some(count == 1)
            }
        }
    }

    fn number(&self, number: &'a Number) -> Option<Decimal> {
        match number {
            Number::Is(number) => Some(*number),
            Number::Read(read) => self.value(read)?.number(),
            Number::Worked(arithmetic, numbers) => {
                let (left, right) = (self.number(&numbers[0])?, self.number(&numbers[1])?);
                match arithmetic {
                    Arithmetic::Add => left.checked_add(right),
                    Arithmetic::Subtract => left.checked_sub(right),
                    Arithmetic::Multiply => left.checked_mul(right),
                    Arithmetic::Divide => left.checked_div(right),
                }
            }
            Number::Length(text) => Some(self.text(text)?.chars().count().into()),
            Number::Count(gone) => Some(self.elements(*gone)?.count().into()),
        }
    }

    fn text(&self, text: &'a Text) -> Option<Cow<'a, str>> {
        match text {
            Text::Is(text) => Some(Cow::Borrowed(text)),
            Text::Read(read) => self.read_text(read),
        }
    }

    fn read_text(&self, read: &'a Read) -> Option<Cow<'a, str>> {
        let derived = |text: Option<&str>| text.map(|text| Cow::Owned(text.to_owned()));
        let at = |at: &'a Option<At<String>>| at.as_ref().map(|at| at.value.as_str().into());
        match (&read.source, self.element(read.root)) {
            (Source::Field(_), _) => match self.value(read)? {
                Value::Text(text) => Some(Cow::Borrowed(text)),
                value => Some(Cow::Owned(value.text().into_owned())),
            },
            (Source::RulesOf, _) => Some(Cow::Owned(self.case.rules.date().to_string())),
            (Source::Ioss, _) => derived(self.case.numbers().ioss.as_deref()),
            (Source::TransportDocument, _) => derived(self.case.numbers().transport.as_deref()),
            (Source::ParcelNumber, _) => derived(self.case.numbers().parcel.as_deref()),
            (Source::PartyPart(field::Part::Role), Some(Element::Party(party))) => at(&party.role),
            (Source::PartyPart(_), Some(Element::Party(party))) => at(&party.id),
            (Source::DocumentPart(part), Some(Element::Document(document))) => {
                let text = match part {
                    DocumentPart::Kind => &document.kind,
                    DocumentPart::Reference => &document.reference,
                };
                (!text.is_empty()).then_some(Cow::Borrowed(text.as_str()))
            }
            (Source::Itself, Some(Element::Text(text))) => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    fn value(&self, read: &'a Read) -> Option<Value<'a>> {
        let Source::Field(field) = &read.source else { return None };
        Some(field.first(self.case, self.item_of(read.root))?.value)
    }

    fn is_there(&self, read: &'a Read) -> bool {
        match &read.source {
            Source::Field(field) => field.is_present(self.case, self.item_of(read.root)),
            _ => self.read_text(read).is_some(),
        }
    }

    /// Where the value stands, and what it is.
    pub(super) fn written_at(&self, read: &'a Read) -> Option<(Path, String)> {
        let Source::Field(field) = &read.source else { return None };
        let item = self.item_of(read.root);
        let spot = field.first(self.case, item)?;
        let value = spot.value.text().into_owned();
        let path = spot.place.path().or_else(|| worked_out_of(field, item))?;
        Some((path, value))
    }

    /// Where the value would stand.
    pub(super) fn expected_at(&self, read: &'a Read) -> Option<Path> {
        let Source::Field(field) = &read.source else { return None };
        field.expected_path(self.case.declaration, self.item_of(read.root))
    }

    /// The item that a field is asked of, for those that belong to items.
    fn item_of(&self, root: Root) -> Option<&'a GoodsItem> {
        match (root, self.element(root)) {
            (Root::Item, _) => self.item,
            (_, Some(Element::Item(item))) => Some(item),
            _ => None,
        }
    }

    fn element(&self, root: Root) -> Option<Element<'a>> {
        match root {
            Root::Element(depth) => self.elements.get(depth).copied().flatten(),
            Root::Declaration | Root::Item => None,
        }
    }

    fn elements(&self, gone: Gone) -> Option<Elements<'a>> {
        match gone.root {
            Root::Declaration => Some(self.of_declaration(gone.list)),
            root => self.item_of(root).map(|item| of_item(item, gone.list)),
        }
    }

    fn of_declaration(&self, list: List) -> Elements<'a> {
        let declaration = self.case.declaration;
        match list {
            List::Items => Box::new(declaration.items.iter().map(Element::Item)),
            List::References => Box::new(declaration.all_fiscal_references().map(Element::Party)),
            List::Documents => Box::new(declaration.documents.iter().map(Element::Document)),
            List::TransportDocuments => Box::new(declaration.waybills().map(Element::Document)),
            List::Containers => texts(&declaration.containers),
            _ => Box::new(std::iter::empty()),
        }
    }
}

fn of_item(item: &GoodsItem, list: List) -> Elements<'_> {
    let duties = item.stated_duties.iter();
    match list {
        List::AdditionalProcedures => texts(&item.additional_procedures),
        List::NationalCodes => Box::new(item.national_codes.iter().map(|it| Element::Text(it))),
        List::AdditionalCodes => Box::new(item.additional_codes.iter().map(|it| Element::Text(it))),
        List::TaxTypes => {
            Box::new(duties.filter_map(|duty| duty.tax_type.as_deref()).map(Element::Text))
        }
        List::MethodsOfPayment => {
            Box::new(duties.filter_map(|duty| duty.method_of_payment.as_deref()).map(Element::Text))
        }
        List::References => Box::new(item.fiscal_references.iter().map(Element::Party)),
        List::Documents => Box::new(item.documents.iter().map(Element::Document)),
        _ => Box::new(std::iter::empty()),
    }
}

fn texts(all: &[At<String>]) -> Elements<'_> {
    Box::new(all.iter().map(|at| Element::Text(&at.value)))
}

/// A value in euro stands where the amount does that it was worked out of.
fn worked_out_of(field: &Field, item: Option<&GoodsItem>) -> Option<Path> {
    let value = field.scope == Scope::Item && field.name == Name::ValueEur;
    item.filter(|_| value)?.value.as_ref().map(|at| at.path.clone())
}

/// True where all are, false where one is false, else unknown.
fn all(outcomes: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for outcome in outcomes {
        match outcome {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = None,
        }
    }
    known
}

/// True where one is, false where all are false, else unknown.
fn any(outcomes: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    all(outcomes.map(|outcome| outcome.map(|holds| !holds))).map(|none| !none)
}
