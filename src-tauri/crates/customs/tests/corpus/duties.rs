use customs::charges::{Rounding, RoundingMode};
use rust_decimal::Decimal;

use crate::files::corpus;

/// Duty and VAT as the British authority worked them out: base times rate, customs duty rounded half
/// up and VAT cut off at the penny.
#[test]
fn ad_valorem_lines_come_out_as_the_authority_has_them() {
    let Some(corpus) = corpus() else { return };
    let text = std::fs::read_to_string(corpus.join("hmrc-dms-duty-lines.csv")).expect("readable");
    let duty = Rounding { decimals: 2, mode: RoundingMode::HalfUp };
    let vat = Rounding { decimals: 2, mode: RoundingMode::Truncate };
    let (mut agree, mut differ) = (0, Vec::new());
    for line in text.lines().skip(1) {
        let [_, _, tax_type, base, _, rate, _, deduct, assessed, ..] =
            line.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("too few columns: {line}");
        };
        let number = |text: &str| text.parse::<Decimal>().ok();
        let (Some(base), Some(rate), Some(assessed)) =
            (number(base), number(rate), number(assessed))
        else {
            continue;
        };
        let policy = if tax_type.starts_with('B') { vat } else { duty };
        let deducted = number(deduct).unwrap_or_default();
        let worked_out = policy.percent_of(base, rate).expect("the numbers are small") - deducted;
        match worked_out == assessed {
            true => agree += 1,
            false => differ.push(format!("{worked_out} {line}")),
        }
    }
    eprintln!("{agree} lines agree, {} differ", differ.len());
    assert!(agree >= 200 && differ.is_empty(), "{agree} agree, {differ:#?}");
}
