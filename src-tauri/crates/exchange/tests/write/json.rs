//! JSON by the published schema.

use std::sync::LazyLock;

use customs::{Declaration, Element};
use exchange::write::{Target, schema};
use jsonschema::Validator;
use rstest::rstest;
use serde_json::{Value, json};

use crate::corpora::{real, sample};
use crate::written;

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(schema()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "it is a schema of draft 2020-12");
    jsonschema::validator_for(&schema).unwrap()
});

/// The document, which must obey the schema.
#[track_caller]
fn document(bodies: &[Element]) -> Value {
    let (bytes, count, unheld) = written(Target::Json, bodies);
    assert_eq!((count, unheld.len()), (bodies.len() as u64, 0));
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    let errors: Vec<String> = SCHEMA
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    document
}

#[test]
fn every_declaration_obeys_the_schema_and_is_whole() {
    let samples = ["flights", "declarations"].into_iter().flat_map(sample);
    let all = samples.chain(real().into_iter().flatten());
    let bodies: Vec<Element> = all.map(|found| found.record.body).collect();
    let document = document(&bodies);
    let written = document["declarations"].as_array().unwrap();
    assert_eq!(written.len(), bodies.len());
    for (written, body) in written.iter().zip(&bodies) {
        let elements = written["elements"].as_array().unwrap().iter();
        let elements =
            elements.map(|each| (each["path"].as_str().unwrap(), each["value"].as_str().unwrap()));
        let values = body.values();
        let values: Vec<(String, &str)> =
            values.iter().map(|(path, value)| (path.to_string(), *value)).collect();
        assert!(elements.eq(values.iter().map(|(path, value)| (path.as_str(), *value))));
    }
}

#[test]
fn speaks_the_terms_of_the_field() {
    let found = sample("flights").remove(0);
    let document = document(std::slice::from_ref(&found.record.body));
    let view = Declaration::read(&found.record.body);
    let declaration = &document["declarations"][0];
    assert_eq!(document["format"], "greenlane-declarations");
    assert_eq!(document["version"], 1);
    assert_eq!(declaration["lrn"], view.lrn.unwrap().value);
    assert_eq!(declaration["data_set"], "H7");
    assert_eq!(declaration["declarant"]["identification_number"], "BE0999258861");
    assert_eq!(
        declaration["goods_items"][0]["value"],
        json!({ "amount": "48.40", "currency": "USD" }),
        "amounts are text"
    );
    let number = |element: &&Value| element["path"] == "FunctionalReferenceID";
    let lrn = declaration["elements"].as_array().unwrap().iter().find(number).unwrap();
    assert_eq!(lrn["data_element"], "12 09 001 000");
}

#[test]
fn none_make_an_empty_list() {
    assert_eq!(document(&[])["declarations"], json!([]));
}

/// The schema says no to what it should.
#[rstest]
#[case::amount_as_number("/declarations/0/goods_items/0/value/amount", json!(48.4))]
#[case::date("/declarations/0/acceptance_date", json!("20.11.2026"))]
#[case::other_version("/version", json!(2))]
#[case::unknown_field("/declarations/0/colour", json!("blue"))]
#[case::null("/declarations/0/ucr", json!(null))]
fn refuses(#[case] pointer: &str, #[case] value: Value) {
    let mut document = document(&[sample("flights").remove(0).record.body]);
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    parent.as_object_mut().unwrap().insert(field.to_owned(), value);
    assert!(!SCHEMA.is_valid(&document));
}
