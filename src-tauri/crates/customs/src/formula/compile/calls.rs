//! Functions, `in`, and the loops that macros stand for.

use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, Expr, LiteralValue, operators};
use regex::{Regex, RegexBuilder};
use rust_decimal::Decimal;

use super::{Compiler, Typed};
use crate::formula::error::{FormulaError, FormulaFault};
use crate::formula::names::NameKind;
use crate::formula::test::{Number, Part, Quantifier, Test, Text};
use crate::selectivity::Words;

/// How much memory a pattern may take when it is prepared. It is matched in a time that grows with the
/// text alone.
const LARGEST_PATTERN: usize = 1 << 18;

const FUNCTIONS: &str = "Functions are contains, startsWith, endsWith, matches, mentions, size, has, in, exists, all and exists_one.";
const WRITTEN_OUT: &str =
    "Write the texts themselves, as in item.description.mentions('battery', 'accu').";

impl Compiler<'_> {
    pub(super) fn method(
        &mut self,
        at: &IdedExpr,
        name: &str,
        target: &IdedExpr,
        arguments: &[IdedExpr],
    ) -> Result<Typed, FormulaError> {
        let part = match name {
            "contains" => Part::Anywhere,
            "startsWith" => Part::Start,
            "endsWith" => Part::End,
            "matches" => return self.matches(at, target, arguments),
            "mentions" => return self.mentions(at, target, arguments),
            "size" if arguments.is_empty() => return self.size(target),
            _ => return Err(self.unknown_function(at, name)),
        };
        let text = self.text(target)?;
        match arguments {
            [sought] => Ok(Typed::Test(Test::Part(part, text, self.text(sought)?))),
            _ => Err(self.unsupported(at, &format!("{name} without just one text"), FUNCTIONS)),
        }
    }

    fn matches(
        &mut self,
        at: &IdedExpr,
        target: &IdedExpr,
        arguments: &[IdedExpr],
    ) -> Result<Typed, FormulaError> {
        let text = self.text(target)?;
        let pattern = match arguments {
            [pattern] => written(pattern).and_then(prepared),
            _ => None,
        };
        let place = arguments.first().unwrap_or(at);
        let pattern = pattern.ok_or_else(|| self.at(place, FormulaFault::Pattern))?;
        Ok(Typed::Test(Test::Matches(text, pattern)))
    }

    /// Whether any of the words or phrases stands in the text, whatever the capitals and accents. Ours,
    /// not of the language: descriptions come in five languages and all capitals.
    fn mentions(
        &mut self,
        at: &IdedExpr,
        target: &IdedExpr,
        arguments: &[IdedExpr],
    ) -> Result<Typed, FormulaError> {
        let text = self.text(target)?;
        let phrases: Option<Vec<String>> =
            arguments.iter().map(|each| written(each).map(str::to_owned)).collect();
        let sought = phrases.map(Words::any_of).filter(|words| words.len() > 0);
        let sought = sought.ok_or_else(|| {
            self.unsupported(at, "mentions without words that are written out", WRITTEN_OUT)
        })?;
        Ok(Typed::Test(Test::Mentions(text, sought)))
    }

    pub(super) fn size(&mut self, of: &IdedExpr) -> Result<Typed, FormulaError> {
        match self.typed(of)? {
            Typed::Text(text) => Ok(Typed::Number(Number::Length(Box::new(text)))),
            Typed::List(..) => self.list(of).map(|gone| Typed::Number(Number::Count(gone))),
            other => Err(self.wrong(of, &other, "a text or a list", FUNCTIONS)),
        }
    }

    /// `in`: of texts or numbers that are written out, or of a list of the declaration.
    pub(super) fn one_of(
        &mut self,
        sought: &IdedExpr,
        list: &IdedExpr,
    ) -> Result<Test, FormulaError> {
        let Expr::List(written_out) = &list.expr else {
            let text = self.text(sought)?;
            let gone = self.list(list)?;
            if gone.list.kind() == NameKind::Texts {
                return Ok(Test::Has(gone, text));
            }
            let hint = "Say what of the element is meant, as in item.documents.exists(d, d.kind == 'N935').";
            return Err(self.unsupported(list, "in with a list of more than texts", hint));
        };
        let elements = &written_out.elements;
        match self.typed(sought)? {
            Typed::Number(number) => {
                let numbers: Result<Vec<Decimal>, FormulaError> =
                    elements.iter().map(|each| self.written_number(each)).collect();
                Ok(Test::OneOfNumbers(number, numbers?))
            }
            Typed::Text(text) => {
                let texts: Result<Vec<String>, FormulaError> =
                    elements.iter().map(|each| self.written_text(each)).collect();
                Ok(Test::OneOfTexts(text, texts?))
            }
            other => Err(self.wrong(sought, &other, "a text or a number", FUNCTIONS)),
        }
    }

    fn written_text(&mut self, each: &IdedExpr) -> Result<String, FormulaError> {
        match self.text(each)? {
            Text::Is(text) => Ok(text),
            Text::Read(_) => Err(self.unsupported(each, "a name in a list", WRITTEN_OUT)),
        }
    }

    fn written_number(&mut self, each: &IdedExpr) -> Result<Decimal, FormulaError> {
        match self.number(each)? {
            Number::Is(number) => Ok(number),
            _ => Err(self.unsupported(each, "a name in a list", "Write the numbers themselves.")),
        }
    }

    pub(super) fn unknown_function(&self, at: &IdedExpr, name: &str) -> FormulaError {
        // Names of operators hold underscores where the operands go.
        let what = name.trim_matches(|c| c == '_' || c == '@');
        self.unsupported(at, &format!("“{what}”"), FUNCTIONS)
    }
}

/// The text that is written there, in quotes.
fn written(expression: &IdedExpr) -> Option<&str> {
    match &expression.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

fn prepared(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern)
        .size_limit(LARGEST_PATTERN)
        .dfa_size_limit(LARGEST_PATTERN)
        .build()
        .ok()
}

/// What a loop asks of each element. It is told by how the parser writes out its macros: the result so
/// far is joined with the test by and, by or, or counted.
pub(super) fn quantified(through: &ComprehensionExpr) -> Option<(Quantifier, &IdedExpr)> {
    let Expr::Call(step) = &through.loop_step.expr else { return None };
    match (step.func_name.as_str(), step.args.as_slice()) {
        (operators::LOGICAL_AND, [_, test]) => Some((Quantifier::All, test)),
        (operators::LOGICAL_OR, [_, test]) => Some((Quantifier::Any, test)),
        (operators::CONDITIONAL, [test, ..]) if counts(through) => Some((Quantifier::One, test)),
        _ => None,
    }
}

/// `filter` also chooses at each step, but begins with an empty list.
fn counts(through: &ComprehensionExpr) -> bool {
    matches!(&through.accu_init.expr, Expr::Literal(LiteralValue::Int(_)))
}
