//! What a rule looks at.

use rust_decimal::Decimal;

use crate::declaration::Declaration;
use crate::element::Element;
use crate::language::Language;
use crate::pack::Rules;

/// One declaration under the rules of one day.
pub(crate) struct Case<'a> {
    pub(crate) declaration: &'a Declaration,
    pub(crate) body: &'a Element,
    pub(crate) rules: Rules<'a>,
    pub(crate) language: Language,
    /// The country whose customs receive the declaration.
    pub(crate) country: Option<&'a str>,
    total_value_eur: Option<Decimal>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        declaration: &'a Declaration,
        body: &'a Element,
        rules: Rules<'a>,
        language: Language,
    ) -> Self {
        let total_value_eur = rules.total_value_eur(declaration);
        Self { declaration, body, rules, language, country: declaration.country(), total_value_eur }
    }

    /// Sum of the items' values in euro at the rate of the day; `None` where a value, its currency or
    /// the rate is missing.
    pub(crate) fn total_value_eur(&self) -> Option<Decimal> {
        self.total_value_eur
    }
}
