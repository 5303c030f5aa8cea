//! Files of the nomenclature, our own samples and the official ones where they lie beside the
//! repository.

#![allow(
    clippy::unwrap_used,
    reason = "the lint's exemption for tests stops short of their shared parts"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use customs::nomenclature::{Edition, System};
use exchange::{NomenclatureFile, Refusal, read_nomenclature};
use rstest::rstest;

const TARIC: &str = "\
Goods code,Start date,End date,Language,Hier. Pos.,Indent,Description,Descr. start date
6100000000 80,31-12-1971,,EN,2.0,,KNITTED CLOTHING,31-12-1971
6109000000 80,01-01-1972,,EN,4.0,,\"T-shirts, singlets and other vests\",01-01-2022
6109100000 80,01-01-1972,,EN,6.0,- ,Of cotton,01-01-2014
6109100010 80,10-03-2015,31-12-2026,EN,10.0,- - ,Of a weight not exceeding 200|g/m$2,10-03-2015
6109100090 80,10-03-2015,,EN,10.0,- - ,Other,10-03-2015
";

fn read(bytes: &[u8]) -> Result<NomenclatureFile, Refusal> {
    read_nomenclature(Cursor::new(bytes)).unwrap()
}

/// Every line as `code suffix indent text unit`.
fn told(file: &NomenclatureFile) -> Vec<String> {
    let mut all = Vec::new();
    for (language, lines) in &file.languages {
        for line in lines {
            all.push(format!(
                "{} {}/{} {:?} {} {}",
                language.as_deref().unwrap_or("?"),
                line.code,
                line.suffix,
                line.indent,
                line.description,
                line.unit.as_deref().unwrap_or("-"),
            ));
        }
    }
    all
}

#[test]
fn taric_comes_with_indents_suffixes_and_days() {
    let file = read(TARIC.as_bytes()).unwrap();
    assert_eq!((file.system, file.refused.len()), (System::Taric, 0));
    assert_eq!(
        told(&file),
        [
            "en 61/80 Some(0) KNITTED CLOTHING -",
            "en 6109/80 Some(0) T-shirts, singlets and other vests -",
            "en 6109 10/80 Some(1) Of cotton -",
            "en 6109 10 00 10/80 Some(2) Of a weight not exceeding 200\u{a0}g/m² -",
            "en 6109 10 00 90/80 Some(2) Other -",
        ]
    );
    let line = &file.languages[0].1[3];
    assert_eq!(line.valid_from, Some("2015-03-10".parse().unwrap()));
    assert_eq!(line.valid_until, Some("2026-12-31".parse().unwrap()));
}

