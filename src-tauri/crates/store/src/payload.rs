//! How an entry's payload is kept: smaller where that is possible, the same bytes when read.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};

use crate::error::StoreError;

/// As it is.
const PLAIN: i64 = 0;
/// zstd without a dictionary.
const ZSTD: i64 = 1;
/// The declaration left the window; only the hub has the bytes.
pub(crate) const EVICTED: i64 = 9;

/// No single payload or chunk is larger than this when unpacked.
const LIMIT: usize = 1 << 30;
const LEVEL: i32 = 3;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

/// Bytes as stored, with the number of their encoding.
pub(crate) struct Packed {
    pub(crate) encoding: i64,
    pub(crate) bytes: Vec<u8>,
}

/// Packs, where that makes it smaller.
pub(crate) fn pack(bytes: &[u8]) -> Packed {
    match compress(bytes) {
        Some(packed) if packed.len() < bytes.len() => Packed { encoding: ZSTD, bytes: packed },
        _ => Packed { encoding: PLAIN, bytes: bytes.to_vec() },
    }
}

/// The bytes that were packed.
///
/// # Errors
/// `Corrupt` where the encoding is not known or the bytes are not what it says.
pub(crate) fn unpack(encoding: i64, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    match encoding {
        PLAIN => Ok(bytes),
        ZSTD => decompress(&bytes),
        EVICTED => Ok(Vec::new()),
        _ => Err(StoreError::Corrupt { what: format!("a payload has the encoding {encoding}") }),
    }
}

/// The same, but nothing where it is damaged, for those who look at the hash or the content next.
pub(crate) fn unpack_or_empty(encoding: i64, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    Ok(unpack(encoding, bytes).unwrap_or_default())
}

fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = Compressor::new(LEVEL).ok();
        }
        kept.as_mut()?.compress(bytes).ok()
    })
}

fn decompress(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    let corrupt = |why: &dyn std::fmt::Display| StoreError::Corrupt {
        what: format!("packed bytes cannot be unpacked: {why}"),
    };
    let size = Decompressor::upper_bound(bytes).ok_or_else(|| corrupt(&"their size is unknown"))?;
    if size > LIMIT {
        return Err(corrupt(&"they claim to be larger than anything that was stored"));
    }
    zstd::bulk::decompress(bytes, size).map_err(|why| corrupt(&why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::text(&b"declaration declaration declaration declaration"[..], ZSTD)]
    #[case::too_short_to_gain(b"{}", PLAIN)]
    #[case::nothing(b"", PLAIN)]
    fn packs_only_where_it_gains(#[case] bytes: &[u8], #[case] encoding: i64) {
        assert_eq!(pack(bytes).encoding, encoding);
    }

    #[rstest]
    #[case::unknown_encoding(7, b"x")]
    #[case::not_zstd(ZSTD, b"not zstd at all")]
    fn says_what_is_damaged(#[case] encoding: i64, #[case] bytes: &[u8]) {
        assert_eq!(unpack(encoding, bytes.to_vec()).unwrap_err().code(), "corrupt");
    }

    proptest! {
        #[test]
        fn unpacks_what_it_packed(bytes in prop::collection::vec(any::<u8>(), 0..3000), times in 1usize..4) {
            let bytes = bytes.repeat(times);
            let packed = pack(&bytes);
            prop_assert!(packed.bytes.len() <= bytes.len());
            prop_assert_eq!(unpack(packed.encoding, packed.bytes).unwrap(), bytes);
        }
    }
}
