//! Measures the store: how fast declarations come in, how fast the queue answers, how much disk they
//! take. `cargo run --release -p store --example measure -- 100000`

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use customs::{Charges, Currency, Element, Lane, Verdict};
use journal::{
    AttachmentHash, Decided, Decision, DeclarationId, DeviceId, Draft, EntryId, Event, Queued,
    Source, Status,
};
use rust_decimal::Decimal;
use store::{Filter, QueueQuery, Reader, Sort, Store, StoreError};
use uuid::Uuid;

const PART: u64 = 10_000;
const TIMES: u64 = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: u64 = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path(), || DeviceId(Uuid::from_u128(1)))?;

    let parcels: Vec<Queued> = (0..count.min(PART)).map(parcel).collect();
    let mut spent = Duration::ZERO;
    for start in (0..count).step_by(PART as usize) {
        let drafts: Vec<Draft> = (start..count.min(start + PART))
            .map(|number| draft(number, numbered(&parcels[(number % PART) as usize], number)))
            .collect();
        let began = Instant::now();
        store.write(|tx| drafts.into_iter().try_for_each(|draft| tx.append(draft).map(drop)))?;
        spent += began.elapsed();
    }
    let rate = u128::from(count) * 1_000_000 / spent.as_micros().max(1);
    println!("import                   {rate} declarations/s");

    let reader = store.reader()?;
    let journal = std::fs::metadata(folder.path().join("journal.sqlite"))?.len();
    println!("disk                     {} bytes/declaration", journal / count.max(1));
    questions(&reader, count)?;

    p95("decision on disk", |number| {
        let decided = Decided { decision: Decision::Approve, reason: None, batch: Uuid::nil() };
        let id = EntryId(Uuid::from_u128(u128::from(count + number)));
        let draft = Draft { id, ..draft(number * 7 % count, decided) };
        store.write(|tx| tx.append(draft)).map(drop)
    })?;
    let began = Instant::now();
    let problems = store.verify(|_| {})?.problems;
    let missing = problems.iter().filter(|problem| problem.code == "file_missing").count();
    println!(
        "verify                   {:?}, {} problems",
        began.elapsed(),
        problems.len() - missing
    );
    let began = Instant::now();
    store.rebuild(|_| {})?;
    println!("rebuild                  {:?}", began.elapsed());
    Ok(())
}

fn questions(reader: &Reader, count: u64) -> Result<(), StoreError> {
    let queued = || Filter::status(Status::Queued);
    let page = |filter: Filter, sort, offset| {
        let query = QueueQuery { filter, sort, descending: false, offset, limit: 100 };
        reader.queue(&query).map(drop)
    };
    p95("page of the main view", |n| page(queued(), Sort::Lane, n * 10 % 1_000))?;
    p95("page in the middle", |n| page(queued(), Sort::Lane, count / 2 + n))?;
    for sort in [Sort::Lrn, Sort::Goods, Sort::Hs, Sort::Origin, Sort::Value, Sort::Charges] {
        p95(&format!("page by {sort:?}"), |n| page(queued(), sort, n))?;
    }
    let filters = [
        ("lane", Filter { lanes: vec![Lane::Red], ..queued() }),
        ("errors", Filter { errors_only: true, ..queued() }),
        ("hs prefix", Filter { hs_prefix: Some("9405".to_owned()), ..queued() }),
        ("origin", Filter { origin: Some("CN".to_owned()), ..queued() }),
        ("value", Filter { value_from: Some(14_000), ..queued() }),
        ("waybill", Filter { transport_document: Some("157-00000003".to_owned()), ..queued() }),
        ("split", Filter { split_only: true, ..queued() }),
        ("search lamp", Filter { search: Some("lamp".to_owned()), ..queued() }),
        ("search two words", Filter { search: Some("oak vase".to_owned()), ..queued() }),
        ("search l", Filter { search: Some("l".to_owned()), ..queued() }),
        ("search reference", Filter { search: Some("LGG-00004".to_owned()), ..queued() }),
    ];
    for (name, filter) in filters {
        p95(&format!("page, {name}"), |n| page(filter.clone(), Sort::Lane, n % 10))?;
        p95(&format!("count, {name}"), |_| reader.count(&filter).map(drop))?;
    }
    p95("next after", |n| {
        let id = DeclarationId(Uuid::from_u128(u128::from(n * 97 % count)));
        reader.next_after(id, &queued(), Sort::Lane, false).map(drop)
    })?;
    p95("position of", |n| {
        let id = DeclarationId(Uuid::from_u128(u128::from(n * 97 % count)));
        reader.position_of(id, &queued(), Sort::Lane, false).map(drop)
    })
}

fn p95(name: &str, mut ask: impl FnMut(u64) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let mut times = Vec::new();
    for number in 0..TIMES {
        let began = Instant::now();
        ask(number)?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let at = |percent: usize| times[times.len() * percent / 100].as_micros();
    println!("{name:<24} p50 {:>7} µs   p95 {:>7} µs", at(50), at(95));
    Ok(())
}

fn draft(number: u64, event: impl Into<Event>) -> Draft {
    let id = Uuid::from_u128(u128::from(number));
    Draft {
        id: EntryId(id),
        subject: Some(DeclarationId(id)),
        event: event.into(),
        actor: "import".to_owned(),
        at: moment() + TimeDelta::seconds(i64::try_from(number / 100).unwrap_or(0)),
        base_revision: 0,
    }
}

fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_620_800, 0).unwrap_or_default()
}

