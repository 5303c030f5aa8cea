//! One file of an archive while it is unpacked.

use std::io::{self, Read};

use crate::limits::{MOST_TIMES_UNPACKED, UNPACKED_UNSEEN};
use crate::reader::Unreadable;
use crate::refusal::RefusalCode;

/// Unpacks for as long as the file is a plausible one. What goes wrong is told as a refusal: it is the
/// file's fault, and others can still be read.
pub(super) struct Guarded<'p, F> {
    file: F,
    packed: u64,
    unpacked: u64,
    path: &'p str,
}

impl<'p, F> Guarded<'p, F> {
    pub(super) fn new(file: F, packed: u64, path: &'p str) -> Self {
        Self { file, packed, unpacked: 0, path }
    }

    fn is_bomb(&self) -> bool {
        self.unpacked > UNPACKED_UNSEEN && self.unpacked / MOST_TIMES_UNPACKED > self.packed
    }
}

impl<F: Read> Read for Guarded<'_, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match self.file.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => {
                let reason = format!("“{}” cannot be unpacked ({error}).", self.path);
                return Err(Unreadable::error(RefusalCode::DamagedArchive, reason));
            }
        };
        self.unpacked += count as u64;
        if self.is_bomb() {
            let reason = format!(
                "“{}” unpacks to more than {MOST_TIMES_UNPACKED} times its size.",
                self.path
            );
            return Err(Unreadable::error(RefusalCode::ArchiveTooLarge, reason));
        }
        Ok(count)
    }
}

/// What systems put beside a sender's files.
pub(super) fn is_litter(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| {
        part.starts_with('.')
            || ["__MACOSX", "Thumbs.db", "desktop.ini"]
                .iter()
                .any(|name| part.eq_ignore_ascii_case(name))
    })
}

/// A name as it can stand in a report.
pub(super) fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::file("flights/784.csv", false)]
    #[case::mac("__MACOSX/flights/._784.csv", true)]
    #[case::hidden("flights/.DS_Store", true)]
    #[case::windows("flights\\Thumbs.db", true)]
    fn litter(#[case] path: &str, #[case] is: bool) {
        assert_eq!(is_litter(path), is);
    }
}
