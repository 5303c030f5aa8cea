//! The nomenclature at the desk: imported, searched, shown, suggested from.

use desk::contract::*;
use rstest::rstest;

use crate::bench::{Bench, CLEAN, MRN, Parcel, h7, reply};

const ENGLISH: &str = "\
Goods code,Start date,End date,Language,Hier. Pos.,Indent,Description
6100000000 80,01-01-1972,,EN,2.0,,KNITTED CLOTHING
6105000000 80,01-01-1972,,EN,4.0,,\"Men's shirts, knitted\"
6105100000 80,01-01-1972,,EN,6.0,- ,Of cotton
6109000000 80,01-01-1972,,EN,4.0,,\"T-shirts, singlets and other vests\"
6109100000 80,01-01-1972,,EN,6.0,- ,Of cotton
6109100010 80,10-03-2015,,EN,10.0,- - ,T-shirts
6109100090 80,10-03-2015,,EN,10.0,- - ,Other
6109902000 10,01-01-2008,,EN,8.0,- ,Of other materials
6109902000 80,01-01-2008,,EN,8.0,- - ,Of wool
6109909000 80,01-01-2008,31-12-2025,EN,8.0,- - ,Other
9405000000 80,01-01-1972,,EN,4.0,,\"Luminaires, lamps\"
";
const FRENCH: &str = "\
Goods code,Start date,End date,Language,Hier. Pos.,Indent,Description
6109000000 80,01-01-1972,,FR,4.0,,T-shirts et maillots de corps
6109100000 80,01-01-1972,,FR,6.0,- ,de coton
";
const GERMAN: &str = "\
Goods code,Start date,End date,Language,Hier. Pos.,Indent,Description
6109000000 80,01-01-1972,,DE,4.0,,T-Shirts und Unterhemden
6109100000 80,01-01-1972,,DE,6.0,- ,aus Baumwolle
";
const UNITS: &str = "code;description;unit_id\n61091000;\"T-shirts, van katoen, het hele jaar\";intrastat_unit_pce\n";

fn import(bench: &Bench, name: &str, text: &str) -> NomenclatureReport {
    let staged = vec![bench.stage(name, text.as_bytes())];
    let request = ImportNomenclature { staged, language: None, from: None };
    bench.ask(Request::ImportNomenclature(request))
}

fn stocked() -> Bench {
    let bench = Bench::new();
    for (name, text) in [
        ("taric 2025 en.csv", ENGLISH),
        ("taric 2025 fr.csv", FRENCH),
        ("taric 2025 de.csv", GERMAN),
        ("cn 2023 nl.csv", UNITS),
    ] {
        assert_eq!(import(&bench, name, text).refused, 0, "{name}");
    }
    bench
}

fn search(bench: &Bench, text: &str) -> TariffFound {
    let text = text.to_owned();
    bench.ask(Request::TariffSearch(TariffSearch { text, language: None, on: None, limit: 20 }))
}

fn show(bench: &Bench, code: &str, on: Option<&str>) -> TariffView {
    let on = on.map(|day| day.parse().unwrap());
    let request = TariffShow { code: Some(code.to_owned()), suffix: None, language: None, on };
    bench.ask(Request::TariffShow(request))
}

#[rstest]
#[case::english("t-shirt cotton", "610910", "Of cotton")]
#[case::french("t-shirt coton", "610910", "de coton")]
#[case::german("Baumwolle T-Shirt", "610910", "aus Baumwolle")]
#[case::dutch("katoen", "61091000", "T-shirts, van katoen, het hele jaar")]
#[case::as_you_type("t-shirts cot", "610910", "Of cotton")]
#[case::code("6109 10", "610910", "Of cotton")]
#[case::part_of_a_code("61099", "61099020", "Of other materials")]
fn the_right_heading_comes_first(#[case] typed: &str, #[case] code: &str, #[case] text: &str) {
    let found = search(&stocked(), typed);
    let first = &found.lines[0];
    assert_eq!((first.code.as_str(), first.text.as_str()), (code, text), "{found:?}");
    assert!(found.all_words);
}

#[test]
fn where_no_line_has_all_words_those_with_most_are_told_as_such() {
    let found = search(&stocked(), "cotton t-shirt zebra");
    assert!(!found.all_words);
    assert_eq!(found.lines[0].code, "610910");
    assert_eq!(search(&stocked(), "zebra").lines.len(), 0);
}

