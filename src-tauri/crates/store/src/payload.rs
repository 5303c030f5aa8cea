//! How an entry's payload is kept: smaller where that is possible, the same bytes when read.

mod dictionary;

use std::cell::RefCell;
use std::fmt::Display;
use std::io;

use zstd::bulk::{Compressor, Decompressor};

use crate::error::StoreError;

/// As it is.
const PLAIN: i64 = 0;
/// zstd without a dictionary.
const ZSTD: i64 = 1;
/// zstd with the first dictionary.
const DICTIONARY: i64 = 2;
/// The declaration left the window; only the hub has the bytes.
pub(crate) const EVICTED: i64 = 9;

/// No single payload or chunk is larger than this when unpacked.
const LIMIT: usize = 1 << 30;
const LEVEL: i32 = 3;

thread_local! {
    static TO_PACK: Kept<Compressor<'static>> =
        Kept::of(|| Compressor::with_prepared_dictionary(&dictionary::TO_PACK));
    static TO_UNPACK: Kept<Decompressor<'static>> =
        Kept::of(|| Decompressor::with_prepared_dictionary(&dictionary::TO_UNPACK));
}

/// Bytes as stored, with the number of their encoding.
pub(crate) struct Packed {
    pub(crate) encoding: i64,
    pub(crate) bytes: Vec<u8>,
}

/// Packs a payload, where that makes it smaller.
pub(crate) fn pack(bytes: &[u8]) -> Packed {
    let packed = TO_PACK.with(|kept| kept.lend(|packer| packer.compress(bytes)));
    smaller(bytes, DICTIONARY, packed)
}

/// Packs a part of a file, where that makes it smaller. It has nothing in common with payloads.
pub(crate) fn pack_part(bytes: &[u8]) -> Packed {
    smaller(bytes, ZSTD, zstd::bulk::compress(bytes, LEVEL))
}

fn smaller(bytes: &[u8], encoding: i64, packed: io::Result<Vec<u8>>) -> Packed {
    match packed {
        Ok(packed) if packed.len() < bytes.len() => Packed { encoding, bytes: packed },
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
        ZSTD => {
            let size = unpacked_size(&bytes)?;
            zstd::bulk::decompress(&bytes, size).map_err(corrupt)
        }
        DICTIONARY => {
            let size = unpacked_size(&bytes)?;
            TO_UNPACK
                .with(|kept| kept.lend(|unpacker| unpacker.decompress(&bytes, size)))
                .map_err(corrupt)
        }
        EVICTED => Ok(Vec::new()),
        _ => Err(StoreError::Corrupt { what: format!("a payload has the encoding {encoding}") }),
    }
}

/// The same, but nothing where it is damaged, for those who look at the hash or the content next.
pub(crate) fn unpack_or_empty(encoding: i64, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    Ok(unpack(encoding, bytes).unwrap_or_default())
}

fn unpacked_size(bytes: &[u8]) -> Result<usize, StoreError> {
    let size = Decompressor::upper_bound(bytes).ok_or_else(|| corrupt("their size is unknown"))?;
    if size > LIMIT {
        return Err(corrupt("they claim to be larger than anything that was stored"));
    }
    Ok(size)
}

fn corrupt(why: impl Display) -> StoreError {
    StoreError::Corrupt { what: format!("packed bytes cannot be unpacked: {why}") }
}

/// What costs more to make than to use: made once on each thread.
struct Kept<T> {
    made: RefCell<Option<T>>,
    make: fn() -> io::Result<T>,
}

impl<T> Kept<T> {
    const fn of(make: fn() -> io::Result<T>) -> Self {
        Self { made: RefCell::new(None), make }
    }

    fn lend<A>(&self, work: impl FnOnce(&mut T) -> io::Result<A>) -> io::Result<A> {
        let mut made = self.made.borrow_mut();
        if made.is_none() {
            *made = Some((self.make)()?);
        }
        made.as_mut().map_or_else(|| Err(io::ErrorKind::OutOfMemory.into()), work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::text(&b"declaration declaration declaration declaration"[..], DICTIONARY)]
    #[case::too_short_to_gain(b"{}", PLAIN)]
    #[case::nothing(b"", PLAIN)]
    fn packs_only_where_it_gains(#[case] bytes: &[u8], #[case] encoding: i64) {
        assert_eq!(pack(bytes).encoding, encoding);
    }

    #[rstest]
    #[case::unknown_encoding(7, b"x")]
    #[case::not_zstd(ZSTD, b"not zstd at all")]
    #[case::not_of_this_dictionary(DICTIONARY, b"not zstd at all")]
    fn says_what_is_damaged(#[case] encoding: i64, #[case] bytes: &[u8]) {
        assert_eq!(unpack(encoding, bytes.to_vec()).unwrap_err().code(), "corrupt");
    }

    proptest! {
        #[test]
        fn unpacks_what_it_packed(bytes in prop::collection::vec(any::<u8>(), 0..3000), times in 1usize..4) {
            let bytes = bytes.repeat(times);
            let packed = pack(&bytes);
            prop_assert!(packed.bytes.len() <= bytes.len());
            prop_assert_eq!(&unpack(packed.encoding, packed.bytes).unwrap(), &bytes);
            let packed = pack_part(&bytes);
            prop_assert_eq!(unpack(packed.encoding, packed.bytes).unwrap(), bytes);
        }
    }
}