/// The same rows as a workbook: numbers and dates as spreadsheets keep them, a title above.
fn workbook(rows: &[Vec<String>]) -> Vec<u8> {
    let mut sheet = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (at, row) in rows.iter().enumerate() {
        write!(sheet, "<row r=\"{}\">", at + 1).unwrap();
        for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let place = format!("{}{}", (b'A' + column as u8) as char, at + 1);
            match (text.parse::<f64>(), text.parse::<chrono::NaiveDate>()) {
                (_, Ok(day)) => {
                    let epoch: chrono::NaiveDate = "1899-12-30".parse().unwrap();
                    let days = (day - epoch).num_days();
                    write!(sheet, "<c r=\"{place}\" s=\"1\"><v>{days}</v></c>").unwrap();
                }
                (Ok(number), _) => {
                    write!(sheet, "<c r=\"{place}\"><v>{number}</v></c>").unwrap();
                }
                _ => {
                    let text = text.replace('&', "&amp;").replace('<', "&lt;");
                    write!(
                        sheet,
                        "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    )
                    .unwrap();
                }
            }
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheets><sheet name=\"EN\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{REL}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_spreadsheet_says_the_same_as_the_text() {
    let mut rows = cells(TARIC);
    rows.insert(0, vec!["Nomenclature of 2025".to_owned()]);
    for row in &mut rows[2..] {
        let (day, month_and_year) = row[1].split_once('-').unwrap();
        let (month, year) = month_and_year.split_once('-').unwrap();
        row[1] = format!("{year}-{month}-{day}");
    }
    let sheet = read(&workbook(&rows)).unwrap();
    let text = read(TARIC.as_bytes()).unwrap();
    assert_eq!(sheet.languages, text.languages);
    assert_eq!(sheet.system, System::Taric);
}

#[test]
fn the_combined_nomenclature_has_units_and_any_encoding() {
    let text = "code;description;unit_id\r\n61091000;\"T-shirts, van katoen\";intrastat_unit_pce\r\n\
                85395200;\"Leds, geïsoleerd van het net\";intrastat_unit_kg_N\r\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for bytes in [text.as_bytes(), &latin] {
        let file = read(bytes).unwrap();
        assert_eq!(file.system, System::Cn);
        assert_eq!(
            told(&file),
            [
                "nl 6109 10 00/80 None T-shirts, van katoen pce",
                "nl 8539 52 00/80 None Leds, geïsoleerd van het net kg N",
            ]
        );
    }
}

#[test]
fn the_harmonized_system_is_as_deep_as_its_codes() {
    let text = "section,hscode,description,parent,level\n\
                XI,61,Apparel of the knitted kind,TOTAL,2\n\
                XI,6109,\"T-shirts, other than of wool\",61,4\n\
                XI,610910,T-shirts; of cotton,6109,6\n\
                TOTAL,TOTAL,Total of all commodities,TOTAL,5\n";
    let file = read(text.as_bytes()).unwrap();
    assert_eq!(file.system, System::Hs);
    assert_eq!(told(&file).len(), 3);
    let refused = &file.refused[0];
    assert_eq!((refused.place.line, refused.code.as_str()), (5, "bad_goods_code"));
}

#[rstest]
#[case::code("610910001 80,,,EN,10.0,- ,Of cotton,", "bad_goods_code")]
#[case::more_digits_than_the_position("6109100010 80,,,EN,6.0,- ,Of cotton,", "bad_goods_code")]
#[case::suffix("6109100010 8x,,,EN,10.0,- ,Of cotton,", "bad_goods_code")]
#[case::zero_gone("101210000,,,EN,6.0,- ,Horses,", "bad_goods_code")]
#[case::date("6109100010 80,soon,,EN,10.0,- ,Of cotton,", "bad_line")]
#[case::language("6109100010 80,,,English,10.0,- ,Of cotton,", "bad_line")]
#[case::nothing_said("6109100010 80,,,EN,10.0,- , ,", "missing_description")]
#[case::twice("6109000000 80,,,EN,4.0,,Vests,", "duplicate_line")]
#[case::short_row("6109100010 80", "missing_description")]
fn a_bad_line_is_refused_by_its_number_and_the_rest_stays(#[case] row: &str, #[case] code: &str) {
    let text =
        TARIC.replace("6109100010 80,10-03-2015,31-12-2026", &format!("{row}\n6109100010 20,,"));
    let file = read(text.as_bytes()).unwrap();
    assert_eq!(file.refused_count, 1);
    let refused = &file.refused[0];
    assert_eq!((refused.place.line, refused.code.as_str()), (5, code), "{refused}");
    assert!(!refused.reason.is_empty() && !refused.hint.is_empty());
    assert_eq!(told(&file).len(), 5);
}

#[rstest]
#[case::nothing(b"".to_vec(), "unknown_nomenclature")]
#[case::parcels(b"lrn;commodity_code;description\nLGG-1;640399;Shoes\n".to_vec(), "unknown_nomenclature")]
#[case::header_only(b"Goods code,Description\n".to_vec(), "unknown_nomenclature")]
#[case::all_lines_bad(b"code,description\nTOTAL,All\n".to_vec(), "bad_goods_code")]
#[case::picture(vec![0x89; 4096], "unknown_nomenclature")]
#[case::broken_workbook(b"PK\x03\x04 and nothing".to_vec(), "damaged_spreadsheet")]
fn what_is_no_nomenclature_is_refused_as_a_whole(#[case] bytes: Vec<u8>, #[case] code: &str) {
    let refusal = read(&bytes).unwrap_err();
    assert_eq!(refusal.code.as_str(), code, "{refusal}");
}

#[test]
fn a_cell_far_away_costs_no_memory() {
    let sheet = workbook(&cells(TARIC));
    let mut archive = zip::ZipArchive::new(Cursor::new(sheet)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = std::io::read_to_string(&mut part).unwrap();
        text = text.replace(
            "</sheetData>",
            "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
        );
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    let file = read(&out.finish().unwrap().into_inner()).unwrap();
    assert_eq!(told(&file).len(), 5);
}

fn official(name: &str) -> Option<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/reference");
    let found = std::fs::read(root.join(name)).ok();
    if found.is_none() {
        eprintln!("skipped: {name} is not beside the repository");
    }
    found
}

#[rstest]
#[case::english("taric_nomenclature_2025_en.csv", System::Taric, "en", 25_401, 0)]
#[case::french("taric_nomenclature_2025_fr.csv", System::Taric, "fr", 25_441, 0)]
#[case::german("taric_nomenclature_2025_de.csv", System::Taric, "de", 25_438, 0)]
#[case::combined("cn8_2023_nl.csv", System::Cn, "nl", 9_759, 0)]
#[case::harmonized("hs2022.csv", System::Hs, "en", 6_668, 1)]
fn official_files_come_in_whole(
    #[case] name: &str,
    #[case] system: System,
    #[case] language: &str,
    #[case] lines: usize,
    #[case] refused: u64,
) {
    let Some(bytes) = official(name) else { return };
    let file = read(&bytes).unwrap();
    assert_eq!(file.refused_count, refused, "{:?}", file.refused.first());
    assert_eq!(file.system, system);
    assert_eq!(file.languages.len(), 1);
    assert_eq!(
        (file.languages[0].0.as_deref(), file.languages[0].1.len()),
        (Some(language), lines)
    );
}

/// The Commission's own list of declarable codes says of each line whether it is a leaf.
#[test]
fn the_tree_agrees_with_the_official_list_of_declarable_codes() {
    let files = ["taric_nomenclature_2025_de.csv", "taric_declarable_codes_2025.csv"];
    let [Some(texts), Some(list)] = files.map(official) else { return };
    let file = read(&texts).unwrap();
    let (_, lines) = file.languages.into_iter().next().unwrap();
    let edition = Edition::empty(System::Taric, "2025-01-01".parse().unwrap()).with("de", lines);
    let list = String::from_utf8(list).unwrap();
    let mut reader = csv::Reader::from_reader(list.trim_start_matches('\u{feff}').as_bytes());
    let (mut compared, mut others) = (0, Vec::new());
    for row in reader.records().map(Result::unwrap) {
        let (code, suffix) = row[0].split_once(' ').unwrap();
        let places = edition.tree.beginning_with(code);
        let nodes = places.filter_map(|place| edition.tree.at(place));
        let mut nodes = nodes.take_while(|node| node.code.padded() == code);
        let same = nodes.find(|node| node.suffix.to_string() == suffix);
        let Some(node) = same else { continue };
        compared += 1;
        if node.declarable != (&row[3] == "1" && suffix == "80") {
            others.push(row[0].to_owned());
        }
    }
    assert_eq!(others, [""; 0], "of {compared}");
    assert_eq!(compared, 25_438);
}
