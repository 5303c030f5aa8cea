//! A condition on rows, with its values apart from its text.

use rusqlite::types::Value;

/// Parts that must all hold. Values are always parameters, never text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    parts: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Condition {
    /// The same with one part more; every `?` in it takes one of the values.
    #[must_use]
    pub(crate) fn and(
        mut self,
        part: impl Into<String>,
        values: impl IntoIterator<Item = Value>,
    ) -> Self {
        self.parts.push(part.into());
        self.values.extend(values);
        self
    }

    /// The same with a part where there is something to compare with.
    #[must_use]
    pub(crate) fn and_if<T: Into<Value>>(self, part: &str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.and(part, [value.into()]),
            None => self,
        }
    }

    /// The same with a part that names one of several values; none means any.
    #[must_use]
    pub(crate) fn and_one_of<T: Into<Value>>(
        self,
        column: &str,
        values: impl ExactSizeIterator<Item = T>,
    ) -> Self {
        match values.len() {
            0 => self,
            1 => self.and(format!("{column} = ?"), values.map(Into::into)),
            count => {
                let marks = vec!["?"; count].join(", ");
                self.and(format!("{column} IN ({marks})"), values.map(Into::into))
            }
        }
    }

    /// Both conditions.
    #[must_use]
    pub(crate) fn both(mut self, other: Condition) -> Self {
        self.parts.extend(other.parts);
        self.values.extend(other.values);
        self
    }

    /// `WHERE ...`, or nothing.
    pub(crate) fn clause(&self) -> String {
        if self.parts.is_empty() {
            return String::new();
        }
        format!("WHERE {}", self.parts.join(" AND "))
    }
}
