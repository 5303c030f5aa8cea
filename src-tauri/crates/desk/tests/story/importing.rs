//! Files come in: new, changed, known, waiting, refused. Nothing is half imported.

use std::io::{Cursor, Write};

use desk::contract::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::bench::*;

fn row(bench: &Bench, lrn: &str) -> QueueRow {
    bench.show(lrn).row
}

#[test]
fn the_same_file_twice_adds_nothing() {
    let bench = Bench::new();
    let file = h7(&[CLEAN, Parcel { lrn: "LGG-26-0000002-01", ..CLEAN }]);
    let first = bench.import(&[("flight.csv", &file)]);
    assert_eq!((first.new, first.unchanged), (2, 0));
    let again = bench.import(&[("flight again.csv", &file)]);
    assert_eq!((again.new, again.amended, again.unchanged), (0, 0, 2));
    assert_eq!(bench.queue(Filter::default()).total, 2);
    assert_eq!(bench.show(CLEAN.lrn).timeline.len(), 1);
}

/// A forwarder's archive: each file in it is reported by itself, and one that is broken keeps none of
/// the others out.
#[test]
fn the_files_of_an_archive_come_in_one_by_one() {
    let bench = Bench::new();
    let second = Parcel { lrn: "LGG-26-0000002-01", ..CLEAN };
    let (one, two) = (h7(&[CLEAN]), h7(&[second]));
    let files =
        [("784/a.csv", one.as_str()), ("784/letter.txt", "Dear broker,"), ("b.csv", two.as_str())];
    let archive = packed(&files);
    let report = bench.import_bytes(&[("day.zip", &archive)]);
    let told: Vec<_> =
        report.files.iter().map(|file| (file.path.as_str(), file.declarations)).collect();
    let letter = ("day.zip/784/letter.txt", 0);
    assert_eq!(told, [("day.zip/784/a.csv", 1), letter, ("day.zip/b.csv", 1)]);
    assert_eq!(report.files[1].refused[0].code, "unknown_format");
    assert_eq!((report.new, report.refused), (2, 1));

    let evidence = bench.show(CLEAN.lrn).evidence;
    let source = evidence.iter().find(|file| file.purpose == AttachmentPurpose::Source).unwrap();
    assert_eq!((source.name.as_str(), source.media_type.as_str()), ("day.zip", "application/zip"));
    let imports: Imports = bench.ask(Request::Imports(Nothing {}));
    assert_eq!(imports.imports[0].report.files[0].path, "day.zip/784/a.csv");
    assert_eq!(bench.import_bytes(&[("again.zip", &archive)]).unchanged, 2);
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_changed_declaration_is_amended_and_both_versions_stay() {
    let bench = Bench::new();
    let older = h7(&[CLEAN]);
    let newer = h7(&[Parcel { value: "55.00", ..CLEAN }]);
    bench.import(&[("v1.csv", &older)]);
    assert_eq!(bench.import(&[("v2.csv", &newer)]).amended, 1);

    let view = bench.show(CLEAN.lrn);
    assert_eq!(view.items[0].value.map(|value| value.to_string()).as_deref(), Some("55.00"));
    let change = view.timeline[1]
        .changes
        .iter()
        .find(|change| change.from.as_deref() == Some("41.20"))
        .unwrap();
    assert_eq!(change.to.as_deref(), Some("55.00"));
    assert_eq!(change.data_element.as_deref(), Some("14 14 014 000"));
    assert_eq!(
        view.evidence.iter().filter(|file| file.purpose == AttachmentPurpose::Source).count(),
        1
    );

    let both_again = bench.import(&[("v1.csv", &older), ("v2.csv", &newer)]);
    assert_eq!((both_again.amended, both_again.unchanged), (0, 2), "neither version is new");
}

#[test]
fn an_approval_does_not_carry_over_to_a_newer_version() {
    let bench = Bench::new();
    bench.import(&[("v1.csv", &h7(&[CLEAN]))]);
    bench.decide(CLEAN.lrn, Decision::Approve);
    assert_eq!(row(&bench, CLEAN.lrn).status, Status::Approved);
    bench.import(&[("v2.csv", &h7(&[Parcel { value: "149.00", ..CLEAN }]))]);
    assert_eq!(row(&bench, CLEAN.lrn).status, Status::Queued);
}

/// Whatever the order in which declaration and replies come in, the declaration ends up released
/// under its MRN and no reply is lost.
#[test]
fn replies_find_their_declaration_in_any_order() {
    let declaration = h7(&[CLEAN]);
    let accepted = reply("01", CLEAN.lrn, MRN, "20261120090000", "");
    let by_mrn_only = reply("09", "", MRN, "20261120100000", "")
        .replace("<FunctionalReferenceID></FunctionalReferenceID>", "");
    let files = [
        ("declaration.csv", &declaration),
        ("accepted.xml", &accepted),
        ("released.xml", &by_mrn_only),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let bench = Bench::new();
        for index in order {
            let (name, text) = files[index];
            bench.import(&[(name, text.as_str())]);
        }
        let view = bench.show(CLEAN.lrn);
        assert_eq!(view.row.status, Status::Released, "order {order:?}");
        assert_eq!(view.row.mrn.as_deref(), Some(MRN), "order {order:?}");
        let imports: Imports = bench.ask(Request::Imports(Nothing {}));
        assert_eq!(imports.waiting_messages, 0, "order {order:?}");
        bench.is_sound();
    }
}

#[test]
fn a_reply_without_its_declaration_waits_and_is_counted_once() {
    let bench = Bench::new();
    let early = reply("01", CLEAN.lrn, MRN, "20261120090000", "");
    assert_eq!(bench.import(&[("early.xml", &early)]).waiting, 1);
    assert_eq!(bench.import(&[("early.xml", &early)]).waiting, 0, "it is known already");
    let imports: Imports = bench.ask(Request::Imports(Nothing {}));
    assert_eq!(imports.waiting_messages, 1);
    bench.import(&[("declaration.csv", &h7(&[CLEAN]))]);
    assert_eq!(row(&bench, CLEAN.lrn).status, Status::Accepted);
}

#[test]
fn bad_records_are_refused_by_name_and_the_good_ones_come_in() {
    let bench = Bench::new();
    let mut file = h7(&[CLEAN, Parcel { lrn: "LGG-26-0000002-01", ..CLEAN }]);
    file.push_str("\nLGG-26-0000003-01;IM;A\n");
    let report = bench.import(&[("flight.csv", &file)]);
    assert_eq!((report.new, report.refused), (2, 1));
    let refused = &report.files[0].refused[0];
    assert_eq!(refused.code, "wrong_column_count");
    assert_eq!((refused.record, refused.line), (3, 4));
    assert_eq!(refused.reference.as_deref(), Some("LGG-26-0000003-01"));
    assert!(!refused.reason.is_empty() && !refused.hint.is_empty());

    let told: Imports = bench.ask(Request::Imports(Nothing {}));
    assert_eq!(
        told.imports[0].report.files[0].refused[0].code, "wrong_column_count",
        "it stays on record"
    );
}

#[test]
fn rubbish_is_refused_and_leaves_no_declaration() {
    let bench = Bench::new();
    let files: [(&str, &[u8]); 4] = [
        ("empty.xml", b""),
        ("photo.xml", &[0x89, b'P', b'N', b'G', 0, 1, 2, 3]),
        ("order.xml", b"<PurchaseOrder/>"),
        ("bomb.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><Declaration>&b;</Declaration>"),
    ];
    let report = bench.import_bytes(&files);
    assert_eq!((report.declarations, report.messages, report.refused), (0, 0, 4));
    assert_eq!(bench.queue(Filter::default()).total, 0);
    bench.is_sound();
}

#[test]
fn the_source_stays_to_the_byte_as_evidence() {
    let bench = Bench::new();
    let file = format!("\u{feff}{}\r\n", h7(&[CLEAN]));
    bench.import(&[("flight.csv", &file)]);
    let view = bench.show(CLEAN.lrn);
    let source =
        view.evidence.iter().find(|file| file.purpose == AttachmentPurpose::Source).unwrap();
    assert_eq!(bench.desk.blob(&source.hash).unwrap().bytes, file.as_bytes());
}

#[test]
fn columns_that_nobody_knows_are_kept() {
    let bench = Bench::new();
    let plain = h7(&[CLEAN]);
    let extra = ["gift_wrap", "with a bow"];
    let rows: Vec<String> =
        plain.lines().zip(extra).map(|(row, value)| format!("{row};{value}")).collect();
    bench.import(&[("flight.csv", &rows.join("\n"))]);
    let elements: Elements =
        bench.ask(Request::Elements(ShowRequest { id: CLEAN.lrn.to_owned(), language: None }));
    assert!(elements.elements.iter().any(|element| element.value == "with a bow"));
}

#[test]
fn a_running_import_can_be_watched_and_stopped() {
    let bench = Bench::new();
    let lrns: Vec<String> = (0..3_000).map(|number| format!("LGG-26-{number:07}-01")).collect();
    let parcels: Vec<Parcel<'_>> = lrns.iter().map(|lrn| Parcel { lrn, ..CLEAN }).collect();
    let staged = bench.stage("flight.csv", h7(&parcels).as_bytes());
    let started: ImportProgress =
        bench.ask(Request::StartImport(StartImport { staged: vec![staged] }));
    let job = ImportJob { job: started.job };
    bench.ask::<ImportProgress>(Request::CancelImport(job.clone()));
    let ended = loop {
        let progress: ImportProgress = bench.ask(Request::ImportStatus(job.clone()));
        if progress.stage != ImportStage::Running {
            break progress;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert_eq!(ended.stage, ImportStage::Cancelled);
    assert!(ended.report.declarations < 3_000, "it stopped before the end");
    assert_eq!(bench.queue(Filter::default()).total, ended.report.new, "what came in stays");
    bench.is_sound();
}

#[test]
fn a_reply_that_comes_just_before_its_declaration_does_not_wait() {
    let bench = Bench::new();
    let early = reply("01", CLEAN.lrn, MRN, "20261120090000", "");
    let report = bench.import(&[("0-reply.xml", &early), ("1-flight.csv", &h7(&[CLEAN]))]);
    assert_eq!((report.new, report.messages, report.waiting), (1, 1, 0));
}

#[test]
fn one_lrn_for_two_parcels_of_a_file_is_refused_and_the_first_stays() {
    let bench = Bench::new();
    let other = Parcel { lrn: "LGG-26-0000002-01", ..CLEAN };
    let again = Parcel { value: "99.00", importer: "Somebody Else", ..CLEAN };
    let file = h7(&[CLEAN, other, again]);
    for _ in 0..2 {
        let report = bench.import(&[("flight.csv", &file)]);
        assert_eq!((report.declarations, report.refused), (2, 1));
        assert_eq!(report.files[0].refused[0].code, "duplicate_lrn");
        assert_eq!(report.files[0].refused[0].line, 4);
    }
    assert_eq!(bench.show(CLEAN.lrn).row.consignee, "J. Peeters");
}

const STRANGE: &str = "Zending;EORI nr;Volg;Prijs;Munt;Inhoud;Tarief\n\
    LGG-26-0000001-01;BE0123456789;1;12,50;EUR;cotton socks;611595\n";

fn maps(bench: &Bench, said: &[(&str, &str)]) -> HeaderMappings {
    let mappings = said.iter().map(|(header, column)| HeaderMapping {
        header: (*header).to_owned(),
        column: (*column).to_owned(),
    });
    bench.ask(Request::MapHeaders(MapHeaders { mappings: mappings.collect() }))
}

/// A sender who calls everything otherwise: refused with offers, mapped once, and never asked again.
#[test]
fn strange_headers_are_mapped_once() {
    let bench = Bench::new();
    let refused = bench.import(&[("a.csv", STRANGE)]);
    assert_eq!((refused.declarations, refused.refused), (0, 1));
    let unknown = &refused.files[0].unknown_headers;
    assert_eq!((unknown.len(), unknown[3].header.as_str()), (7, "Prijs"));
    assert_eq!(
        (&unknown[3].samples[..], unknown[3].offers[0].as_str()),
        (&["12,50".to_owned()][..], "value")
    );

    let said: Vec<(&str, &str)> = unknown
        .iter()
        .map(|header| header.header.as_str())
        .zip([
            "lrn",
            "declarant_id",
            "11 03 001",
            "value",
            "currency",
            "description",
            "commodity_code",
        ])
        .collect();
    let remembered = maps(&bench, &said);
    assert_eq!(remembered.mappings[2].column, "item_number");
    let bench = bench.restart();
    let report = bench.import(&[("a.csv", STRANGE)]);
    assert_eq!((report.new, report.files[0].unknown_headers.len()), (1, 0));
    assert_eq!(row(&bench, "LGG-26-0000001-01").lrn, "LGG-26-0000001-01");

    let left: HeaderMappings =
        bench.ask(Request::ForgetHeader(ForgetHeader { header: "PRIJS".into() }));
    assert_eq!(left.mappings.len(), 6);
    assert_eq!(bench.import(&[("b.csv", &STRANGE.replace("-01;", "-02;"))]).refused, 1);
}

/// A column was kept aside until somebody said what it means: the same file then tells more, and is
/// not taken for a contradiction in itself.
#[test]
fn a_file_that_came_in_tells_more_once_it_is_mapped() {
    let bench = Bench::new();
    let file = h7(&[CLEAN]);
    let file = file.replacen("\n", ";Versandort\n", 1);
    let at = file.trim_end().len();
    let file = format!("{};Hangzhou\n", file[..at].trim_end());
    let first = bench.import(&[("flight.csv", &file)]);
    assert_eq!((first.new, first.files[0].unknown_headers[0].header.as_str()), (1, "Versandort"));
    maps(&bench, &[("Versandort", "exporter_city")]);
    let again = bench.import(&[("flight.csv", &file)]);
    assert_eq!((again.amended, again.refused), (1, 0), "{again:?}");
    assert_eq!(bench.import(&[("flight.csv", &file)]).unchanged, 1);
}

#[test]
fn a_mapping_to_nothing_is_refused() {
    let bench = Bench::new();
    let mappings = vec![HeaderMapping { header: "Colour".into(), column: "colour".into() }];
    let failure = bench.refused(Request::MapHeaders(MapHeaders { mappings }));
    assert_eq!(failure.code.as_str(), "bad_mapping");
}
