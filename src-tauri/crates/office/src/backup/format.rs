//! How a backup is written: marked values, one after the other, with a hash over everything.
//!
//! `T` name, number of columns, their names: a table begins. `R` values: a row. `E`: the end, and 32
//! bytes of SHA-256 over everything before. A value is one byte for its kind and then nothing, eight
//! bytes of a number, or four bytes of a length and the bytes. Numbers are little-endian.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::damaged;
use super::tables::Table;
use crate::error::OfficeError;
use crate::sql::Value;

const LEVEL: i32 = 3;
/// No value is larger.
const LIMIT: usize = 1 << 30;

/// A backup that is being written.
pub(super) struct Writing<W: Write> {
    packed: zstd::Encoder<'static, W>,
    sha: Sha256,
}

impl<W: Write> Writing<W> {
    pub(super) fn begin(to: W, info: &impl Serialize) -> io::Result<Self> {
        let mut writing = Self { packed: zstd::Encoder::new(to, LEVEL)?, sha: Sha256::new() };
        writing.sized(&serde_json::to_vec(info)?)?;
        Ok(writing)
    }

    pub(super) fn table(&mut self, table: &Table) -> io::Result<()> {
        self.bytes(b"T")?;
        self.sized(table.name.as_bytes())?;
        self.bytes(&u32::try_from(table.columns.len()).unwrap_or(u32::MAX).to_le_bytes())?;
        table.columns.iter().try_for_each(|(name, _)| self.sized(name.as_bytes()))
    }

    pub(super) fn row(&mut self, values: &[Value]) -> io::Result<()> {
        self.bytes(b"R")?;
        values.iter().try_for_each(|value| self.value(value))
    }

    pub(super) fn end(mut self) -> io::Result<W> {
        self.bytes(b"E")?;
        let hash = self.sha.finalize();
        self.packed.write_all(&hash)?;
        self.packed.finish()
    }

    fn value(&mut self, value: &Value) -> io::Result<()> {
        match value {
            Value::Null => self.bytes(b"0"),
            Value::Int(number) => {
                self.bytes(b"i")?;
                self.bytes(&number.to_le_bytes())
            }
            Value::Text(text) => {
                self.bytes(b"t")?;
                self.sized(text.as_bytes())
            }
            Value::Blob(bytes) => {
                self.bytes(b"b")?;
                self.sized(bytes)
            }
            Value::Ints(_) | Value::Texts(_) | Value::Blobs(_) => {
                Err(io::Error::other("a list is no column"))
            }
        }
    }

    fn sized(&mut self, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        self.bytes(&length.to_le_bytes())?;
        self.bytes(bytes)
    }

    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sha.update(bytes);
        self.packed.write_all(bytes)
    }
}

/// A backup that is being read.
pub(super) struct Reading<R: io::BufRead> {
    packed: zstd::Decoder<'static, R>,
    sha: Sha256,
    /// The mark that comes next, once it was read.
    next: Option<u8>,
}

impl<R: io::BufRead> Reading<R> {
    pub(super) fn open(from: R) -> Result<Self, OfficeError> {
        let packed = zstd::Decoder::with_buffer(from).map_err(|cause| unreadable(&cause))?;
        Ok(Self { packed, sha: Sha256::new(), next: None })
    }

    pub(super) fn info<T: DeserializeOwned>(&mut self) -> Result<T, OfficeError> {
        let info = self.sized()?;
        serde_json::from_slice(&info).map_err(|_| damaged("it does not begin as a backup does"))
    }

    /// The next table with its columns.
    pub(super) fn table(&mut self) -> Result<Option<(String, Vec<String>)>, OfficeError> {
        if self.mark()? != b'T' {
            return Ok(None);
        }
        self.next = None;
        let name = self.text()?;
        let count = u32::from_le_bytes(self.array()?);
        let columns = (0..count).map(|_| self.text()).collect::<Result<_, _>>()?;
        Ok(Some((name, columns)))
    }

    /// The table's next row.
    pub(super) fn row(&mut self, columns: usize) -> Result<Option<Vec<Value>>, OfficeError> {
        if self.mark()? != b'R' {
            return Ok(None);
        }
        self.next = None;
        (0..columns).map(|_| self.value()).collect::<Result<_, _>>().map(Some)
    }

    /// Checks that the file ends here and is what was written.
    pub(super) fn end(&mut self) -> Result<(), OfficeError> {
        if self.mark()? != b'E' {
            return Err(damaged("something else stands where a table should"));
        }
        let expected = std::mem::take(&mut self.sha).finalize();
        let mut found = [0; 32];
        self.packed.read_exact(&mut found).map_err(|cause| unreadable(&cause))?;
        match expected.as_slice() == found {
            true => Ok(()),
            false => Err(damaged("its hash does not hold")),
        }
    }

    fn mark(&mut self) -> Result<u8, OfficeError> {
        if let Some(mark) = self.next {
            return Ok(mark);
        }
        let [mark] = self.array()?;
        self.next = Some(mark);
        Ok(mark)
    }

    fn value(&mut self) -> Result<Value, OfficeError> {
        let [kind] = self.array()?;
        match kind {
            b'0' => Ok(Value::Null),
            b'i' => Ok(Value::Int(i64::from_le_bytes(self.array()?))),
            b't' => self.text().map(Value::Text),
            b'b' => self.sized().map(Value::Blob),
            _ => Err(damaged("a value is of no known kind")),
        }
    }

    fn text(&mut self) -> Result<String, OfficeError> {
        String::from_utf8(self.sized()?).map_err(|_| damaged("a text is not UTF-8"))
    }

    fn sized(&mut self) -> Result<Vec<u8>, OfficeError> {
        let length = u32::from_le_bytes(self.array()?) as usize;
        if length > LIMIT {
            return Err(damaged("a value is larger than any that was written"));
        }
        let mut bytes = Vec::new();
        let read = (&mut self.packed).take(length as u64).read_to_end(&mut bytes);
        if read.map_err(|cause| unreadable(&cause))? < length {
            return Err(damaged("it ends in the middle"));
        }
        self.sha.update(&bytes);
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], OfficeError> {
        let mut bytes = [0; N];
        self.packed.read_exact(&mut bytes).map_err(|cause| unreadable(&cause))?;
        self.sha.update(bytes);
        Ok(bytes)
    }
}

fn unreadable(cause: &io::Error) -> OfficeError {
    damaged(&cause.to_string())
}
