//! Exchange rates as text for people.

use desk::contract::{RateUsed, RatesImported, RatesOfDay, RatesReport};

use super::line;

pub(crate) fn report(report: &RatesReport) -> String {
    let mut text = String::new();
    for file in &report.files {
        line(&mut text, &format!("{}: {}", file.path, imported(file)));
        for refused in &file.refused {
            let (at, reason, hint) = (refused.line, &refused.reason, &refused.hint);
            line(&mut text, &format!("  line {at}: {reason} {hint}"));
        }
    }
    text
}

fn imported(file: &RatesImported) -> String {
    let Some((source, base)) = file.source.as_deref().zip(file.base.as_deref()) else {
        return "refused, nothing of it came in".to_owned();
    };
    let days = file.from.zip(file.until).and_then(|(from, until)| Some((from, until.pred_opt()?)));
    let days = days.map(|(from, last)| format!(", {from} to {last}")).unwrap_or_default();
    let (new, replaced, known) = (file.new, file.replaced, file.known);
    format!(
        "{}, units for one {base}{days}: {new} tables new, {replaced} in place of others, {known} known",
        name(source)
    )
}

pub(crate) fn of_a_day(rates: &RatesOfDay) -> String {
    let mut text = String::new();
    line(&mut text, &format!("Rates of {}", rates.on));
    for rate in &rates.rates {
        line(&mut text, &format!("  {}", used(rate)));
    }
    for list in &rates.lists {
        let last = list.until.pred_opt().unwrap_or(list.until);
        let replaced = match list.replaced {
            0 => String::new(),
            count => format!(", {count} replaced by later lists"),
        };
        line(
            &mut text,
            &format!(
                "{}  {} to {last}  {} tables{replaced}  {}  {}",
                name(&list.source),
                list.from,
                list.tables,
                list.name,
                list.hash
            ),
        );
    }
    text
}

/// A rate with the list that it comes from: `1.0912 USD for one EUR (ECB of 2026-11-18)`.
pub(crate) fn used(rate: &RateUsed) -> String {
    let list = match &rate.list {
        Some(list) => format!("{} of {}", name(&list.source), list.published),
        None => "rule packs".to_owned(),
    };
    let unverified = if rate.unverified { ", unverified" } else { "" };
    format!("{} {} for one {} ({list}{unverified})", rate.units, rate.currency, rate.base)
}

fn name(source: &str) -> &str {
    match source {
        "ecb" => "ECB",
        "hmrc" => "HMRC",
        "eu_customs" => "EU customs",
        other => other,
    }
}
