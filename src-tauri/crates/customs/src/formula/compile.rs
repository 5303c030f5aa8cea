//! Turns an expression into a test, and refuses what could not mean anything.

mod calls;
mod spoken;

use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, LiteralValue, SourceInfo, operators};
use rust_decimal::Decimal;

use super::DEEPEST;
use super::error::{FormulaError, FormulaFault};
use super::evaluate::LISTS;
use super::names::NameKind;
use super::test::{Arithmetic, Compare, Gone, Number, Read, Root, Test, Text};

/// How many operators may stand within each other. Every pair of brackets is one or two of them.
const DEEPEST_TREE: usize = 4 * DEEPEST;

/// The test, whether it is asked for each item, and the values that it speaks of in order.
pub(super) fn formula(
    text: &str,
    expression: &IdedExpr,
    places: &SourceInfo,
) -> Result<(Test, bool, Vec<Read>), FormulaError> {
    let per_item = spoken::of_item(expression);
    let mut compiler =
        Compiler { text, places, per_item, variables: Vec::new(), reads: Vec::new(), depth: 0 };
    let test = compiler.test(expression)?;
    Ok((test, per_item, compiler.reads))
}

struct Compiler<'f> {
    text: &'f str,
    places: &'f SourceInfo,
    per_item: bool,
    /// Variables of the lists that are gone through, outermost first.
    variables: Vec<Variable>,
    reads: Vec<Read>,
    depth: usize,
}

struct Variable {
    name: String,
    /// Of the list that it is an element of.
    kind: NameKind,
}

/// An expression whose kind is known.
enum Typed {
    Test(Test),
    Number(Number),
    Text(Text),
    /// A list of the declaration, as it was written.
    List(Gone, String),
}

impl Typed {
    /// What it is, in words.
    fn told(&self) -> String {
        match self {
            Self::Test(_) => "a condition".to_owned(),
            Self::Number(Number::Is(number)) => format!("the number {number}"),
            Self::Number(_) => "a number".to_owned(),
            Self::Text(Text::Is(text)) => format!("the text '{text}'"),
            Self::Text(_) => "a text".to_owned(),
            Self::List(_, name) => format!("the list {name}"),
        }
    }
}

const AS_A_WHOLE: &str =
    "A formula is a condition, as in item.value_eur > 40 or item.origin == 'CN'.";