/// The same parcel under another reference.
fn numbered(queued: &Queued, number: u64) -> Queued {
    let mut queued = queued.clone();
    let reference = "FunctionalReferenceID".parse();
    if let Ok(path) = reference {
        queued.body.set(&path, Some(&format!("LGG-{number:08}")));
    }
    queued
}

fn pick<'a>(words: &[&'a str], number: u64) -> &'a str {
    words[(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) as usize % words.len()]
}

/// A low-value parcel with the elements that a carrier's table has.
fn parcel(number: u64) -> Queued {
    let lanes = [Lane::Green, Lane::Green, Lane::Green, Lane::Green, Lane::Yellow, Lane::Red];
    let verdict = Verdict {
        lane: lanes[(number * 7 % 6) as usize],
        lane_reasons: vec![],
        criteria: vec![],
        findings: vec![],
        charges: Charges {
            lines: vec![],
            payable: Decimal::new(i64::try_from(number % 3_000).unwrap_or(0), 2),
            currency: Currency::eur(),
            customs_value: None,
            gaps: vec![],
        },
        pack_hash: "5f".repeat(32),
        rules_of: NaiveDate::default(),
        rates: Vec::new(),
    };
    let source = Source {
        file: AttachmentHash("0a".repeat(32)),
        name: "flight-157.csv".to_owned(),
        format: "h7_csv".to_owned(),
        record: number,
        line: number + 1,
    };
    Queued { source, body: body(number), verdict }
}

fn body(number: u64) -> Element {
    let shipment = Element::new("GoodsShipment")
        .with(Element::new("Consignment").with(document(
            "TransportContractDocument",
            "N740",
            format!("157-{:08}", number / 300),
        )))
        .with(party("Consignor", "Shenzhen Bright Trading Co., Ltd.", "CN", number))
        .with(Element::new("GoodsMeasure").with(Element::leaf("GrossMassMeasure", "0.450")))
        .with(item(number))
        .with(party(
            "Importer",
            pick(&["Jan Claes", "Zoé Lefèvre", "Юлия Смирнова", "王小明"], number),
            "BE",
            number,
        ))
        .with(
            Element::new("DomesticDutyTaxParty")
                .with(Element::leaf("ID", "IM0561234567"))
                .with(Element::leaf("RoleCode", "FR5")),
        )
        .with(document("PreviousDocument", "N337", format!("26BE{:014}", number / 300)))
        .with(document("SupportingDocument", "N703", format!("LGGE{number:011}")));
    Element::new("Declaration")
        .with(Element::leaf("ProcedureCategory", "H7"))
        .with(Element::leaf("FunctionalReferenceID", format!("LGG-{number:08}")))
        .with(Element::leaf("TypeCode", "IMA"))
        .with(Element::leaf("DeclarationOfficeID", "BE532000"))
        .with(Element::new("Declarant").with(Element::leaf("ID", "BE0428759497")))
        .with(shipment)
}

fn document(name: &str, kind: &str, reference: String) -> Element {
    Element::new(name)
        .with(Element::leaf("SequenceNumeric", "1"))
        .with(Element::leaf("ID", reference))
        .with(Element::leaf("Type", kind))
}

fn party(role: &str, name: &str, country: &str, number: u64) -> Element {
    let address = Element::new("Address")
        .with(Element::leaf("CityName", pick(&["Liège", "Gent", "Namur", "Shenzhen"], number)))
        .with(Element::leaf("CountryCode", country))
        .with(Element::leaf("Line", format!("Rue Haute {}", number % 990)))
        .with(Element::leaf("PostcodeID", format!("{}", 1_000 + number % 8_999)));
    Element::new(role)
        .with(Element::leaf("Name", format!("{name} {}", number % 4_000)))
        .with(address)
}

fn item(number: u64) -> Element {
    let goods =
        ["LED lamp", "oak vase", "手机壳", "cotton T-shirt", "USB cable", "steel mug", "lampshade"];
    let codes = ["940521", "701391", "392690", "610910", "854442", "732393", "940599"];
    let value = Decimal::new(i64::try_from(number * 37 % 15_000).unwrap_or(0), 2);
    let commodity = Element::new("Commodity")
        .with(Element::leaf("Description", pick(&goods, number)))
        .with(
            Element::new("Classification")
                .with(Element::leaf("ID", pick(&codes, number)))
                .with(Element::leaf("IdentificationTypeCode", "HS")),
        )
        .with(
            Element::new("InvoiceLine").with(
                Element::leaf("ItemChargeAmount", value.to_string())
                    .with_attribute("currencyID", "EUR"),
            ),
        );
    let procedure =
        |code: &str| Element::new("GovernmentProcedure").with(Element::leaf("CurrentCode", code));
    Element::new("GovernmentAgencyGoodsItem")
        .with(Element::leaf("SequenceNumeric", "1"))
        .with(commodity)
        .with(procedure("40").with(Element::leaf("PreviousCode", "00")))
        .with(procedure("F48"))
        .with(
            Element::new("Origin")
                .with(Element::leaf("CountryCode", pick(&["CN", "US", "TR"], number))),
        )
        .with(Element::new("Packaging").with(Element::leaf("QuantityQuantity", "1")))
}
