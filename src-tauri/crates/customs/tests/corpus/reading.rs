use customs::{Declaration, dictionary};

use crate::files::{Sample, corpus, declarations};

fn sample(folder: &str, ending: &str) -> Option<Declaration> {
    corpus()?;
    let all = declarations(folder);
    let found: &Sample = all.iter().find(|s| s.file.ends_with(ending)).expect(ending);
    Some(Declaration::read(&found.body))
}

#[test]
fn a_british_import() {
    let Some(read) = sample("hmrc-dms", "TT_IM117a/Step1_TT_IM117a.xml") else { return };
    let text = |at: &Option<customs::declaration::At<String>>| at.as_ref().unwrap().value.clone();
    assert_eq!(read.data_set.0, "H1");
    assert_eq!(text(&read.lrn), "U.79274687ENGX");
    assert_eq!(
        (text(&read.declaration_type), text(&read.additional_type)),
        ("IM".into(), "A".into())
    );
    assert_eq!(read.exporter.as_ref().unwrap().city.as_deref(), Some("Telford"));
    assert_eq!(text(&read.importer.as_ref().unwrap().id), "XI896458895015");
    assert_eq!(text(&read.goods_location), "BELBELBEL (U, designated place A)");
    assert_eq!(text(&read.ucr), "6XI896458895015-A12345");
    assert_eq!(read.country(), Some("GB"));
    let item = &read.items[0];
    assert_eq!(text(&item.commodity_code), "0701901000");
    assert_eq!((text(&item.procedure), text(&item.previous_procedure)), ("40".into(), "00".into()));
    assert_eq!(item.additional_procedures[0].value, "000");
    assert_eq!(item.value.as_ref().unwrap().value.to_string(), "25000 GBP");
    let kinds: Vec<&str> = item.documents.iter().map(|d| d.kind.as_str()).collect();
    assert_eq!(kinds, ["N935", "Y979", "Y929", "U110"]);
    assert_eq!(text(&item.origin), "GB");
    assert_eq!(text(&item.preference), "300");
}

#[test]
fn a_british_parcel_is_known_by_its_additional_procedure() {
    let Some(read) = sample("hmrc-dms", "TT_IM124a/Step1_TT_IM124a.xml") else { return };
    assert_eq!(read.data_set.0, "H7");
    assert_eq!(read.fiscal_id("FR5"), Some("IM5532027340"));
    assert_eq!(read.items[0].value.as_ref().unwrap().value.to_string(), "140 USD");
    assert_eq!(read.transport_costs.as_ref().unwrap().value.to_string(), "13.75 USD");
}

#[test]
fn a_danish_parcel() {
    let Some(read) = sample("danish-dms", "Test Case - H7 pre-lodged v2.1.xml") else { return };
    assert_eq!(read.data_set.0, "H7");
    assert_eq!(read.exporter.as_ref().unwrap().name.as_ref().unwrap().value, "Hej Hejsen");
    assert_eq!(read.transport_documents[0].kind, "N740");
    assert_eq!(read.transport_costs.as_ref().unwrap().value.to_string(), "100 DKK");
    let item = &read.items[0];
    assert_eq!(item.commodity_code.as_ref().unwrap().value, "900150");
    assert_eq!(item.additional_procedures[0].value, "C07");
    assert_eq!(item.packages.as_ref().unwrap().value.to_string(), "2");
}

#[test]
fn a_danish_standard_import() {
    let Some(read) = sample("danish-dms", "Test Case - H1 Standard_v1.4.xml") else { return };
    assert_eq!(read.items[0].commodity_code.as_ref().unwrap().value, "0804300090");
    assert_eq!(read.goods_location.as_ref().unwrap().value, "DK007903 (V, designated place A)");
    assert_eq!(read.invoice_total.as_ref().unwrap().value.to_string(), "10000 EUR");
    assert_eq!(read.waybills().next().unwrap().reference, "88888888");
}

#[test]
fn every_place_that_the_view_names_holds_its_value() {
    for Sample { file, body } in ["hmrc-dms", "danish-dms"].iter().flat_map(|f| declarations(f)) {
        let read = Declaration::read(&body);
        for at in [&read.lrn, &read.mrn, &read.dispatch_country].into_iter().flatten() {
            assert_eq!(body.get(&at.path), Some(at.value.as_str()), "{file}");
        }
        for item in &read.items {
            let value = item.value.iter().map(|at| (&at.path, at.value.amount.to_string()));
            let text = item.description.iter().map(|at| (&at.path, at.value.clone()));
            for (path, value) in value.chain(text) {
                assert_eq!(body.get(path).map(str::trim), Some(value.as_str()), "{file} at {path}");
            }
        }
    }
}

#[test]
fn nearly_all_places_in_use_are_in_the_dictionary() {
    let mut unknown = std::collections::BTreeMap::new();
    let (mut known, mut all) = (0, 0);
    for Sample { body, .. } in ["hmrc-dms", "danish-dms"].iter().flat_map(|f| declarations(f)) {
        let set = Declaration::read(&body).data_set;
        if !set.is_any(&["H1", "H7", "B1"]) {
            continue;
        }
        for (path, _) in body.values() {
            all += 1;
            match dictionary().of(&path) {
                Some(_) => known += 1,
                None => *unknown.entry(path.shape()).or_insert(0) += 1,
            }
        }
    }
    eprintln!("{known} of {all} values are in the dictionary; not: {unknown:#?}");
    assert!(known * 100 >= all * 97, "{known} of {all}");
}
