//! One file of an archive while it is unpacked.

use std::io::{self, Read};

use crate::limits::MOST_TIMES_UNPACKED;
use crate::reader::Unreadable;
use crate::refusal::RefusalCode;

/// Unpacks for as long as the archive is a plausible one. What goes wrong is told as a refusal: it is
/// the file's fault, and others can still be read.
pub(crate) struct Guarded<'a, F> {
    file: F,
    /// Bytes that the whole archive may still unpack to. What it says of its sizes is not believed.
    left: &'a mut u64,
    path: &'a str,
}

impl<'a, F> Guarded<'a, F> {
    pub(crate) fn new(file: F, left: &'a mut u64, path: &'a str) -> Self {
        Self { file, left, path }
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
        *self.left = self.left.saturating_sub(count as u64);
        if *self.left > 0 {
            return Ok(count);
        }
        let reason = format!(
            "With “{}” the archive unpacks to more than {MOST_TIMES_UNPACKED} times its size.",
            self.path
        );
        Err(Unreadable::error(RefusalCode::ArchiveTooLarge, reason))
    }
}

/// What systems put beside a sender's files.
pub(super) fn is_litter(path: &str) -> bool {
    const LITTER: [&str; 4] = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"];
    path.split(['/', '\\']).any(|part| {
        part.starts_with("._") || LITTER.iter().any(|name| part.eq_ignore_ascii_case(name))
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
    #[case::mac_view("flights/.DS_Store", true)]
    #[case::from_here("./784.csv", false)]
    #[case::hidden(".784.csv", false)]
    #[case::windows("flights\\Thumbs.db", true)]
    fn litter(#[case] path: &str, #[case] is: bool) {
        assert_eq!(is_litter(path), is);
    }
}
