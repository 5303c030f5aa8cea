//! What lenses found, as text for people.

use desk::contract::{LensFound, LensGroup, LensLimits, LensMember, LensName, LensNamed, Lenses};

use super::line;

pub(crate) fn lenses(lenses: &Lenses) -> String {
    let mut text = String::new();
    let since = lenses.since.map(|day| format!(" since {day}")).unwrap_or_default();
    line(&mut text, &format!("{} declarations{since}", lenses.declarations));
    for found in &lenses.lenses {
        lens(&mut text, found, &lenses.limits);
    }
    text
}

fn lens(text: &mut String, found: &LensFound, limits: &LensLimits) {
    line(text, "");
    line(text, &format!("{}: {}", what(found.lens, limits), found.total));
    for each in &found.groups {
        group(text, each);
    }
    let left = found.total.saturating_sub(u32::try_from(found.groups.len()).unwrap_or(u32::MAX));
    if left > 0 {
        line(text, &format!("  and {left} more"));
    }
}

/// The lens with the limit from which it says something.
fn what(lens: LensName, limits: &LensLimits) -> String {
    match lens {
        LensName::Splitting => format!(
            "Split orders, {} parcels and more a day to one name or address, together over EUR {}",
            limits.parcels, limits.value
        ),
        LensName::ValuePerKg => format!(
            "Values per kg outside {} and {} % and {} times from the median, of {} lines and more",
            limits.low, limits.high, limits.times, limits.lines
        ),
        LensName::SharedIoss => {
            format!("IOSS numbers with {} unrelated sellers and more", limits.sellers)
        }
        LensName::SameParcel => "Parcel numbers in several declarations".to_owned(),
        LensName::SameInvoice => "Invoices of one seller in several declarations".to_owned(),
    }
}

fn group(text: &mut String, group: &LensGroup) {
    let days = if group.from == group.until {
        group.from.to_string()
    } else {
        format!("{} to {}", group.from, group.until)
    };
    let sellers = group.unrelated_sellers.map(|count| format!(", {count} unrelated sellers"));
    let (common, parcels, value) = (&group.common, group.parcels, group.value);
    let sellers = sellers.unwrap_or_default();
    line(text, &format!("  {common}  {days}  {parcels} declarations, EUR {value}{sellers}"));
    if let Some(spread) = &group.spread {
        let quantiles = format!(
            "    {} lines: most between EUR {} and {} a kg, median {}",
            spread.lines, spread.low, spread.high, spread.median
        );
        line(text, &quantiles);
    }
    for (name, named) in [("flights", &group.flights), ("sellers", &group.sellers)] {
        if !named.is_empty() {
            line(text, &format!("    {name}: {}", names(named)));
        }
    }
    group.members.iter().for_each(|each| line(text, &format!("    {}", member(each))));
}

fn names(named: &[LensNamed]) -> String {
    let each = named.iter().map(|named| format!("{} ({})", named.name, named.parcels));
    each.collect::<Vec<_>>().join(", ")
}

fn member(member: &LensMember) -> String {
    let value = member.value.map(|value| format!("EUR {value}")).unwrap_or_default();
    let per_kg = match (member.item, member.value_per_kg) {
        (Some(item), Some(value)) => format!("  item {item} EUR {value} a kg"),
        _ => String::new(),
    };
    let (lrn, consignee, street) = (&member.lrn, &member.consignee, &member.street);
    format!("{lrn}  {consignee}, {street}  {value}{per_kg}")
}