impl Compiler<'_> {
    fn test(&mut self, expression: &IdedExpr) -> Result<Test, FormulaError> {
        match self.typed(expression)? {
            Typed::Test(test) => Ok(test),
            other => Err(self.wrong(expression, &other, "a condition", AS_A_WHOLE)),
        }
    }

    fn number(&mut self, expression: &IdedExpr) -> Result<Number, FormulaError> {
        match self.typed(expression)? {
            Typed::Number(number) => Ok(number),
            other => {
                let hint = "Reckon with amounts, masses and counts; numbers stand without quotes.";
                Err(self.wrong(expression, &other, "a number", hint))
            }
        }
    }

    fn text(&mut self, expression: &IdedExpr) -> Result<Text, FormulaError> {
        match self.typed(expression)? {
            Typed::Text(text) => Ok(text),
            other => {
                let hint = "Texts and codes stand in quotes, as in item.commodity_code.startsWith('8507').";
                Err(self.wrong(expression, &other, "a text", hint))
            }
        }
    }

    fn typed(&mut self, expression: &IdedExpr) -> Result<Typed, FormulaError> {
        if self.depth == DEEPEST_TREE {
            return Err(self.at(expression, FormulaFault::TooDeep { most: DEEPEST }));
        }
        self.depth += 1;
        let typed = self.of_any_kind(expression);
        self.depth -= 1;
        typed
    }

    fn of_any_kind(&mut self, expression: &IdedExpr) -> Result<Typed, FormulaError> {
        match &expression.expr {
            Expr::Literal(literal) => self.literal(expression, literal),
            Expr::Ident(_) => self.name(expression),
            Expr::Select(select) if select.test => self.is_there(expression, select),
            Expr::Select(_) => self.name(expression),
            Expr::Call(call) => self.call(expression, call),
            Expr::Comprehension(through) => self.through(expression, through).map(Typed::Test),
            Expr::List(_) => Err(self.unsupported(
                expression,
                "a list by itself",
                "Ask whether something is in it, as in item.origin in ['CN', 'HK'].",
            )),
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                Err(self.unsupported(expression, "this", AS_A_WHOLE))
            }
        }
    }

    fn literal(&self, at: &IdedExpr, literal: &LiteralValue) -> Result<Typed, FormulaError> {
        let number = |written: String| {
            // What a float does not hold exactly would be compared with another number than the
            // one that is written; up to fifteen digits it gives back what was written.
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            let exact = (digits <= 15).then(|| written.parse::<Decimal>().ok()).flatten();
            exact.map(|number| Typed::Number(Number::Is(number))).ok_or_else(|| {
                self.unsupported(at, "a number of more than 15 digits", "Write fewer digits.")
            })
        };
        match literal {
            LiteralValue::Boolean(it) => Ok(Typed::Test(Test::Is(*it.inner()))),
            LiteralValue::String(it) => Ok(Typed::Text(Text::Is(it.inner().to_owned()))),
            LiteralValue::Int(it) => number(it.inner().to_string()),
            LiteralValue::UInt(it) => number(it.inner().to_string()),
            LiteralValue::Double(it) => number(it.inner().to_string()),
            LiteralValue::Null => Err(self.unsupported(
                at,
                "null",
                "Ask has(item.origin) or !has(item.origin) whether there is a value.",
            )),
            LiteralValue::Bytes(_) => {
                Err(self.unsupported(at, "a row of bytes", "Write a text in quotes, without b."))
            }
        }
    }

    fn call(&mut self, at: &IdedExpr, call: &CallExpr) -> Result<Typed, FormulaError> {
        match (call.target.as_deref(), call.args.as_slice()) {
            (None, [only]) => self.of_one(at, &call.func_name, only),
            (None, [left, right]) => self.of_two(at, &call.func_name, left, right),
            (None, [decides, then, otherwise]) if call.func_name == operators::CONDITIONAL => {
                let tests = [self.test(decides)?, self.test(then)?, self.test(otherwise)?];
                Ok(Typed::Test(Test::Choice(Box::new(tests))))
            }
            (Some(target), arguments) => self.method(at, &call.func_name, target, arguments),
            (None, _) => Err(self.unknown_function(at, &call.func_name)),
        }
    }

    fn of_one(
        &mut self,
        at: &IdedExpr,
        name: &str,
        only: &IdedExpr,
    ) -> Result<Typed, FormulaError> {
        match name {
            operators::LOGICAL_NOT => Ok(Typed::Test(Test::Not(Box::new(self.test(only)?)))),
            operators::NEGATE => {
                let numbers = [Number::Is(Decimal::ZERO), self.number(only)?];
                Ok(Typed::Number(Number::Worked(Arithmetic::Subtract, Box::new(numbers))))
            }
            "size" => self.size(only),
            _ => Err(self.unknown_function(at, name)),
        }
    }

    fn of_two(
        &mut self,
        at: &IdedExpr,
        name: &str,
        left: &IdedExpr,
        right: &IdedExpr,
    ) -> Result<Typed, FormulaError> {
        let tests = |this: &mut Self| Ok(Box::new([this.test(left)?, this.test(right)?]));
        if let Some(compare) = comparison(name) {
            return self.compared(at, compare, left, right).map(Typed::Test);
        }
        if let Some(arithmetic) = arithmetic(name) {
            let numbers = Box::new([self.number(left)?, self.number(right)?]);
            return Ok(Typed::Number(Number::Worked(arithmetic, numbers)));
        }
        match name {
            operators::LOGICAL_AND => Ok(Typed::Test(Test::Both(tests(self)?))),
            operators::LOGICAL_OR => Ok(Typed::Test(Test::Either(tests(self)?))),
            operators::IN => self.one_of(left, right).map(Typed::Test),
            operators::INDEX => Err(self.unsupported(
                at,
                "a place in a list",
                "Ask exists, as in item.documents.exists(d, d.kind == 'N935').",
            )),
            _ => Err(self.unknown_function(at, name)),
        }
    }

    fn compared(
        &mut self,
        at: &IdedExpr,
        compare: Compare,
        left: &IdedExpr,
        right: &IdedExpr,
    ) -> Result<Test, FormulaError> {
        let equality = matches!(compare, Compare::Equal | Compare::Differ);
        match (self.typed(left)?, self.typed(right)?) {
            (Typed::Number(left), Typed::Number(right)) => Ok(Test::Numbers(compare, left, right)),
            (Typed::Text(left), Typed::Text(right)) => Ok(Test::Texts(compare, left, right)),
            (Typed::Test(left), Typed::Test(right)) if equality => {
                let same = Test::Same(Box::new([left, right]));
                Ok(if compare == Compare::Equal { same } else { Test::Not(Box::new(same)) })
            }
            (left, right) => {
                let (left, right) = (left.told(), right.told());
                Err(self.at(at, FormulaFault::Incomparable { left, right }))
            }
        }
    }

    /// `exists`, `all` and `exists_one`, which the parser has written out as loops.
    fn through(
        &mut self,
        at: &IdedExpr,
        through: &ComprehensionExpr,
    ) -> Result<Test, FormulaError> {
        let Some((quantifier, test)) = calls::quantified(through) else {
            let hint =
                "Ask exists, all or exists_one, as in item.documents.exists(d, d.kind == 'N935').";
            return Err(self.unsupported(at, "map or filter", hint));
        };
        let gone = self.list(&through.iter_range)?;
        let (name, kind) = (through.iter_var.clone(), gone.list.kind());
        self.variables.push(Variable { name, kind });
        let test = self.test(test);
        self.variables.pop();
        Ok(Test::Through(quantifier, gone, Box::new(test?)))
    }

    /// A list that may be gone through here: what that costs in all must not grow faster than the
    /// declaration. So a list of the declaration is gone through once, and one of an item for that item.
    fn list(&mut self, expression: &IdedExpr) -> Result<Gone, FormulaError> {
        let (gone, name) = match self.typed(expression)? {
            Typed::List(gone, name) => (gone, name),
            other => {
                let hint = "Lists are declaration.items, item.documents, item.additional_procedures and others; the README of the rule packs names them.";
                return Err(self.wrong(expression, &other, "a list", hint));
            }
        };
        let own = match gone.root {
            Root::Declaration => !self.per_item && self.variables.is_empty(),
            Root::Item => self.variables.is_empty(),
            Root::Element(depth) => depth + 1 == self.variables.len() && depth + 1 < LISTS,
        };
        if own {
            return Ok(gone);
        }
        let each = if self.variables.is_empty() { "item" } else { "element of the list" };
        Err(self.at(expression, FormulaFault::TooCostly { list: name, each }))
    }

    fn at(&self, expression: &IdedExpr, fault: FormulaFault) -> FormulaError {
        // The parser places a name at its last point.
        let mut first = expression;
        while let Expr::Select(select) = &first.expr {
            first = &select.operand;
        }
        let place = self.places.offset_for(first.id);
        let byte = place.and_then(|(start, _)| usize::try_from(start).ok()).unwrap_or_default();
        FormulaError::at(self.text, byte, fault)
    }

    fn wrong(
        &self,
        at: &IdedExpr,
        found: &Typed,
        wanted: &'static str,
        hint: &'static str,
    ) -> FormulaError {
        self.at(at, FormulaFault::WrongKind { found: found.told(), wanted, hint })
    }

    fn unsupported(&self, at: &IdedExpr, what: &str, hint: &'static str) -> FormulaError {
        self.at(at, FormulaFault::NotSupported { what: what.to_owned(), hint })
    }
}

fn comparison(operator: &str) -> Option<Compare> {
    Some(match operator {
        operators::EQUALS => Compare::Equal,
        operators::NOT_EQUALS => Compare::Differ,
        operators::LESS => Compare::Below,
        operators::LESS_EQUALS => Compare::AtMost,
        operators::GREATER => Compare::Above,
        operators::GREATER_EQUALS => Compare::AtLeast,
        _ => return None,
    })
}

fn arithmetic(operator: &str) -> Option<Arithmetic> {
    Some(match operator {
        operators::ADD => Arithmetic::Add,
        operators::SUBSTRACT => Arithmetic::Subtract,
        operators::MULTIPLY => Arithmetic::Multiply,
        operators::DIVIDE => Arithmetic::Divide,
        _ => return None,
    })
}
