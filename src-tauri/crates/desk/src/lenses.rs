//! Lenses over the desk's own history.

use std::sync::Arc;

use customs::lens::{
    FAR, FEWEST, HIGH, IOSS_SELLERS, LOW, SPLIT_PARCELS, SPLIT_VALUE_CENTS, Spread,
};
use journal::DeclarationId;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use store::Lens;

use crate::contract::{
    Filter, LensFound, LensGroup, LensLimits, LensMember, LensName, LensNamed, LensOpened,
    LensSpread, Lenses, LensesRequest, small,
};
use crate::core::Core;
use crate::error::DeskError;

/// Entries that are read for one request: at most some tenths of a second.
const STEP: u32 = 500;
/// More groups than anybody reads.
const GROUPS: u32 = 200;

/// What the lenses find, once everything that came onto the desk was read.
///
/// # Errors
/// The store or the file of the lenses cannot be read or written.
pub(crate) fn lenses(core: &Core, request: &LensesRequest) -> Result<Lenses, DeskError> {
    let lenses = core.lenses()?;
    let behind = core.ask(|reader| lenses.catch_up(reader, STEP))?;
    let mut answer = Lenses {
        behind: small(behind),
        limits: limits(),
        declarations: 0,
        since: None,
        lenses: vec![],
    };
    if behind > 0 {
        return Ok(answer);
    }
    let asked = |lens: &Lens| request.lens.is_none_or(|name| Lens::from(name) == *lens);
    for lens in Lens::ALL.into_iter().filter(asked) {
        let page = lenses.found(lens, request.limit.min(GROUPS))?;
        answer.declarations = small(page.declarations);
        answer.since = page.since;
        let groups = page.groups.into_iter().map(|each| group(lens, each)).collect();
        answer.lenses.push(LensFound { lens: lens.into(), groups, total: small(page.total) });
    }
    Ok(answer)
}

/// The declarations of a group, as far as the lenses have read.
///
/// # Errors
/// The file of the lenses cannot be read.
pub(crate) fn members(core: &Core, opened: &LensOpened) -> Result<Arc<[DeclarationId]>, DeskError> {
    Ok(core.lenses()?.members(opened.lens.into(), &opened.group)?.into())
}

fn limits() -> LensLimits {
    LensLimits {
        parcels: small(SPLIT_PARCELS as u64),
        value: euro(SPLIT_VALUE_CENTS),
        lines: small(FEWEST),
        low: small(LOW),
        high: small(HIGH),
        times: FAR.to_u32().unwrap_or_default(),
        sellers: small(IOSS_SELLERS as u64),
    }
}

fn group(lens: Lens, group: store::LensGroup) -> LensGroup {
    let named = |all: Vec<store::Named>| {
        let told = |each: store::Named| LensNamed { name: each.name, parcels: small(each.parcels) };
        all.into_iter().map(told).collect()
    };
    let opened = LensOpened { lens: lens.into(), group: group.key.clone() };
    LensGroup {
        key: group.key,
        common: group.common,
        parcels: small(group.parcels),
        value: euro(group.value_cents),
        from: group.from,
        until: group.until,
        unrelated_sellers: (lens == Lens::SharedIoss).then(|| small(group.unrelated_sellers)),
        spread: group.spread.map(spread),
        flights: named(group.flights),
        sellers: named(group.sellers),
        consignees: named(group.consignees),
        members: group.members.into_iter().map(member).collect(),
        filter: Filter { lens: Some(opened), ..Filter::default() },
    }
}

fn spread(spread: Spread) -> LensSpread {
    LensSpread {
        lines: small(spread.lines),
        low: euro(spread.low),
        median: euro(spread.median),
        high: euro(spread.high),
    }
}

fn member(member: store::LensMember) -> LensMember {
    LensMember {
        id: member.id.0,
        lrn: member.lrn,
        consignee: member.consignee,
        street: member.street,
        seller: member.seller,
        flight: member.flight,
        value: member.value_cents.map(euro),
        item: member.line.map(|(item, _)| item),
        value_per_kg: member.line.map(|(_, cents)| euro(cents)),
    }
}

fn euro(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

impl From<LensName> for Lens {
    fn from(name: LensName) -> Self {
        match name {
            LensName::Splitting => Self::Splitting,
            LensName::ValuePerKg => Self::ValuePerKg,
            LensName::SharedIoss => Self::SharedIoss,
            LensName::SameParcel => Self::SameParcel,
            LensName::SameInvoice => Self::SameInvoice,
        }
    }
}

impl From<Lens> for LensName {
    fn from(lens: Lens) -> Self {
        match lens {
            Lens::Splitting => Self::Splitting,
            Lens::ValuePerKg => Self::ValuePerKg,
            Lens::SharedIoss => Self::SharedIoss,
            Lens::SameParcel => Self::SameParcel,
            Lens::SameInvoice => Self::SameInvoice,
        }
    }
}
