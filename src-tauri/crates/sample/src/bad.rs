//! Broken inputs: each has one thing wrong that a desk meets in practice.

use crate::SampleFile;
use crate::h7::{self, MORNING, Options, Size};
use crate::trade;

/// A broken input and what is wrong with it.
pub(crate) struct Bad {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    make: fn(&Sound) -> Vec<u8>,
}

/// Sound files that most broken ones are made from.
struct Sound {
    declaration: Vec<u8>,
    flight: Vec<u8>,
}

pub(crate) const BAD: &[Bad] = &[
    Bad {
        name: "truncated.xml",
        about: "A declaration that breaks off in the middle, as after a lost connection.",
        make: |sound| sound.declaration[..sound.declaration.len() * 3 / 5].to_vec(),
    },
    Bad {
        name: "too-few-columns.csv",
        about: "Three parcels; the second one's row has lost its last ten columns.",
        make: too_few_columns,
    },
    Bad {
        name: "no-lrn-column.csv",
        about: "A file whose header has no column for the LRN.",
        make: |_| {
            b"exporter_name;value;currency\r\nYiwu Goodmorning Commodity Firm;12.40;EUR\r\n"
                .to_vec()
        },
    },
    Bad {
        name: "unknown-root.xml",
        about: "Well-formed XML of another trade.",
        make: |_| {
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PurchaseOrder number=\"4711\"><Line>24 boxes of pralines</Line></PurchaseOrder>\n".to_vec()
        },
    },
    Bad {
        name: "entity-bomb.xml",
        about: "A document type that would grow to a thousand million characters when expanded.",
        make: |_| entity_bomb().into_bytes(),
    },
    Bad {
        name: "latin-1-said-to-be-utf-8.xml",
        about: "A declaration in Latin-1 whose first line says UTF-8.",
        make: latin_1,
    },
    Bad {
        name: "not-an-image.jpg",
        about: "Plain text under a picture's name.",
        make: |_| b"This is a note, not a photograph: the scanner was out of paper.\n".to_vec(),
    },
    Bad { name: "empty.xml", about: "Nothing at all.", make: |_| Vec::new() },
];

/// All broken inputs.
pub(crate) fn files(seed: u64) -> Vec<SampleFile> {
    let sound = sound(seed);
    BAD.iter().map(|bad| SampleFile::new(format!("bad/{}", bad.name), (bad.make)(&sound))).collect()
}

fn sound(seed: u64) -> Sound {
    let options = Options {
        size: Size::Rows(3),
        seed: seed ^ 1,
        flight: MORNING_OF_ITS_OWN,
        day: crate::DAY,
    };
    let mut flight = Vec::new();
    h7::write_csv(&mut flight, options).expect("writing into memory does not fail");
    let declaration = trade::files(seed, crate::DAY)
        .into_iter()
        .find(|file| file.path.contains("H1_LGG26-I000103"))
        .map(|file| file.bytes)
        .unwrap_or_default();
    Sound { declaration, flight }
}

/// LRNs that no other file of the sample has, past the planted cases.
const MORNING_OF_ITS_OWN: h7::Flight =
    h7::Flight { first: 4_900, number: 9, byte_order_mark: false, ..MORNING };

fn too_few_columns(sound: &Sound) -> Vec<u8> {
    let text = String::from_utf8_lossy(&sound.flight);
    let rows = text.lines().enumerate().map(|(number, row)| {
        let columns = row.split(';').count();
        let kept = if number == 2 { columns - 10 } else { columns };
        row.split(';').take(kept).collect::<Vec<_>>().join(";") + "\r\n"
    });
    rows.collect::<String>().into_bytes()
}

/// Nine levels of ten: small to read, ruinous to expand.
fn entity_bomb() -> String {
    let mut text =
        String::from("<?xml version=\"1.0\"?>\n<!DOCTYPE MetaData [\n  <!ENTITY a0 \"green\">\n");
    for level in 1..=9 {
        let inner = format!("&a{};", level - 1).repeat(10);
        text.push_str(&format!("  <!ENTITY a{level} \"{inner}\">\n"));
    }
    text.push_str("]>\n<MetaData><Declaration><FunctionalReferenceID>&a9;</FunctionalReferenceID></Declaration></MetaData>\n");
    text
}

/// Letters up to U+00FF become one byte, others a question mark, as careless software does it.
fn latin_1(sound: &Sound) -> Vec<u8> {
    let text = String::from_utf8_lossy(&sound.declaration);
    text.replace("Liège", "Liège (Aéroport)")
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
        .collect()
}
