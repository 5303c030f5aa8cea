//! What must never happen, whatever stands in a declaration.

use customs::{Declaration, Element, Language, Packs, verdict};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::samples::{h1, h7, set};

/// Names and values that the rules know, mixed with any.
fn element() -> impl Strategy<Value = Element> {
    let name = prop_oneof![
        prop::sample::select(vec![
            "Declaration",
            "GoodsShipment",
            "GovernmentAgencyGoodsItem",
            "Commodity",
            "InvoiceLine",
            "ItemChargeAmount",
            "Consignment",
            "GoodsLocation",
            "Address",
            "TypeCode",
            "ID",
            "Name",
            "GovernmentProcedure",
            "CurrentCode",
            "PreviousCode",
            "Packaging",
            "QuantityQuantity",
            "DomesticDutyTaxParty",
            "RoleCode",
            "Classification",
            "GoodsMeasure",
            "GrossMassMeasure",
            "AcceptanceDateTime",
            "DateTimeString",
            "ProcedureCategory",
            "Freight",
            "rate",
        ])
        .prop_map(str::to_owned),
        "[A-Za-z]{1,8}",
    ];
    let leaf = (name.clone(), prop::option::of(value()), prop::option::of(value())).prop_map(
        |(name, value, currency)| Element {
            name,
            value,
            attributes: currency.map(|c| ("currencyID".to_owned(), c)).into_iter().collect(),
            children: vec![],
        },
    );
    leaf.prop_recursive(5, 60, 8, move |inner| {
        (name.clone(), prop::collection::vec(inner, 1..8)).prop_map(|(name, children)| Element {
            name,
            children,
            ..Element::default()
        })
    })
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "H7",
            "H1",
            "IMA",
            "EXA",
            "40",
            "00",
            "F48",
            "C08",
            "FR5",
            "EUR",
            "USD",
            "BE532000",
            "IM0561234567",
            "BE0428759497",
            "79228162514264337593543950335",
            "0.0000000000000001",
            "-1",
            "{{LRN}}",
            "851762",
            "20261101",
            "杭州",
        ])
        .prop_map(str::to_owned),
        ".{0,24}",
        "[0-9]{1,30}(\\.[0-9]{1,6})?",
    ]
}

/// The law allows 9,999 items: nothing in judging may grow with their square.
#[test]
fn a_declaration_of_thousands_of_items_is_judged() {
    let mut body = h7();
    let shipment =
        body.children.iter_mut().find(|c| c.name == "GoodsShipment").expect("a shipment");
    let item =
        shipment.children.iter().find(|c| c.name.ends_with("Item")).expect("an item").clone();
    for number in 2..=2000 {
        let mut item = item.clone();
        item.set(&"SequenceNumeric".parse().expect("a path"), Some(&number.to_string()));
        item.set(&"Commodity/Description".parse().expect("a path"), Some("{{DESCRIPTION}}"));
        shipment.children.push(item);
    }
    let day = "2026-11-21".parse().expect("a day");
    let (_, verdict) = verdict(&body, Packs::builtin(), day, Language::English);
    let mut placeholders = verdict.findings.iter().filter(|f| f.rule == "GL-GEN-001");
    let last = placeholders.next_back().expect("placeholders were found");
    assert_eq!(last.item, Some(2000));
    assert_eq!(verdict.charges.lines.len(), 2 * 2000);
}

proptest! {
    #[test]
    fn judging_never_panics(body in element()) {
        let day = "2026-11-21".parse().expect("a day");
        verdict(&body, Packs::builtin(), day, Language::English);
    }

    #[test]
    fn what_is_read_stands_where_its_path_says(body in element()) {
        let read = Declaration::read(&body);
        for item in &read.items {
            prop_assert!(body.at(&item.path).is_some(), "{}", item.path);
            for code in &item.additional_procedures {
                prop_assert_eq!(body.get(&code.path).map(str::trim), Some(code.value.as_str()));
            }
        }
        for party in &read.fiscal_references {
            prop_assert!(body.at(&party.path).is_some(), "{}", party.path);
        }
    }

    #[test]
    fn charges_are_never_negative_and_add_up(
        changes in prop::collection::vec((place(), value()), 0..6),
        standard in any::<bool>(),
    ) {
        let mut body = if standard { h1() } else { h7() };
        for (path, value) in &changes {
            set(&mut body, path, Some(value));
        }
        let day = "2026-11-21".parse().expect("a day");
        let (_, verdict) = verdict(&body, Packs::builtin(), day, Language::French);
        let charges = verdict.charges;
        prop_assert!(charges.payable >= Decimal::ZERO);
        for line in &charges.lines {
            prop_assert!(line.amount >= Decimal::ZERO && line.payable >= Decimal::ZERO, "{line:?}");
            prop_assert!(line.payable <= line.amount, "{line:?}");
        }
        let sum = charges.lines.iter().fold(Decimal::ZERO, |sum, l| sum.saturating_add(l.payable));
        prop_assert_eq!(sum, charges.payable);
    }
}

/// Places whose values charges are worked out from.
fn place() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "item/Commodity/InvoiceLine/ItemChargeAmount",
        "item/Commodity/InvoiceLine/ItemChargeAmount@currencyID",
        "item[2]/Commodity/InvoiceLine/ItemChargeAmount",
        "item[2]/GovernmentProcedure/CurrentCode",
        "item/GovernmentProcedure/CurrentCode",
        "item/GovernmentProcedure[2]/CurrentCode",
        "item/Commodity/Classification/ID",
        "item/Commodity/DutyTaxFee/TypeCode",
        "item/Commodity/DutyTaxFee/TaxRateNumeric",
        "item/Freight/rate",
        "GoodsShipment/Consignment/Freight/rate",
        "GoodsShipment/CustomsValuation/ChargeDeduction/ChargesTypeCode",
        "GoodsShipment/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount",
        "item/CustomsValuation/ChargeDeduction/OtherChargeDeductionAmount",
        "InvoiceAmount@currencyID",
        "DeclarationOfficeID",
    ])
    .prop_map(str::to_owned)
}
