//! One goods item (boxes 31 to 47).

use customs::Element;
use rust_decimal::Decimal;

use super::values::{amount, leaf, measure, number, text};
use crate::wco::{group, numbered};

pub(super) fn read(item: &Element, position: usize) -> Option<Element> {
    let documents: Vec<_> = item.all("Attached_documents").collect();
    let documents =
        documents.into_iter().enumerate().map(|(index, each)| document(each, index + 1));
    let rest = [
        commodity(item),
        // Box 43.
        leaf("MethodCode", item, &["Tarification", "Valuation_method_code"])
            .map(|method| Element::new("CustomsValuation").with(method)),
        // Box 37.
        procedure(item),
        additional_procedure(item),
        // Box 34a.
        leaf("CountryCode", item, &["Goods_description", "Country_of_origin_code"])
            .map(|code| Element::new("Origin").with(code)),
        packaging(item),
        // Box 40.
        previous_document(item),
        // Box 46, in the currency of the country.
        measure("StatisticalValueAmount", item, &["Valuation_item", "Statistical_value"]),
    ];
    let mut read = group("GovernmentAgencyGoodsItem", documents.chain(rest))?;
    read.children.insert(0, Element::leaf("SequenceNumeric", position.to_string()));
    Some(read)
}

/// Box 44.
fn document(written: &Element, position: usize) -> Option<Element> {
    numbered(
        "AdditionalDocument",
        position,
        [
            leaf("TypeCode", written, &["Attached_document_code"]),
            leaf("ID", written, &["Attached_document_reference"]),
        ],
    )
}

fn commodity(item: &Element) -> Option<Element> {
    let described = ["Goods_description", "Commercial_Description"];
    let named = ["Goods_description", "Description_of_goods"];
    let mass = ["Valuation_item", "Weight_itm"];
    let fixed = [
        leaf("Description", item, &described).or_else(|| leaf("Description", item, &named)),
        // Box 33.
        classification(item, "Commodity_code", "TSP"),
        // What the country adds to it.
        classification(item, "Precision_1", "GN"),
        group(
            "GoodsMeasure",
            [
                measure("GrossMassMeasure", item, &[mass[0], mass[1], "Gross_weight_itm"]),
                measure("NetNetWeightMeasure", item, &[mass[0], mass[1], "Net_weight_itm"]),
                // Box 41. The names are written so in every file.
                measure(
                    "TariffQuantity",
                    item,
                    &["Tarification", "Supplementary_unit", "Suppplementary_unit_quantity"],
                ),
            ],
        ),
        // Box 42.
        amount(item, "ItemChargeAmount", &["Valuation_item", "Item_Invoice"])
            .map(|amount| Element::new("InvoiceLine").with(amount)),
        // Box 36.
        leaf("DutyRegimeCode", item, &["Tarification", "Preference_code"])
            .map(|code| Element::new("DutyTaxFee").with(code)),
    ];
    let lines: Vec<_> =
        item.find(&["Taxation"]).map(|t| t.all("Taxation_line").collect()).unwrap_or_default();
    group("Commodity", fixed.into_iter().chain(lines.into_iter().map(|line| tax(item, line))))
}

fn classification(item: &Element, name: &str, kind: &str) -> Option<Element> {
    let code = leaf("ID", item, &["Tarification", "HScode", name])?;
    Some(
        Element::new("Classification")
            .with(code)
            .with(Element::leaf("IdentificationTypeCode", kind)),
    )
}

/// Box 47: what the authority or the declarant has worked out.
fn tax(item: &Element, line: &Element) -> Option<Element> {
    let kind = leaf("TypeCode", line, &["Duty_tax_code"])?;
    let payment = group(
        "Payment",
        [
            leaf("MethodCode", line, &["Duty_tax_MP"]),
            measure("TaxAssessedAmount", line, &["Duty_tax_amount"]),
        ],
    );
    group(
        "DutyTaxFee",
        [
            measure("AdValoremTaxBaseAmount", line, &["Duty_tax_Base"]),
            percent(item, line).map(|rate| Element::leaf("TaxRateNumeric", rate.to_string())),
            Some(kind),
            payment,
        ],
    )
}

/// The rate in percent, written as a fraction of a base that is worth at least the goods. A rate per
/// unit looks the same, with a quantity for its base; it is left to the document.
fn percent(item: &Element, line: &Element) -> Option<Decimal> {
    let of = |name| number(line, &[name]);
    let (base, rate) = (of("Duty_tax_Base")?, of("Duty_tax_rate")?);
    let worth = number(item, &["Valuation_item", "Statistical_value"])?;
    let off = base.checked_mul(rate)?.checked_sub(of("Duty_tax_amount")?)?;
    let plausible = base >= worth && (Decimal::ZERO..=Decimal::ONE).contains(&rate);
    (plausible && off.abs() <= Decimal::ONE).then(|| (rate * Decimal::ONE_HUNDRED).normalize())
}

/// The procedure requested and the one before it, two digits each.
fn procedure(item: &Element) -> Option<Element> {
    let code = text(item, &["Tarification", "Extended_customs_procedure"])?;
    let (requested, previous) = code.split_at_checked(2).unwrap_or((&code, ""));
    group(
        "GovernmentProcedure",
        [
            Some(Element::leaf("CurrentCode", requested)),
            (!previous.is_empty()).then(|| Element::leaf("PreviousCode", previous)),
        ],
    )
}

fn additional_procedure(item: &Element) -> Option<Element> {
    let code = leaf("CurrentCode", item, &["Tarification", "National_customs_procedure"])?;
    Some(Element::new("GovernmentProcedure").with(code))
}

fn packaging(item: &Element) -> Option<Element> {
    let packages = item.find(&["Packages"])?;
    let marks: Vec<String> = ["Marks1_of_packages", "Marks2_of_packages"]
        .iter()
        .filter_map(|name| text(packages, &[name]))
        .collect();
    numbered(
        "Packaging",
        1,
        [
            (!marks.is_empty()).then(|| Element::leaf("MarksNumbersID", marks.join(" "))),
            measure("QuantityQuantity", packages, &["Number_of_packages"]),
            leaf("TypeCode", packages, &["Kind_of_packages_code"]),
        ],
    )
}

fn previous_document(item: &Element) -> Option<Element> {
    let summary = ["Previous_doc", "Summary_declaration"];
    let named = ["Previous_doc", "Previous_document_reference"];
    let reference = leaf("ID", item, &summary).or_else(|| leaf("ID", item, &named))?;
    Some(Element::new("PreviousDocument").with(reference))
}
