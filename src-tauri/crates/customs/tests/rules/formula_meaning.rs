//! Formulas mean what the language says, and nothing that is written can stop the program.

use std::sync::{Arc, LazyLock};

use cel::{Context, Env, Value};
use customs::{Declaration, Element, Formula, Packs};
use proptest::prelude::*;

use crate::samples::{body, h1, h7};

static LANGUAGE: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

fn matches(formula: &Formula, body: &Element) -> usize {
    let rules = Packs::builtin().on("2026-11-21".parse().expect("a day"));
    formula.matches(&Declaration::read(body), body, rules).len()
}

/// Pieces of formulas, right and wrong.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "item.",
        "declaration.",
        "value_eur",
        "origin",
        "documents",
        "importer.name",
        "items",
        ">",
        "<=",
        "==",
        "!=",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "?",
        ":",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        " ",
        "\n",
        "40",
        "40.5",
        "1e999",
        ".5",
        "0x1F",
        "1u",
        "-9223372036854775808",
        "99999999999999999999",
        "'CN'",
        "'",
        "\"",
        "'''",
        "r'\\d'",
        "b'\\xff'",
        "'\\u12'",
        "'\\ud800'",
        "`a`",
        "\\",
        "//",
        "null",
        "true",
        "false",
        "in",
        "has(",
        "exists(d,",
        "all(i,",
        "map(",
        "filter(x,",
        "exists_one(",
        "matches(",
        "mentions(",
        "size(",
        "d.kind",
        "é",
        "\u{0}",
        "😀",
        "@",
        "#",
        "$",
        "?.",
        "[?",
        "in ['CN',",
        "item",
        "declaration",
    ]);
    prop_oneof![9 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

/// Formulas that can be read, of names that samples have and lack.
fn sound() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        prop::sample::select(vec![
            "item.value",
            "item.value_eur",
            "item.net_mass",
            "item.gross_mass"
        ])
        .prop_map(str::to_owned),
        (0u32..1000, 0u32..100).prop_map(|(whole, cents)| format!("{whole}.{cents:02}")),
    ];
    let text = prop::sample::select(vec![
        "item.origin",
        "item.preference",
        "item.commodity_code",
        "declaration.lrn",
        "'CN'",
        "''",
    ]);
    let compare = prop::sample::select(vec!["<", "<=", "==", "!=", ">=", ">"]);
    let leaf = prop_oneof![
        (number.clone(), compare.clone(), number).prop_map(|(a, by, b)| format!("{a} {by} {b}")),
        (text.clone(), compare, text.clone()).prop_map(|(a, by, b)| format!("{a} {by} {b}")),
        text.prop_map(|text| format!("{text}.contains('1')")),
        Just("item.documents.exists(d, d.kind == 'N935')".to_owned()),
        Just("has(item.preference)".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

/// Expressions without names, which the crate's own interpreter can evaluate as well.
fn of_the_language() -> impl Strategy<Value = String> {
    let number = (-20i32..20).prop_map(|it| format!("({it})"));
    let text = prop::sample::select(vec!["''", "'a'", "'ab'", "'é'", "'b'"]);
    let compare = prop::sample::select(vec!["<", "<=", "==", "!=", ">=", ">"]);
    let reckon = prop::sample::select(vec!["+", "-", "*"]);
    let sum =
        (number.clone(), reckon, number.clone()).prop_map(|(a, by, b)| format!("({a} {by} {b})"));
    let number = prop_oneof![number, sum, text.clone().prop_map(|text| format!("size({text})"))];
    let leaf = prop_oneof![
        Just("true".to_owned()),
        Just("false".to_owned()),
        // Unknown, each in its own way: an error there, no value here.
        Just("1 / 0 == 1".to_owned()),
        (number.clone(), compare.clone(), number.clone())
            .prop_map(|(a, by, b)| format!("{a} {by} {b}")),
        (text.clone(), compare, text.clone()).prop_map(|(a, by, b)| format!("{a} {by} {b}")),
        (text.clone(), text.clone()).prop_map(|(a, b)| format!("{a}.contains({b})")),
        (text.clone(), text.clone()).prop_map(|(a, b)| format!("{a}.startsWith({b})")),
        (text.clone(), text.clone()).prop_map(|(a, b)| format!("{a}.endsWith({b})")),
        (text.clone(), text.clone(), text).prop_map(|(a, b, c)| format!("{a} in [{b}, {c}]")),
        (number.clone(), number).prop_map(|(a, b)| format!("{a} in [1, 2, 3] || {b} in []")),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(({a}) == ({b}))")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

fn any_body() -> impl Strategy<Value = Element> {
    let place = prop::sample::select(vec![
        "item/Commodity/InvoiceLine/ItemChargeAmount",
        "item/Commodity/InvoiceLine/ItemChargeAmount@currencyID",
        "item/Commodity/GoodsMeasure/GrossMassMeasure",
        "item[2]/Commodity/InvoiceLine/ItemChargeAmount",
        "item[2]/Origin/CountryCode",
        "item/SupportingDocument/TypeCode",
        "FunctionalReferenceID",
        "AcceptanceDateTime/DateTimeString",
    ]);
    let value = prop_oneof![
        "[0-9]{1,40}",
        "-?[0-9]{1,4}[.][0-9]{1,4}",
        "\\PC{0,10}",
        Just("N935".to_owned())
    ];
    prop::collection::vec((place, value), 0..8).prop_map(|values| {
        let values: Vec<(String, String)> = values
            .into_iter()
            .map(|(place, value)| {
                (place.replace("item", "GoodsShipment/GovernmentAgencyGoodsItem"), value)
            })
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(place, value)| (place.as_str(), value.as_str())).collect();
        body(&values)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn rubbish_is_refused_with_a_place_in_it(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        match Formula::parse(&text) {
            Ok(formula) => {
                matches(&formula, &h7());
            }
            Err(error) => {
                prop_assert!(error.line >= 1 && error.line <= text.split('\n').count() + 1, "{error}");
                prop_assert!(error.column >= 1 && error.column <= text.chars().count() + 2, "{error}");
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn what_is_sound_is_answered_whatever_the_declaration(formula in sound(), body in any_body()) {
        let formula = Formula::parse(&formula).unwrap_or_else(|error| panic!("{formula}: {error}"));
        matches(&formula, &body);
        matches(&formula, &h1());
    }

    /// The crate's interpreter has the last word on the language: what it finds true, matches.
    #[test]
    fn means_what_the_language_says(text in of_the_language()) {
        let context = Context::with_env(Arc::clone(&LANGUAGE));
        let theirs = LANGUAGE.compile(&text).expect("sound").execute(&context);
        let ours = Formula::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        prop_assert_eq!(matches(&ours, &h7()) == 1, theirs == Ok(Value::Bool(true)), "{}", text);
    }
}

/// What nests or repeats as far as the length allows, on the two mebibytes of a test's stack.
#[test]
fn nothing_overflows_the_stack() {
    for piece in
        ["(", "[", "{1:", "f(", "!", "-", "a?b:", "a.", "a+", "a&&", "a<", "a[", "!(", "a.f(", "'"]
    {
        for times in [10, 100, 2_000] {
            let open = piece.repeat(times.min(2_000 / piece.len()));
            for tail in ["", "1", "true", "item.origin == 'CN'"] {
                let _ = Formula::parse(&format!("{open}{tail}"));
                let _ = Formula::parse(&format!("{tail}{open}"));
            }
        }
        let closed = format!("{}true{}", "(".repeat(16), ")".repeat(16));
        assert!(Formula::parse(&closed).is_ok(), "{closed}");
    }
}
