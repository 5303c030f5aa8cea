//! The British authority's own results, worked out again by the engine.
//!
//! `cargo nextest run -p customs --no-capture -E 'test(duties)'` prints the table of ARCHITECTURE.md.

use std::collections::BTreeMap;

use customs::{ChargeLine, Charges, Costs, Declaration, Element, Language, Packs, charges};
use rust_decimal::Decimal;

use crate::files::{Sample, corpus, declarations};

/// What the packs say of procedures and reliefs, and how the authority rounds.
const PACKS: [&str; 2] =
    [include_str!("../../data/packs/eu-duties.toml"), include_str!("../../data/packs/gb.toml")];

/// Rates per unit, which no message tells: those of the British tariff and excise of their day.
const PUBLISHED: [(&str, &str, &str); 7] = [
    ("TT_IM101a", "522", r#"{ amount = "0.5295", currency = "GBP", unit = "litre" }"#),
    ("TT_IM116a", "A00", r#"{ amount = "10", currency = "GBP", per = "100", unit = "litre" }"#),
    ("TT_IM116a", "413", r#"{ amount = "297.57", currency = "GBP", per = "100", unit = "litre" }"#),
    (
        "TT_IM119a",
        "A00",
        r#"{ percent = "8" }, { amount = "22", currency = "GBP", per = "100", unit = "kg" }"#,
    ),
    (
        "TT_IM188a",
        "A00",
        r#"{ percent = "12" }, { amount = "147", currency = "GBP", per = "100", unit = "kg" }"#,
    ),
    ("TT_IM222a", "324", r#"{ amount = "24.77", currency = "GBP", unit = "litre_of_alcohol" }"#),
    ("TT_IM031a", "333", r#"{ amount = "28.50", currency = "GBP", unit = "litre_of_alcohol" }"#),
];

/// A line of the file: what the authority worked out.
#[derive(Debug)]
struct Told {
    file: String,
    item: u32,
    tax_type: String,
    base: Option<Decimal>,
    rate: Option<Decimal>,
    deducted: Decimal,
    assessed: Decimal,
    payable: Option<Decimal>,
}

impl Told {
    fn folder(&self) -> &str {
        self.file.split('/').next().unwrap_or_default()
    }

    fn published(&self) -> Option<&'static str> {
        let is_this = |(folder, tax_type, _): &&(&str, &str, &str)| {
            *folder == self.folder() && *tax_type == self.tax_type
        };
        PUBLISHED.iter().find(is_this).map(|(_, _, duty)| *duty)
    }
}

fn told() -> Vec<Told> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let text = std::fs::read_to_string(corpus.join("hmrc-dms-duty-lines.csv")).expect("readable");
    text.lines().skip(1).map(line).collect()
}

fn line(text: &str) -> Told {
    let [file, item, tax_type, base, _, rate, _, deducted, assessed, payable, _] =
        text.split(',').collect::<Vec<_>>()[..]
    else {
        panic!("too few columns: {text}");
    };
    let number = |text: &str| text.parse::<Decimal>().ok();
    Told {
        file: file.to_owned(),
        item: item.parse().expect("an item's number"),
        tax_type: tax_type.to_owned(),
        base: number(base),
        rate: number(rate),
        deducted: number(deducted).unwrap_or_default(),
        assessed: number(assessed).expect("an amount"),
        payable: number(payable),
    }
}

/// How a line fared.
fn outcome(told: &Told, message: &[&Told], samples: &[Sample]) -> &'static str {
    if ["IPR", "MDP"].contains(&told.tax_type.as_str()) {
        return "left out: a security that repeats the amounts of other lines";
    }
    if told.deducted != Decimal::ZERO {
        return "left out: returned goods relief (1RV), which the packs do not hold";
    }
    if told.base.is_none() && told.published().is_none() {
        return "left out: the message has neither base nor rate";
    }
    if declaration(told, samples).is_some_and(|sample| is_told_by(&sample.body, told, message)) {
        return match told.published() {
            Some(_) => "from the declaration, at the published rate per unit",
            None => "from the declaration",
        };
    }
    match told.base.zip(told.rate) {
        Some((base, rate)) if is_told_by_its_base(told, base, rate) => "from its base and rate",
        Some(_) => "differs",
        None => "left out: a rate per unit on an item of which another part is not known",
    }
}

/// The declaration that the message answers: the first original one beside it.
fn declaration<'a>(told: &Told, samples: &'a [Sample]) -> Option<&'a Sample> {
    let folder = format!("hmrc-dms/{}/", told.folder());
    let mut beside = samples.iter().filter(|sample| sample.file.starts_with(&folder));
    beside.find(|sample| sample.body.text(&["FunctionCode"]) == Some("9"))
}

/// Whether the engine has the line from the whole declaration, with the message's rates of duty as
/// its tariff. Values, VAT and its rate, bases and rounding are the engine's own.
fn is_told_by(body: &Element, told: &Told, message: &[&Told]) -> bool {
    let read = Declaration::read(body);
    let tariff: String = message.iter().filter_map(|line| measure(line, &read)).collect();
    let packs = packs(&tariff);
    let charges = worked_out(&read, &packs);
    agrees(&charges, told)
}

