//! What a formula asks, with the kind of everything known.

use regex::Regex;
use rust_decimal::Decimal;

use super::names::{List, Source};
use crate::selectivity::Words;

/// Something that is true, false or unknown.
#[derive(Clone, Debug)]
pub(super) enum Test {
    Is(bool),
    Not(Box<Test>),
    Both(Box<[Test; 2]>),
    Either(Box<[Test; 2]>),
    /// The first decides between the others.
    Choice(Box<[Test; 3]>),
    Same(Box<[Test; 2]>),
    Numbers(Compare, Number, Number),
    Texts(Compare, Text, Text),
    Part(Part, Text, Text),
    Matches(Text, Regex),
    Mentions(Text, Words),
    OneOfNumbers(Number, Vec<Decimal>),
    OneOfTexts(Text, Vec<String>),
    /// The list has the text.
    Has(Gone, Text),
    /// There is a value.
    IsThere(Read),
    Through(Quantifier, Gone, Box<Test>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    Equal,
    Differ,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// Where one text stands in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Anywhere,
    Start,
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantifier {
    All,
    Any,
    One,
}

#[derive(Clone, Debug)]
pub(super) enum Number {
    Is(Decimal),
    Read(Read),
    Worked(Arithmetic, Box<[Number; 2]>),
    /// Characters of a text.
    Length(Box<Text>),
    /// Elements of a list.
    Count(Gone),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Clone, Debug)]
pub(super) enum Text {
    Is(String),
    Read(Read),
}

/// A value of the declaration, of the item, or of an element of a list.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) root: Root,
    pub(super) source: Source,
}

/// A list that is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gone {
    pub(super) root: Root,
    pub(super) list: List,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Declaration,
    Item,
    /// An element of a list that is gone through; the outermost is the first.
    Element(usize),
}

impl Read {
    pub(super) fn stands_at_item(&self) -> bool {
        self.root == Root::Item
    }
}

impl Compare {
    pub(super) fn holds<T: Ord + ?Sized>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Differ => left != right,
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
        }
    }
}
