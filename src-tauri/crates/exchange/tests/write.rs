//! Declarations go out and come in again as they were.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

#[path = "write/corpora.rs"]
mod corpora;
#[path = "write/h7.rs"]
mod h7;
#[path = "write/json.rs"]
mod json;
#[path = "write/schemas.rs"]
mod schemas;
#[path = "write/wco.rs"]
mod wco;

use std::io;

use customs::Element;
use exchange::write::{Target, Unheld, WriteError, write};
use exchange::{Record, read};
use rstest::rstest;

/// The file that these declarations become, how many are in it, and what is not.
fn written(target: Target, bodies: &[Element]) -> (Vec<u8>, u64, Vec<Unheld>) {
    let (mut out, mut unheld) = (Vec::new(), Vec::new());
    let bodies = bodies.iter().cloned().map(Ok::<_, WriteError>);
    let count = write(target, bodies, &mut out, |each| unheld.push(each)).unwrap();
    (out, count, unheld)
}

/// The bodies of all declarations in a file, which must hold nothing else.
#[track_caller]
fn read_back(bytes: &[u8]) -> Vec<Element> {
    let records = read(bytes, "written").map(|record| match record.unwrap() {
        Record::Declaration(found) => found.body,
        other => panic!("{other:?}"),
    });
    records.collect()
}

/// A disk with so many bytes left.
struct Disk(usize);

impl io::Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let count = bytes.len().min(self.0);
        self.0 -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[rstest]
#[case::wco(Target::Wco)]
#[case::csv(Target::H7Csv)]
#[case::workbook(Target::H7Xlsx)]
#[case::json(Target::Json)]
fn a_full_disk_is_told(#[case] target: Target) {
    let parcels = corpora::sample("flights").into_iter().take(20);
    let bodies = parcels.map(|found| Ok::<_, WriteError>(found.record.body));
    let error = write(target, bodies, Disk(1000), |_| {}).unwrap_err();
    assert!(error.to_string().contains("no storage space"), "{error}");
}
