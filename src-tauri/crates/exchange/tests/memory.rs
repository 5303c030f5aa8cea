//! Memory stays flat however large a value or a file is. Each is alone in its process (nextest runs
//! them so), so that the peak is its own.

use std::io::{self, Read};

use customs::Element;
use exchange::write::{Target, WriteError, write};
use exchange::{Record, RefusalCode, read};

/// The greatest resident size so far, in bytes; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

const MEGABYTE: u64 = 1024 * 1024;
const HEADER: &[u8] = b"lrn;declarant_id;item_number;value;currency;description;commodity_code\n";

/// The same row over and over, each with its own LRN.
struct Parcels {
    left: u64,
    row: Vec<u8>,
    read: usize,
}

impl Read for Parcels {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read == self.row.len() {
            if self.left == 0 {
                return Ok(0);
            }
            self.row =
                format!("L{};BE0;1;12.50;EUR;lamp of glass;940540\n", self.left).into_bytes();
            self.read = 0;
            self.left -= 1;
        }
        let count = (&self.row[self.read..]).read(into)?;
        self.read += count;
        Ok(count)
    }
}

#[test]
fn stays_flat() {
    let Some(before) = peak() else {
        eprintln!("skipped: this system does not tell the peak of memory");
        return;
    };
    let huge = HEADER
        .chain(&b"A;BE0;1;1;EUR;\""[..])
        .chain(io::repeat(b'x').take(40 * MEGABYTE))
        .chain(&b"\";940540\nB;BE0;1;1;EUR;lamp;940540\n"[..]);
    let found: Vec<Record> = read(huge, "huge.csv").map(|record| record.unwrap()).collect();
    let [Record::Refused(refusal), Record::Declaration(_)] = &found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(refusal.code, RefusalCode::ValueTooLong);

    let endless = (&b"<Batch><Declaration><Name>"[..]).chain(io::repeat(b'x'));
    assert_eq!(read(endless, "endless.xml").count(), 1);

    let many = HEADER.chain(Parcels { left: 30_000, row: Vec::new(), read: 0 });
    assert_eq!(read(many, "many.csv").count(), 30_000);

    let declaration =
        b"<Declaration><FunctionalReferenceID>L</FunctionalReferenceID></Declaration>";
    let batch = (&b"<Batch>"[..]).chain(io::Cursor::new(declaration.repeat(30_000)));
    let held = 30_000 * declaration.len() as u64;
    assert_eq!(read(batch, "batch.xml").count(), 30_001);

    let grown = peak().unwrap_or(before) - before;
    assert!(grown < held + 16 * MEGABYTE, "memory grew by {} MiB", grown / MEGABYTE);
}

/// A parcel with a long description, so that a thousand of them would be seen.
fn parcel(number: u32) -> Result<Element, WriteError> {
    let item = Element::new("GovernmentAgencyGoodsItem")
        .with(Element::leaf("SequenceNumeric", "1"))
        .with(Element::new("Commodity").with(Element::leaf("Description", "lamp ".repeat(1000))));
    Ok(Element::new("Declaration")
        .with(Element::leaf("ProcedureCategory", "H7"))
        .with(Element::leaf("FunctionalReferenceID", format!("L{number}")))
        .with(Element::new("GoodsShipment").with(item)))
}

#[test]
fn what_goes_out_is_not_held() {
    let Some(before) = peak() else {
        eprintln!("skipped: this system does not tell how much memory was used");
        return;
    };
    const MANY: u32 = 10_000;
    for target in Target::ALL {
        let written = write(target, (0..MANY).map(parcel), io::sink(), |_| {});
        assert_eq!(written.unwrap_or(0), u64::from(MANY), "{target:?}");
    }
    // All of one file would be 50 MB.
    let grown = peak().unwrap_or(before) - before;
    assert!(grown < 16 * MEGABYTE, "memory grew by {} MiB", grown / MEGABYTE);
}
