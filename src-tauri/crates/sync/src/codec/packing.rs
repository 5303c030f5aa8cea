//! Packing with zstd, and unpacking what a stranger packed.

use std::io::Read;

use super::{MAX_UNPACKED, Malformed};

/// Fast, and already most of what packing gains: entries repeat each other's names.
const LEVEL: i32 = 1;
/// No more memory than this is spent on looking back: 2^23 bytes, what zstd asks of every reader.
const WINDOW: u32 = 23;

pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, LEVEL).expect("packing in memory does not fail")
}

/// Unpacks at most [`MAX_UNPACKED`] bytes, whatever the frame claims to hold.
pub(super) fn unpack(what: &'static str, packed: &[u8]) -> Result<Vec<u8>, Malformed> {
    let broken = |cause: std::io::Error| Malformed::Packing { what, cause: cause.to_string() };
    let mut reader = zstd::Decoder::with_buffer(packed).map_err(broken)?;
    reader.window_log_max(WINDOW).map_err(broken)?;
    let mut bytes = Vec::new();
    reader.take(MAX_UNPACKED as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() > MAX_UNPACKED {
        return Err(Malformed::TooLarge { what, limit: MAX_UNPACKED });
    }
    Ok(bytes)
}
