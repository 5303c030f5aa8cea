use rstest::rstest;

use super::{Fate, Flaw, PLANS, Trade, files};
use crate::check;
use crate::{DAY, SEED};

/// The written declaration of a plan.
fn declaration(number: u64) -> String {
    let ending = format!("{number:06}.xml");
    let file = files(SEED, DAY).into_iter().find(|f| {
        f.path.ends_with(&ending) && f.path.contains("_LGG26") && !f.path.contains("/00_")
    });
    String::from_utf8(file.unwrap().bytes).unwrap()
}

/// The texts of all elements of a name, whatever their prefix.
fn texts<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    xml.lines()
        .filter_map(|line| line.trim().strip_prefix('<'))
        .map(|line| {
            line.split_once(':')
                .filter(|(prefix, _)| *prefix == "dms")
                .map_or(line, |(_, rest)| rest)
        })
        .filter(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' '])))
        .filter_map(|line| line.split_once('>')?.1.split_once('<'))
        .map(|(text, _)| text)
        .collect()
}

fn number(text: &str) -> u64 {
    text.replace('.', "").parse().unwrap()
}

fn sum(texts: &[&str]) -> u64 {
    texts.iter().map(|text| number(text)).sum()
}

/// Which of the sums of a declaration hold: invoice, packages, gross mass, net within gross.
fn holds(xml: &str) -> [bool; 4] {
    let gross = texts(xml, "GrossMassMeasure");
    let net = texts(xml, "NetNetWeightMeasure");
    [
        sum(&texts(xml, "InvoiceAmount")) == sum(&texts(xml, "ItemChargeAmount")),
        sum(&texts(xml, "TotalPackageQuantity")) == sum(&texts(xml, "QuantityQuantity")),
        number(gross[0]) == sum(&gross[1..]),
        gross[1..].iter().zip(&net).all(|(gross, net)| number(net) <= number(gross)),
    ]
}

#[test]
fn sums_hold_but_where_a_flaw_is_planted() {
    for plan in PLANS {
        let expected = match plan.flaw {
            Flaw::InvoiceTotal => [false, true, true, true],
            Flaw::TotalPackages => [true, false, true, true],
            Flaw::GrossMass => [true, true, false, true],
            Flaw::NetAboveGross => [true, true, true, false],
            _ => [true; 4],
        };
        assert_eq!(holds(&declaration(plan.number)), expected, "{}", plan.lrn());
    }
}

#[rstest]
#[case::no_invoice(114, "<TypeCode>N935<", false)]
#[case::invoice(115, "<TypeCode>N935<", true)]
#[case::no_importer(117, "<Importer>\n        <Name>", true)]
#[case::no_exit_office(206, "ExitOffice", false)]
#[case::exit_office(205, "ExitOffice", true)]
#[case::unknown_commodity(116, "<ID>851799<", true)]
#[case::container(122, "<TransportEquipment>", true)]
fn flaws_show(#[case] plan: u64, #[case] text: &str, #[case] expected: bool) {
    assert_eq!(declaration(plan).contains(text), expected);
}

#[test]
fn identifiers_hold_but_where_a_flaw_is_planted() {
    for plan in PLANS {
        let xml = declaration(plan.number);
        let declarant =
            texts(&xml, "ID").into_iter().filter(|id| id.starts_with("BE0") && id.len() == 12);
        let eoris =
            declarant.map(|id| check::belgian_eori(number(&id[2..10])) == id).collect::<Vec<_>>();
        let boxes = texts(&xml, "ID").into_iter().filter(|id| id.starts_with("GLNU"));
        let boxes = boxes.map(|id| check::container(&id[..10]) == id).collect::<Vec<_>>();
        let lrn = plan.lrn();
        assert_eq!(eoris.iter().all(|holds| *holds), plan.flaw != Flaw::EoriCheckDigit, "{lrn}");
        assert_eq!(
            boxes.iter().all(|holds| *holds),
            plan.flaw != Flaw::ContainerCheckDigit,
            "{lrn}"
        );
    }
}

#[test]
fn only_one_reply_writes_its_mrn_wrong() {
    let wrong: Vec<String> = files(SEED, DAY)
        .into_iter()
        .filter(|file| file.path.starts_with("replies/"))
        .filter(|file| {
            let xml = String::from_utf8(file.bytes.clone()).unwrap();
            texts(&xml, "ID").iter().any(|mrn| check::mrn(&mrn[..17]) != *mrn)
        })
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, ["replies/LGG26-I000104/01_DMSACC.xml"]);
}

#[test]
fn taxes_are_worked_out_on_the_value_with_duty() {
    for plan in PLANS.iter().filter(|plan| plan.is_import()) {
        let trade = Trade::of(plan, SEED, DAY);
        let path = format!("replies/{}/02_DMSTAX.xml", trade.lrn);
        let Some(file) = files(SEED, DAY).into_iter().find(|file| file.path == path) else {
            continue;
        };
        let xml = String::from_utf8(file.bytes).unwrap();
        let bases = texts(&xml, "AdValoremTaxBaseAmount");
        let assessed = texts(&xml, "TaxAssessedAmount");
        assert_eq!(bases.len(), 2 * trade.lines.len(), "{path}");
        for (base, tax) in bases.chunks(2).zip(assessed.chunks(2)) {
            assert_eq!(number(base[0]) + number(tax[0]), number(base[1]), "{path}");
        }
        let of_invoice = trade.in_euros(trade.invoice_total());
        let declared: u64 = bases.iter().step_by(2).map(|base| number(base)).sum();
        assert!(of_invoice.abs_diff(declared) <= trade.lines.len() as u64, "{path}");
    }
}

#[rstest]
#[case::released(101, &["01_DMSACC", "02_DMSTAX", "03_DMSCLE"])]
#[case::after_control(109, &["01_DMSACC", "02_DMSTAX", "03_DMSCTL", "04_DMSCLE"])]
#[case::documents(114, &["01_DMSACC", "02_DMSTAX", "03_DMSDOC"])]
#[case::rejected(116, &["01_DMSREJ"])]
#[case::invalidated(118, &["01_DMSACC", "02_DMSTAX", "03_DMSINV"])]
#[case::waiting(121, &[])]
#[case::exited(204, &["01_DMSACC", "02_DMSCLE", "03_DMSEOG"])]
fn replies_follow_the_fate(#[case] number: u64, #[case] expected: &[&str]) {
    let plan = PLANS.iter().find(|plan| plan.number == number).unwrap();
    let folder = format!("replies/{}/", plan.lrn());
    let names: Vec<String> = files(SEED, DAY)
        .into_iter()
        .filter_map(|file| file.path.strip_prefix(&folder).map(|name| name.replace(".xml", "")))
        .collect();
    assert_eq!(names, expected, "{:?}", plan.fate);
}

#[test]
fn nothing_is_released_with_a_bad_control_result() {
    for plan in PLANS.iter().filter(|plan| plan.fate == Fate::NotReleased) {
        let path = format!("replies/{}/04_DMSCLE.xml", plan.lrn());
        let file = files(SEED, DAY).into_iter().find(|file| file.path == path).unwrap();
        assert!(String::from_utf8(file.bytes).unwrap().contains("<StatementCode>B1<"));
    }
}
