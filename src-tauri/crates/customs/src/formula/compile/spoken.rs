//! The names that a formula speaks of.

use cel::IdedExpr;
use cel::common::ast::{EntryExpr, Expr, SelectExpr};

use super::{Compiler, Typed};
use crate::formula::error::{FormulaError, FormulaFault};
use crate::formula::names::{self, Known, Reads};
use crate::formula::test::{Gone, Number, Read, Root, Test, Text};

const DECLARATION: &str = "declaration";
const ITEM: &str = "item";

/// How far a misspelt name may be from the one that is meant.
const NEAR: usize = 4;

impl Compiler<'_> {
    /// A name such as `declaration.importer.name`, or that of a variable.
    pub(super) fn name(&mut self, expression: &IdedExpr) -> Result<Typed, FormulaError> {
        let Some((first, rest)) = segments(expression) else {
            return Err(self.unsupported(
                expression,
                "a part of something that has no name",
                "Names begin with declaration. or item.",
            ));
        };
        let (root, known) = self
            .known_below(first.1)
            .ok_or_else(|| self.unknown(first.0, written(first.1, &rest)))?;
        let below = rest.join(".");
        let Some(found) = known.iter().find(|each| each.name == below) else {
            return Err(self.unknown(first.0, written(first.1, &rest)));
        };
        Ok(match &found.reads {
            Reads::Text(source) => Typed::Text(Text::Read(self.read(root, source.clone()))),
            Reads::Number(source) => Typed::Number(Number::Read(self.read(root, source.clone()))),
            Reads::List(list) => Typed::List(Gone { root, list: *list }, written(first.1, &rest)),
        })
    }

    /// `has(...)`: whether there is a value.
    pub(super) fn is_there(
        &mut self,
        at: &IdedExpr,
        select: &SelectExpr,
    ) -> Result<Typed, FormulaError> {
        let asked = SelectExpr { test: false, ..select.clone() };
        let asked = IdedExpr { id: select.operand.id, expr: Expr::Select(asked) };
        match self.name(&asked)? {
            Typed::Text(Text::Read(read)) | Typed::Number(Number::Read(read)) => {
                Ok(Typed::Test(Test::IsThere(read)))
            }
            _ => Err(self.unsupported(
                at,
                "has with a list",
                "Lists are always there: ask size(item.documents) > 0.",
            )),
        }
    }

    fn read(&mut self, root: Root, source: names::Source) -> Read {
        let read = Read { root, source };
        self.reads.push(read.clone());
        read
    }

    /// Whom the first part of a name means, and the names below it. A variable hides the others.
    fn known_below(&self, first: &str) -> Option<(Root, &'static [Known])> {
        let variable = self.variables.iter().rposition(|variable| variable.name == first);
        if let Some(depth) = variable {
            return Some((Root::Element(depth), names::of_elements(self.variables[depth].kind)));
        }
        match first {
            DECLARATION => Some((Root::Declaration, names::declaration())),
            ITEM => Some((Root::Item, names::item())),
            _ => None,
        }
    }

    fn unknown(&self, first: &IdedExpr, name: String) -> FormulaError {
        let variables = self.variables.iter().flat_map(|variable| {
            names::of_elements(variable.kind)
                .iter()
                .map(|known| written(&variable.name, &[known.name.as_str()]))
        });
        let others = names::formula_names().iter().map(|known| known.name.clone());
        let near = others
            .chain(variables)
            .map(|known| (strsim::damerau_levenshtein(&known, &name), known))
            .filter(|(distance, _)| *distance <= NEAR)
            .min()
            .map(|(_, known)| known);
        self.at(first, FormulaFault::UnknownName { name, near })
    }
}

/// The first part of a name with its place, and the parts after it.
fn segments(expression: &IdedExpr) -> Option<((&IdedExpr, &str), Vec<&str>)> {
    let mut rest = Vec::new();
    let mut here = expression;
    loop {
        match &here.expr {
            Expr::Ident(first) => {
                rest.reverse();
                return Some(((here, first), rest));
            }
            Expr::Select(select) if !select.test => {
                rest.push(select.field.as_str());
                here = &select.operand;
            }
            _ => return None,
        }
    }
}

fn written(first: &str, rest: &[&str]) -> String {
    let parts = std::iter::once(first).chain(rest.iter().copied().filter(|part| !part.is_empty()));
    parts.collect::<Vec<_>>().join(".")
}

/// Whether the formula speaks of `item`, other than as a variable of its own.
pub(super) fn of_item(expression: &IdedExpr) -> bool {
    let mut left: Vec<(&IdedExpr, bool)> = vec![(expression, false)];
    while let Some((IdedExpr { expr, .. }, hidden)) = left.pop() {
        match expr {
            Expr::Ident(name) if name == ITEM && !hidden => return true,
            Expr::Select(select) => left.push((&select.operand, hidden)),
            Expr::Call(call) => {
                left.extend(call.target.iter().map(|target| (&**target, hidden)));
                left.extend(call.args.iter().map(|argument| (argument, hidden)));
            }
            Expr::List(list) => left.extend(list.elements.iter().map(|each| (each, hidden))),
            Expr::Comprehension(through) => {
                left.push((&through.iter_range, hidden));
                left.push((&through.loop_step, hidden || through.iter_var == ITEM));
            }
            Expr::Map(map) => left.extend(map.entries.iter().filter_map(|each| match &each.expr {
                EntryExpr::MapEntry(entry) => Some((&entry.value, hidden)),
                EntryExpr::StructField(_) => None,
            })),
            Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) | Expr::Unspecified => {}
        }
    }
    false
}