fn measure(told: &Told, read: &Declaration) -> Option<String> {
    if told.tax_type.starts_with('B') {
        return None;
    }
    let item = read.items.iter().find(|item| item.number == told.item)?;
    let duty = match told.published() {
        Some(duty) => duty.to_owned(),
        None => format!("{{ percent = \"{}\" }}", told.base.and(told.rate)?),
    };
    let code = &item.commodity_code.as_ref()?.value;
    let claimed = item.preference.as_ref().map(|at| at.value.as_str()).filter(|c| *c != "100");
    let preference = claimed.map(|c| format!("preference = [\"{c}\"]")).unwrap_or_default();
    let tax_type = &told.tax_type;
    Some(format!(
        "[[tariff.measure]]\nid = \"T\"\ntax_type = \"{tax_type}\"\ncommodity = [\"{code}\"]\n\
         {preference}\nduty = {{ sum = [{duty}] }}\nsource = \"the message\"\n"
    ))
}

fn packs(tariff: &str) -> Packs {
    let own = format!("[pack]\nlayer = \"test\"\nversion = \"1\"\n{tariff}");
    let texts: Vec<&str> = PACKS.into_iter().chain([own.as_str()]).collect();
    Packs::layer(&texts).expect("the packs can be read")
}

fn worked_out(read: &Declaration, packs: &Packs) -> Charges {
    let day = read.acceptance_date.unwrap_or("2026-11-21".parse().expect("a day"));
    charges(read, packs.on(day), &Costs::default(), Language::English)
}

/// Base where there is one, amount and what is payable, to the penny.
fn agrees(charges: &Charges, told: &Told) -> bool {
    let lines: Vec<&ChargeLine> = charges
        .lines
        .iter()
        .filter(|line| line.item == Some(told.item) && line.tax_type == told.tax_type)
        .collect();
    let sum =
        |part: fn(&ChargeLine) -> Decimal| lines.iter().map(|line| part(line)).sum::<Decimal>();
    !lines.is_empty()
        && told.base.is_none_or(|base| lines.iter().all(|line| line.base == base))
        && sum(|line| line.amount) == told.assessed
        && told.payable.is_none_or(|payable| sum(|line| line.payable) == payable)
}

/// Whether the engine has the line's amount from goods that are worth its base.
fn is_told_by_its_base(told: &Told, base: Decimal, rate: Decimal) -> bool {
    // VAT of its own on British duties: the duty is the whole base.
    let (duty, duty_rate) = match told.tax_type.as_str() {
        "B00" => ("A00", Decimal::ZERO),
        "B05" => ("A50", Decimal::ONE_HUNDRED),
        other => (other, rate),
    };
    let mut body = Element::new("Declaration");
    let mut set = |path: &str, value: &str| {
        body.set(&path.parse().expect("a path"), Some(value));
    };
    set("ProcedureCategory", "H1");
    set("DeclarationOfficeID", "GB000060");
    let item = "GoodsShipment/GovernmentAgencyGoodsItem";
    set(&format!("{item}/SequenceNumeric"), &told.item.to_string());
    set(&format!("{item}/GovernmentProcedure/CurrentCode"), "40");
    set(&format!("{item}/Commodity/InvoiceLine/ItemChargeAmount"), &base.to_string());
    set(&format!("{item}/Commodity/InvoiceLine/ItemChargeAmount@currencyID"), "GBP");
    set(&format!("{item}/Commodity/DutyTaxFee/TypeCode"), duty);
    set(&format!("{item}/Commodity/DutyTaxFee/TaxRateNumeric"), &duty_rate.to_string());
    if !["A00", "A50"].contains(&duty) {
        set(&format!("{item}/Commodity/DutyTaxFee[2]/TypeCode"), "A00");
        set(&format!("{item}/Commodity/DutyTaxFee[2]/TaxRateNumeric"), "0");
    }
    if rate == Decimal::ZERO {
        set(&format!("{item}/Commodity/Classification/ID"), "VATZ");
        set(&format!("{item}/Commodity/Classification/IdentificationTypeCode"), "GN");
    }
    let charges = worked_out(&Declaration::read(&body), Packs::builtin());
    let amount: Option<Decimal> = charges
        .lines
        .iter()
        .filter(|line| line.tax_type == told.tax_type)
        .map(|line| line.amount)
        .reduce(|sum, amount| sum + amount);
    amount == Some(told.assessed)
}

#[test]
fn the_authoritys_own_results_come_out_to_the_penny() {
    let told = told();
    if told.is_empty() {
        return;
    }
    let samples = declarations("hmrc-dms");
    let mut table: BTreeMap<&str, usize> = BTreeMap::new();
    for each in &told {
        let message: Vec<&Told> = told.iter().filter(|line| line.file == each.file).collect();
        let outcome = outcome(each, &message, &samples);
        *table.entry(outcome).or_default() += 1;
        if outcome != "from the declaration" {
            eprintln!("{outcome}: {} item {} {}", each.file, each.item, each.tax_type);
        }
    }
    eprintln!("| lines | outcome |\n| --- | --- |");
    for (outcome, lines) in &table {
        eprintln!("| {lines} | {outcome} |");
    }
    let expected = [
        ("from its base and rate", 65),
        ("from the declaration", 146),
        ("from the declaration, at the published rate per unit", 10),
        ("left out: a rate per unit on an item of which another part is not known", 4),
        ("left out: a security that repeats the amounts of other lines", 10),
        ("left out: returned goods relief (1RV), which the packs do not hold", 2),
        ("left out: the message has neither base nor rate", 13),
    ];
    assert_eq!(table, BTreeMap::from(expected), "of {} lines", told.len());
}
