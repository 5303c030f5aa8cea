//! Checks that an office writes itself: formulas in the Common Expression Language.
//!
//! `item.origin == 'CN' && item.value_eur > 40 && item.description.mentions('battery')`
//!
//! The grammar and its macros are those of the crate `cel`. What a formula means is worked out here,
//! for four reasons: amounts and masses must be exact decimals, where the crate's numbers are floats;
//! a name or a comparison that can mean nothing is refused when the formula is read, not when it is
//! asked; patterns and words are prepared once; and what a formula costs is bounded by the size of the
//! declaration. Where the two overlap they agree, which is tested.
//!
//! What a declaration does not have is unknown, and so is what follows from it, as SQL has it and as
//! the language's errors behave: `false && unknown` is false, `true || unknown` is true. A formula that
//! comes out unknown matches nothing. `has(item.origin)` asks whether there is a value.

mod compile;
mod error;
mod evaluate;
mod names;
mod read;
mod test;

use serde::Deserialize;

use crate::declaration::{Declaration, GoodsItem};
use crate::element::{Element, Path};
use crate::language::Language;
use crate::pack::Rules;
use crate::rule::Case;

pub use error::{FormulaError, FormulaFault};
pub use names::{FormulaName, NameKind, formula_names};

use evaluate::View;
use test::{Read, Test};

/// How many bytes a formula may have.
pub const LONGEST: usize = 2_000;

/// How many levels of brackets and choices it may have. The grammar's parser calls itself at each: 25
/// levels took more than 256 KiB of stack, and stopped within 1 MiB however many brackets followed.
pub const DEEPEST: usize = 16;

/// A formula that was read and can be asked of any declaration.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Formula {
    text: String,
    test: Test,
    /// Whether it speaks of `item`, and is asked for each.
    per_item: bool,
    /// The values that it speaks of, in order.
    reads: Vec<Read>,
}

/// Where a formula holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Number of the goods item, of formulas that speak of `item`.
    pub item: Option<u32>,
    /// Where the first value that the formula speaks of stands, or would stand; `None` where it speaks
    /// only of what stands nowhere.
    pub path: Option<Path>,
    /// That value, as written.
    pub value: Option<String>,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// [`FormulaError`] with the place where it is no expression of the language, names what a
    /// declaration does not have, compares a text with a number, is not true or false, is too long or
    /// too deep, or would cost more than a few passes over the declaration.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let (expression, places) = read::expression(text)?;
        let (test, per_item, reads) = compile::formula(text, &expression, &places)?;
        Ok(Self { text: text.to_owned(), test, per_item, reads })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it holds in a declaration under the rules of a day: at some of the items if it speaks of
    /// `item`, else once or not at all. `body` is the tree that the declaration was read from.
    pub fn matches(&self, declaration: &Declaration, body: &Element, rules: Rules) -> Vec<Match> {
        let case = Case::new(declaration, body, rules, Language::English);
        match self.per_item {
            true => declaration.items.iter().filter_map(|it| self.at(&case, Some(it))).collect(),
            false => self.at(&case, None).into_iter().collect(),
        }
    }

    /// Whether it speaks of `item`.
    pub(crate) fn is_per_item(&self) -> bool {
        self.per_item
    }

    /// Where it holds at the item, or in the declaration where it speaks of none.
    pub(crate) fn at<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Option<Match> {
        let view = View::new(case, item);
        (view.holds(&self.test) == Some(true)).then(|| {
            let (path, value) = self.place(&view).unwrap_or_default();
            let item = item.filter(|_| self.per_item).map(|item| item.number);
            Match { item, path, value }
        })
    }

    /// Of the values that it speaks of the first that is there, else where the first would be.
    fn place<'a>(&'a self, view: &View<'_, 'a>) -> Option<(Option<Path>, Option<String>)> {
        let stand = |read: &&Read| read.stands_at_item() == self.per_item;
        let own = || self.reads.iter().filter(stand);
        own()
            .find_map(|read| view.written_at(read))
            .map(|(path, value)| (Some(path), Some(value)))
            .or_else(|| {
                own().find_map(|read| view.expected_at(read)).map(|path| (Some(path), None))
            })
    }
}

impl TryFrom<String> for Formula {
    type Error = FormulaError;

    fn try_from(text: String) -> Result<Self, FormulaError> {
        Self::parse(&text)
    }
}