#[test]
fn a_code_is_shown_with_its_path_its_unit_and_what_is_below() {
    let view = show(&stocked(), "6109.10", None);
    let line = view.line.unwrap();
    let path: Vec<&str> = line.path.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(path, ["KNITTED CLOTHING", "T-shirts, singlets and other vests"]);
    assert_eq!(line.unit.as_deref(), Some("pce"), "from the Combined Nomenclature");
    assert!(!line.declarable && view.exact && view.in_force && view.of_its_day);
    let below: Vec<(&str, bool)> =
        view.below.iter().map(|line| (line.code.as_str(), line.declarable)).collect();
    assert_eq!(below, [("6109100010", true), ("6109100090", true)]);
    let said: Vec<(&str, &str)> =
        view.texts.iter().map(|said| (said.language.as_str(), said.text.as_str())).collect();
    assert_eq!(said, [("de", "aus Baumwolle"), ("en", "Of cotton"), ("fr", "de coton")]);
}

#[test]
fn a_code_that_is_not_there_leads_to_the_nearest_above_it() {
    let bench = stocked();
    let view = show(&bench, "6109 30 00 00", None);
    assert!(!view.exact);
    assert_eq!(view.line.unwrap().code, "6109");
    let request =
        |code: &str| TariffShow { code: Some(code.into()), suffix: None, language: None, on: None };
    assert_eq!(bench.refused(Request::TariffShow(request("8517"))).code, "unknown_code");
    assert_eq!(bench.refused(Request::TariffShow(request("61O9"))).code, "no_code");
}

#[test]
fn an_old_declaration_finds_its_code_in_the_edition_of_its_day() {
    let bench = stocked();
    let newer = ENGLISH.replace("6109100010 80,10-03-2015,,EN,10.0,- - ,T-shirts\n", "");
    import(&bench, "taric 2026 en.csv", &newer);
    let then = show(&bench, "6109100010", Some("2025-07-01"));
    assert!(then.exact);
    assert_eq!(then.line.unwrap().text, "T-shirts");
    let now = show(&bench, "6109100010", None);
    assert_eq!((now.exact, now.edition.to_string().as_str()), (false, "2026-01-01"));
    // The line says itself until when it held.
    assert!(show(&bench, "6109909000", Some("2025-12-31")).in_force);
    assert!(!show(&bench, "6109909000", Some("2026-01-01")).in_force);
    // Older than all that is here: the oldest, and said so.
    assert!(!show(&bench, "6109", Some("2019-01-01")).of_its_day);

    let editions: TariffEditions = bench.ask(Request::TariffEditions(Nothing {}));
    let told: Vec<(String, bool, u32)> = editions
        .editions
        .iter()
        .map(|edition| (edition.from.to_string(), edition.in_force, edition.declarable))
        .collect();
    let expected = [("2026-01-01", true, 5), ("2025-01-01", false, 6), ("2023-01-01", true, 1)];
    assert_eq!(told, expected.map(|(from, now, count)| (from.to_owned(), now, count)));
}

#[test]
fn the_same_edition_again_keeps_what_old_declarations_refer_to() {
    let bench = stocked();
    let shorter = ENGLISH.replace("6109100010 80,10-03-2015,,EN,10.0,- - ,T-shirts\n", "");
    import(&bench, "taric 2025 en.csv", &shorter);
    let bench = bench.restart();
    let gone = show(&bench, "6109100010", None);
    let line = gone.line.unwrap();
    assert_eq!((line.text.as_str(), line.current, line.declarable), ("T-shirts", false, false));
    assert!(search(&bench, "61091000").lines.iter().all(|line| line.code != "6109100010"));
}

#[test]
fn bad_lines_and_files_are_refused_with_their_place() {
    let bench = Bench::new();
    let report =
        import(&bench, "taric 2025.csv", &ENGLISH.replace("6105100000 80", "61O5100000 80"));
    assert_eq!((report.lines, report.refused), (10, 1));
    let refused = &report.files[0].refused[0];
    assert_eq!((refused.line, refused.code.as_str()), (4, "bad_goods_code"));
    let report = import(&bench, "flight.csv", &h7(&[CLEAN]));
    assert_eq!(report.files[0].refused[0].code, "unknown_nomenclature");
    let names = "code,description\n810520,Cobalt\n";
    let report = import(&bench, "hs2022.csv", names);
    assert_eq!(report.files[0].refused[0].code, "language_unknown");
    let staged = vec![bench.stage("hs2022.csv", names.as_bytes())];
    let request = ImportNomenclature { staged, language: Some("en".into()), from: None };
    let report: NomenclatureReport = bench.ask(Request::ImportNomenclature(request));
    assert_eq!((report.lines, report.files[0].system), (1, Some(TariffSystem::Hs)));
}

