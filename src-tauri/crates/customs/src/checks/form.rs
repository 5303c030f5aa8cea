//! A value must have the form of an identifier.

use serde::Deserialize;

use crate::declaration::GoodsItem;
use crate::field::Field;
use crate::identifier::Kind;
use crate::language::Language;
use crate::rule::{Case, Hit};

/// Every value of the field has the form of one of these identifiers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    pub(crate) field: Field,
    any: Vec<Kind>,
}

impl Form {
    pub(super) fn run<'a>(&'a self, case: &Case<'a>, item: Option<&'a GoodsItem>) -> Vec<Hit> {
        let fits = |text: &str| self.any.iter().any(|kind| kind.fits(text));
        self.field
            .those(case, item, |spot| !fits(&spot.value.text()))
            .iter()
            .map(|spot| Hit::at(spot, item).with("form", self.form(case.language)))
            .collect()
    }

    fn form(&self, language: Language) -> String {
        let forms: Vec<&str> = self.any.iter().map(|kind| kind.form(language)).collect();
        forms.join("; ")
    }
}
