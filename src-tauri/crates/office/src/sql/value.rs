//! What goes into a statement and what comes out, the same for both databases.

use chrono::{DateTime, Utc};
use journal::{DeclarationId, DeviceId, EntryId, Hash};
use uuid::Uuid;

use crate::error::OfficeError;

/// A parameter or a column's value. Moments are milliseconds since 1970, ids 16 bytes, flags 0 or 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
    /// For `column = ANY($1)`; never comes out.
    Ints(Vec<i64>),
    /// For `column = ANY($1)`; never comes out.
    Texts(Vec<String>),
    /// For `column = ANY($1)`; never comes out.
    Blobs(Vec<Vec<u8>>),
}

impl Value {
    /// About how many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::Blob(bytes) => bytes.len(),
            _ => size_of::<i64>(),
        }
    }

    /// A list of ids for `column = ANY($1)`.
    pub(crate) fn ids(ids: impl IntoIterator<Item = Uuid>) -> Self {
        Value::Blobs(ids.into_iter().map(|id| id.as_bytes().to_vec()).collect())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<u64> for Value {
    /// No sequence number or size ever comes near the limit of 63 bits.
    fn from(number: u64) -> Self {
        Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Value::Int(number.into())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Int(flag.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Value::Blob(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::Blob(bytes)
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Value::Blob(id.as_bytes().to_vec())
    }
}

impl From<EntryId> for Value {
    fn from(id: EntryId) -> Self {
        id.0.into()
    }
}

impl From<DeclarationId> for Value {
    fn from(id: DeclarationId) -> Self {
        id.0.into()
    }
}

impl From<DeviceId> for Value {
    fn from(id: DeviceId) -> Self {
        id.0.into()
    }
}

impl From<Hash> for Value {
    fn from(hash: Hash) -> Self {
        Value::Blob(hash.0.to_vec())
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(at: DateTime<Utc>) -> Self {
        Value::Int(at.timestamp_millis())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer. Columns are counted from nought.
#[derive(Debug)]
pub(crate) struct Row(pub(super) Vec<Value>);

impl Row {
    pub(crate) fn values(&self) -> &[Value] {
        &self.0
    }

    pub(crate) fn int(&self, column: usize) -> Result<i64, OfficeError> {
        match self.0.get(column) {
            Some(Value::Int(number)) => Ok(*number),
            other => Err(unexpected(column, "a number", other)),
        }
    }

    /// A number that is never negative.
    pub(crate) fn number(&self, column: usize) -> Result<u64, OfficeError> {
        let number = self.int(column)?;
        u64::try_from(number)
            .map_err(|_| unexpected(column, "a positive number", self.0.get(column)))
    }

    pub(crate) fn text(&self, column: usize) -> Result<&str, OfficeError> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(text),
            other => Err(unexpected(column, "text", other)),
        }
    }

    pub(crate) fn blob(&self, column: usize) -> Result<&[u8], OfficeError> {
        match self.0.get(column) {
            Some(Value::Blob(bytes)) => Ok(bytes),
            other => Err(unexpected(column, "bytes", other)),
        }
    }

    /// The bytes themselves, without copying them.
    pub(crate) fn take_blob(&mut self, column: usize) -> Result<Vec<u8>, OfficeError> {
        match self.0.get_mut(column).map(|value| std::mem::replace(value, Value::Null)) {
            Some(Value::Blob(bytes)) => Ok(bytes),
            other => Err(unexpected(column, "bytes", other.as_ref())),
        }
    }

    pub(crate) fn uuid(&self, column: usize) -> Result<Uuid, OfficeError> {
        let bytes = self.blob(column)?;
        Uuid::from_slice(bytes).map_err(|_| unexpected(column, "16 bytes", self.0.get(column)))
    }

    pub(crate) fn hash(&self, column: usize) -> Result<Hash, OfficeError> {
        let bytes = self.blob(column)?;
        let bytes: Result<[u8; 32], _> = bytes.try_into();
        bytes.map(Hash).map_err(|_| unexpected(column, "32 bytes", self.0.get(column)))
    }

    pub(crate) fn moment(&self, column: usize) -> Result<DateTime<Utc>, OfficeError> {
        let millis = self.int(column)?;
        DateTime::from_timestamp_millis(millis)
            .ok_or_else(|| unexpected(column, "a moment", self.0.get(column)))
    }

    /// What `read` makes of the column; `None` where it is empty.
    pub(crate) fn optional<'r, T>(
        &'r self,
        column: usize,
        read: impl FnOnce(&'r Self, usize) -> Result<T, OfficeError>,
    ) -> Result<Option<T>, OfficeError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => read(self, column).map(Some),
        }
    }
}

fn unexpected(column: usize, wanted: &str, found: Option<&Value>) -> OfficeError {
    let found = match found {
        None => "no such column",
        Some(Value::Null) => "nothing",
        Some(Value::Int(_)) => "another number",
        Some(Value::Text(_)) => "other text",
        Some(_) => "other bytes",
    };
    OfficeError::Damaged {
        what: format!("column {column} should hold {wanted}, and holds {found}"),
    }
}