#[test]
fn an_empty_desk_says_what_to_do() {
    let bench = Bench::new();
    let request = TariffSearch { text: "lamp".into(), language: None, on: None, limit: 5 };
    let failure = bench.refused(Request::TariffSearch(request));
    assert_eq!(failure.code, "no_nomenclature");
    assert!(failure.hint.contains("tariff import"));
    let editions: TariffEditions = bench.ask(Request::TariffEditions(Nothing {}));
    assert!(editions.editions.is_empty());
}

fn suggest(bench: &Bench, text: &str) -> Vec<(String, Vec<SuggestionReason>)> {
    let request = SuggestCodes { text: text.to_owned(), language: None, on: None };
    let codes: SuggestedCodes = bench.ask(Request::SuggestCodes(request));
    codes.suggestions.into_iter().map(|each| (each.code, each.reasons)).collect()
}

#[test]
fn what_went_through_before_is_suggested_first() {
    let bench = stocked();
    let parcels: Vec<String> = (1..=4).map(|at| format!("LGG-26-0000001-0{at}")).collect();
    let mut rows: Vec<Parcel<'_>> = parcels.iter().map(|lrn| Parcel { lrn, ..CLEAN }).collect();
    rows[2].goods = "Cotton T-shirts, printed, 2 pcs";
    rows[3].commodity = "950300";
    bench.import(&[("flight.csv", &h7(&rows))]);
    assert_eq!(suggest(&bench, CLEAN.goods)[0].1[0].kind, SuggestionKind::Nomenclature);

    bench.decide(&parcels[0], Decision::Approve);
    bench.import(&[("reply.xml", &reply("09", &parcels[1], MRN, "20261120100000", ""))]);
    bench.decide(&parcels[2], Decision::Approve);
    bench.decide(&parcels[3], Decision::Hold);
    assert_eq!(bench.show(&parcels[1]).row.status, Status::Released);

    let (code, reasons) = suggest(&bench, "cotton t-shirts, 5 PCS").remove(0);
    assert_eq!(code, "610910");
    assert_eq!((reasons[0].kind, reasons[0].declarations), (SuggestionKind::SameDescription, 2));
    assert_eq!((reasons[1].kind, reasons[1].declarations), (SuggestionKind::LikeDescription, 1));
    assert_eq!(reasons[2].kind, SuggestionKind::Nomenclature);
    assert_eq!(reasons[2].words, ["cotton", "t-shirts"]);
}

#[test]
fn without_a_nomenclature_the_past_still_suggests() {
    let bench = Bench::new();
    bench.import(&[("flight.csv", &h7(&[CLEAN]))]);
    assert_eq!(suggest(&bench, CLEAN.goods), []);
    bench.decide(CLEAN.lrn, Decision::Approve);
    assert_eq!(suggest(&bench, CLEAN.goods)[0].0, "610910");
}

/// Prints how long an import and searches take on the official files; asserts nothing about time.
#[test]
#[ignore = "a measurement: cargo nextest run -p desk --run-ignored only -E 'test(tariff::measured)' --no-capture"]
fn measured_on_the_official_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/reference");
    let bench = Bench::new();
    for language in ["en", "fr", "de"] {
        let name = format!("taric_nomenclature_2025_{language}.csv");
        let Ok(bytes) = std::fs::read(format!("{folder}/{name}")) else {
            eprintln!("skipped: {name} is not beside the repository");
            return;
        };
        let staged = vec![bench.stage(&name, &bytes)];
        let begun = std::time::Instant::now();
        let request = ImportNomenclature { staged, language: None, from: None };
        let report: NomenclatureReport = bench.ask(Request::ImportNomenclature(request));
        eprintln!("import {language}: {} lines in {:?}", report.lines, begun.elapsed());
    }
    for typed in
        ["t-shirt coton", "Baumwolle T-Shirt", "te", "other", "of other", "6109", "telephone"]
    {
        let mut took: Vec<u32> = (0..20).map(|_| search(&bench, typed).took_us).collect();
        took.sort_unstable();
        let found = search(&bench, typed);
        let first = found.lines.first().map(|line| format!("{} {}", line.code, line.text));
        eprintln!(
            "search “{typed}”: median {} µs, worst {} µs, {} lines, first {first:?}",
            took[10], took[19], found.total
        );
    }
}
