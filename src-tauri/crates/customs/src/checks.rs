//! The few kinds of checks that all rules are made of; each is filled with data by a pack.

mod all_or_none;
mod check_digit;
mod code_list;
mod count;
mod dates;
mod differ;
mod expression;
mod forbidden;
mod form;
mod format;
mod holds;
mod limit;
mod placeholder;
mod repeated;
mod required;
mod sum;
mod written_as;

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::{Field, Scope};
use crate::rule::{Case, Hit};

/// What a rule checks.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum CheckKind {
    Required(required::Required),
    Forbidden(forbidden::Forbidden),
    Format(format::Format),
    Form(form::Form),
    CheckDigit(check_digit::CheckDigit),
    CodeList(code_list::CodeList),
    Limit(limit::Limit),
    Sum(sum::Sum),
    Count(count::Count),
    Dates(dates::Dates),
    Differ(differ::Differ),
    Repeated(repeated::Repeated),
    Placeholder(placeholder::Placeholder),
    Holds(holds::Holds),
    WrittenAs(written_as::WrittenAs),
    AllOrNone(all_or_none::AllOrNone),
    Expression(expression::Expression),
}

impl CheckKind {
    /// That at least one of these fields has a value.
    pub(crate) fn required(any: Vec<Field>) -> Self {
        Self::Required(required::Required { any })
    }

    /// That the field has no value.
    pub(crate) fn absent(field: Field) -> Self {
        Self::Forbidden(forbidden::Forbidden::anything_in(field))
    }

    /// That the field has so many values at most.
    pub(crate) fn at_most(field: Field, times: usize) -> Self {
        Self::Count(count::Count::at_most(field, times))
    }

    /// Name of the kind, as packs write it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Required(_) => "required",
            Self::Forbidden(_) => "forbidden",
            Self::Format(_) => "format",
            Self::Form(_) => "form",
            Self::CheckDigit(_) => "check_digit",
            Self::CodeList(_) => "code_list",
            Self::Limit(_) => "limit",
            Self::Sum(_) => "sum",
            Self::Count(_) => "count",
            Self::Dates(_) => "dates",
            Self::Differ(_) => "differ",
            Self::Repeated(_) => "repeated",
            Self::Placeholder(_) => "placeholder",
            Self::Holds(_) => "holds",
            Self::WrittenAs(_) => "written_as",
            Self::AllOrNone(_) => "all_or_none",
            Self::Expression(_) => "expression",
        }
    }

    /// Facts that texts of rules of this kind can speak of, beside those that all can.
    pub(crate) fn facts(&self) -> &'static [&'static str] {
        match self {
            Self::Required(_) | Self::Placeholder(_) | Self::Holds(_) => &["value"],
            Self::Forbidden(_) | Self::Form(_) => &["value", "form"],
            Self::Format(_) | Self::WrittenAs(_) => &["value", "format"],
            Self::CheckDigit(_) => &["value", "expected"],
            Self::CodeList(_) => &["value"],
            Self::Limit(_) => &["value", "limit", "declared", "rate"],
            Self::Sum(_) => &["value", "sum"],
            Self::Count(_) => &["value", "limit"],
            Self::Dates(_) => &["value", "day"],
            Self::Differ(_) => &["value"],
            Self::Repeated(_) => &["value", "items"],
            Self::AllOrNone(_) => &[],
            Self::Expression(_) => &["value", "expression"],
        }
    }

    /// How far the check speaks for others at the same place: a placeholder is one fault, whatever
    /// else it breaks, and a format says nothing new where another rule has spoken.
    pub(crate) fn precedence(&self) -> u8 {
        match self {
            Self::Placeholder(_) => 0,
            Self::WrittenAs(_) => 2,
            _ => 1,
        }
    }

    /// The code list that the check needs.
    pub(crate) fn list(&self) -> Option<&str> {
        match self {
            Self::CodeList(check) => Some(&check.list),
            Self::Forbidden(check) => check.listed.as_deref(),
            _ => None,
        }
    }

    /// Whether the check looks at each item by itself.
    pub(crate) fn scope(&self) -> Scope {
        match self {
            Self::Required(check) => item_if_any(&check.any),
            Self::Forbidden(check) => check.field.scope,
            Self::Format(check) => check.field.scope,
            Self::Form(check) => check.field.scope,
            Self::CheckDigit(check) => check.field.scope,
            Self::CodeList(check) => check.field.scope,
            Self::Limit(check) => check.field.scope,
            Self::Sum(check) => check.field.scope,
            Self::Count(check) => check.field.scope,
            Self::Dates(check) => check.field.scope,
            Self::Differ(check) => check.field.scope,
            Self::Repeated(_) | Self::Placeholder(_) | Self::WrittenAs(_) | Self::AllOrNone(_) => {
                Scope::Header
            }
            Self::Holds(check) => check.scope(),
            Self::Expression(check) => check.scope(),
        }
    }

    /// Where the check does not hold.
    pub(crate) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        match self {
            Self::Required(check) => check.run(case, item),
            Self::Forbidden(check) => check.run(case, item),
            Self::Format(check) => check.run(case, item),
            Self::Form(check) => check.run(case, item),
            Self::CheckDigit(check) => check.run(case, item),
            Self::CodeList(check) => check.run(case, item),
            Self::Limit(check) => check.run(case, item),
            Self::Sum(check) => check.run(case, item),
            Self::Count(check) => check.run(case, item),
            Self::Dates(check) => check.run(case, item),
            Self::Differ(check) => check.run(case, item),
            Self::Repeated(check) => check.run(case),
            Self::Placeholder(check) => check.run(case),
            Self::Holds(check) => check.run(case, item),
            Self::WrittenAs(check) => check.run(case),
            Self::AllOrNone(check) => check.run(case),
            Self::Expression(check) => check.run(case, item),
        }
    }
}

fn item_if_any(fields: &[Field]) -> Scope {
    match fields.iter().any(|field| field.scope == Scope::Item) {
        true => Scope::Item,
        false => Scope::Header,
    }
}
