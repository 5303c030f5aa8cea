//! The queue, findings, amendments.

use desk::contract::*;

use crate::bench::*;

const OVER: Parcel<'static> = Parcel {
    lrn: "LGG-26-0000009-01",
    importer: "Anneke Maes",
    value: "172.40",
    currency: "USD",
    goods: "Smart watch with charging cable",
    commodity: "851762",
    ..CLEAN
};

fn desk() -> Bench {
    let bench = Bench::new();
    let müller = Parcel {
        lrn: "LGG-26-0000002-01",
        importer: "Lena Müller-Çelik",
        goods: "竹制茶具",
        ..CLEAN
    };
    bench.import(&[("flight.csv", &h7(&[CLEAN, müller, OVER]))]);
    bench
}

fn found(bench: &Bench, search: &str) -> Vec<String> {
    let filter = Filter { search: Some(search.to_owned()), ..Filter::default() };
    bench.queue(filter).rows.into_iter().map(|row| row.lrn).collect()
}

#[test]
fn over_the_limit_is_an_error_that_names_field_rule_and_day() {
    let view = desk().show(OVER.lrn);
    let finding = view.findings.iter().find(|finding| finding.rule == "GL-H7-014").unwrap();
    assert_eq!(finding.severity, Severity::Error);
    assert!(finding.detail.contains("158.31"), "{}", finding.detail);
    assert_eq!(finding.data_element.as_deref(), Some("14 14 014 000"));
    assert_eq!(finding.rules_of.to_string(), "2026-11-20");
    assert!(!finding.source.is_empty() && !finding.hint.is_empty());
    assert_eq!(view.row.lane, Lane::Red);
}

#[test]
fn mending_the_value_clears_the_finding_and_keeps_the_old_value() {
    let bench = desk();
    let before = bench.show(OVER.lrn);
    let path = format!("{}/Commodity/InvoiceLine/ItemChargeAmount", before.items[0].path);
    let request = AmendRequest {
        id: OVER.lrn.to_owned(),
        changes: vec![NewValue { path, value: Some("72.40".to_owned()) }],
        reason: "Invoice says 72.40".to_owned(),
        seen_revision: Some(before.row.revision),
    };
    let after: DeclarationView = bench.ask(Request::Amend(request.clone()));
    assert!(
        after.findings.iter().all(|finding| finding.rule != "GL-H7-014"),
        "{:?}",
        after.findings
    );
    let change = &after.timeline.last().unwrap().changes[0];
    assert_eq!((change.from.as_deref(), change.to.as_deref()), (Some("172.40"), Some("72.40")));

    assert_eq!(bench.refused(Request::Amend(request)).code, "revision_moved");
    let undone: Undone = bench.ask(Request::Undo(Nothing {}));
    assert_eq!(undone.kind.as_deref(), Some("amended"));
    assert_eq!(bench.show(OVER.lrn).row.lane, Lane::Red);
}

#[test]
fn search_finds_names_goods_and_numbers_however_they_are_typed() {
    let bench = desk();
    assert_eq!(found(&bench, "muller"), ["LGG-26-0000002-01"]);
    assert_eq!(found(&bench, "Çelik"), ["LGG-26-0000002-01"]);
    assert_eq!(found(&bench, "茶具"), ["LGG-26-0000002-01"]);
    assert_eq!(found(&bench, "smart wat"), [OVER.lrn]);
    assert_eq!(found(&bench, "LGG-26-0000009"), [OVER.lrn]);
    assert_eq!(found(&bench, "784-12345675").len(), 3);
    assert_eq!(found(&bench, "\"; DROP TABLE declaration; --").len(), 0);
}

#[test]
fn views_count_live_and_ones_own_can_be_saved() {
    let bench = desk();
    let count = |views: &Views, key: &str| {
        views.views.iter().find(|view| view.key == key).map(|view| view.count)
    };
    let views: Views = bench.ask(Request::Views(Nothing {}));
    assert_eq!((count(&views, "ready"), count(&views, "red")), (Some(3), Some(1)));
    bench.decide(OVER.lrn, Decision::Hold);
    let filter = Filter { commodity: Some("6109".to_owned()), ..Filter::default() };
    let views: Views = bench.ask(Request::SaveView(SaveView {
        name: "Shirts".to_owned(),
        filter,
        sort: Sort::default(),
    }));
    assert_eq!(
        (count(&views, "ready"), count(&views, "held"), count(&views, "Shirts")),
        (Some(2), Some(1), Some(2))
    );
    let views: Views = bench.ask(Request::RemoveView(RemoveView { key: "Shirts".to_owned() }));
    assert_eq!(count(&views, "Shirts"), None);
}

#[test]
fn the_next_one_is_known_even_after_the_row_has_left_the_view() {
    let bench = desk();
    let filter = Filter { statuses: vec![Status::Queued], ..Filter::default() };
    let rows = bench.queue(filter.clone()).rows;
    assert_eq!(rows[0].lrn, OVER.lrn, "the red one comes first");
    bench.decide(OVER.lrn, Decision::Hold);
    let next: NextAnswer = bench.ask(Request::Next(NextRequest {
        from: Some(rows[0].id),
        filter,
        sort: Sort::default(),
        backwards: false,
    }));
    assert_eq!((next.id, next.position), (Some(rows[1].id), Some(0)));
}

#[test]
fn split_consignments_are_shown_together() {
    let bench = Bench::new();
    let lrns: Vec<String> = (1..=6).map(|number| format!("LGG-26-000000{number}-07")).collect();
    let parcels: Vec<Parcel<'_>> = lrns
        .iter()
        .map(|lrn| Parcel { lrn, importer: "Anneke Maes", value: "102.00", ..CLEAN })
        .collect();
    bench.import(&[("flight.csv", &h7(&parcels))]);
    let view = bench.show(&lrns[0]);
    let finding = view.findings.iter().find(|finding| finding.rule == "GL-RISK-003").unwrap();
    assert!(
        finding.title.contains("6 parcels") && finding.title.contains("612.00"),
        "{}",
        finding.title
    );
    assert_eq!(bench.queue(finding.filter.clone().unwrap()).total, 6);
    assert!(matches!(view.row.lane, Lane::Yellow | Lane::Red));
}

#[test]
fn findings_speak_french_to_those_who_ask() {
    let bench = desk();
    let french: DeclarationView = bench.ask(Request::Show(ShowRequest {
        id: OVER.lrn.to_owned(),
        language: Some("fr".to_owned()),
    }));
    let english = bench.show(OVER.lrn);
    let title = |view: &DeclarationView| {
        view.findings.iter().find(|f| f.rule == "GL-H7-014").unwrap().title.clone()
    };
    assert_ne!(title(&french), title(&english));
}

#[test]
fn an_unknown_reference_says_the_way_out() {
    let failure = Bench::new()
        .refused(Request::Show(ShowRequest { id: "nobody".to_owned(), language: None }));
    assert_eq!(failure.code, "unknown_declaration");
    assert!(failure.message.contains("nobody") && !failure.hint.is_empty());
}
