//! Makes a dictionary for payloads out of those of some desks.
//! `cargo run --release -p store --example dictionary -- OUT DESK...`
//!
//! What is in use stays as it is, for stores are packed with it: a better dictionary is a new file
//! with a new number beside it (`src/payload/dictionary.rs`).

use std::collections::HashMap;
use std::path::Path;

use journal::{DeviceId, Entry};
use store::{Reader, Store};
use uuid::Uuid;

type Failed = Box<dyn std::error::Error>;

/// Bytes of the dictionary.
const SIZE: usize = 64 * 1024;
/// Payloads of one kind that are looked at on one desk.
const OF_EACH_KIND: usize = 2_000;
const PART: usize = 1_000;

fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("say where the dictionary goes, then which desks it is of")?;
    let mut samples = Vec::new();
    for folder in arguments {
        samples.extend(payloads(Path::new(&folder))?);
    }
    let dictionary = zstd::dict::from_samples(&samples, SIZE)?;
    std::fs::write(&out, &dictionary)?;
    println!("{} bytes of {} payloads in {out}", dictionary.len(), samples.len());
    Ok(())
}

fn payloads(folder: &Path) -> Result<Vec<Vec<u8>>, Failed> {
    let store = Store::open(folder, || DeviceId(Uuid::nil()))?;
    let reader = store.reader()?;
    let mut of_kind: HashMap<String, Vec<Vec<u8>>> = HashMap::new();
    for device in reader.devices()? {
        let mut after = 0;
        while let Some(last) = look_at(&reader, (device, after), &mut of_kind)? {
            after = last;
        }
    }
    Ok(of_kind.into_values().flatten().collect())
}

/// Takes what is still wanted from the next part of a desk's chain. Answers where that ends.
fn look_at(
    reader: &Reader,
    (device, after): (DeviceId, u64),
    of_kind: &mut HashMap<String, Vec<Vec<u8>>>,
) -> Result<Option<u64>, Failed> {
    let part = reader.entries_after(device, after, PART)?;
    let last = part.last().map(|entry| entry.sequence);
    for Entry { kind, payload, .. } in part {
        let taken = of_kind.entry(kind).or_default();
        if taken.len() < OF_EACH_KIND {
            taken.push(payload);
        }
    }
    Ok(last)
}
