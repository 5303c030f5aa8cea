//! Why a formula cannot be used, where, and the way out.

/// A formula that cannot be used. It is found when the formula is read, never when it is asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}, column {column}: {fault}. {}", fault.hint())]
pub struct FormulaError {
    /// Line of the formula's text, from one.
    pub line: usize,
    /// Character of the line, from one.
    pub column: usize,
    /// What is wrong.
    pub fault: FormulaFault,
}

/// What can be wrong with a formula.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormulaFault {
    /// There is nothing in it, or more than [`super::LONGEST`] bytes.
    #[error("the formula has {bytes} bytes, and must have between 1 and {most}")]
    Length {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        most: usize,
    },
    /// It has more than [`super::DEEPEST`] levels of brackets or choices.
    #[error("the formula is nested more than {most} levels deep")]
    TooDeep {
        /// How deep it may be.
        most: usize,
    },
    /// It is no expression of the language.
    #[error("{0}")]
    Unreadable(&'static str),
    /// It names something that a declaration does not have.
    #[error("“{name}” is not known")]
    UnknownName {
        /// As it was written.
        name: String,
        /// The known name that is nearest to it.
        near: Option<String>,
    },
    /// Something stands where something of another kind belongs.
    #[error("{found} stands where {wanted} belongs")]
    WrongKind {
        /// What is there.
        found: String,
        /// What could be there.
        wanted: &'static str,
        /// The way out.
        hint: &'static str,
    },
    /// Two things are compared that are of different kinds.
    #[error("{left} is compared with {right}")]
    Incomparable {
        /// What stands on the left.
        left: String,
        /// What stands on the right.
        right: String,
    },
    /// The language has it, formulas do not.
    #[error("{what} cannot be used in a formula")]
    NotSupported {
        /// What was written.
        what: String,
        /// The way out.
        hint: &'static str,
    },
    /// It would go through a list again for each element of another one.
    #[error("“{list}” would be gone through again for every {each}")]
    TooCostly {
        /// The list.
        list: String,
        /// What it would be gone through for.
        each: &'static str,
    },
    /// A pattern that is no regular expression, or too large a one.
    #[error("the pattern cannot be used")]
    Pattern,
}

impl FormulaError {
    /// Stable name of what is wrong.
    pub fn code(&self) -> &'static str {
        self.fault.code()
    }

    /// How to mend it.
    pub fn hint(&self) -> String {
        self.fault.hint()
    }

    /// At that byte of the text; past its end where the place is not known.
    pub(super) fn at(text: &str, byte: usize, fault: FormulaFault) -> Self {
        let before = text.get(..byte.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, fault }
    }
}

impl FormulaFault {
    fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "formula_length",
            Self::TooDeep { .. } => "formula_too_deep",
            Self::Unreadable(_) => "formula_unreadable",
            Self::UnknownName { .. } => "formula_unknown_name",
            Self::WrongKind { .. } => "formula_wrong_kind",
            Self::Incomparable { .. } => "formula_incomparable",
            Self::NotSupported { .. } => "formula_not_supported",
            Self::TooCostly { .. } => "formula_too_costly",
            Self::Pattern => "formula_pattern",
        }
    }

    fn hint(&self) -> String {
        let hint = match self {
            Self::Length { bytes: 0, .. } => {
                "Write what to look for, as in item.origin == 'CN' && item.value_eur > 40."
            }
            Self::Length { .. } | Self::TooDeep { .. } => "Split it into several checks.",
            Self::Unreadable(_) => {
                "Compare with ==, join with && and ||, put texts into quotes, as in item.origin == 'CN' && item.value_eur > 40."
            }
            Self::UnknownName { near: Some(near), .. } => return format!("Did you mean {near}?"),
            Self::UnknownName { near: None, .. } => {
                "Names begin with declaration. or item., as in declaration.importer.name or item.origin; the README of the rule packs lists them."
            }
            Self::WrongKind { hint, .. } | Self::NotSupported { hint, .. } => hint,
            Self::Incomparable { .. } => {
                "Codes and numbers of documents are texts and stand in quotes, as in item.commodity_code.startsWith('8507'); amounts and masses are numbers and do not, as in item.value_eur > 40."
            }
            Self::TooCostly { .. } => {
                "Leave item out and ask declaration.items.exists(i, ...), or write two checks."
            }
            Self::Pattern => {
                "Write a regular expression in quotes, as in matches('^IM[0-9]{10}$'), or use contains, startsWith or mentions."
            }
        };
        hint.to_owned()
    }
}
