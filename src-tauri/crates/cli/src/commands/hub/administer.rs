//! What is done to an office beside its running hub. Every act is in the audit.

use std::path::Path;
use std::sync::Arc;

use desk::contract::Failure;
use hub::SystemSurroundings;
use journal::{DeviceId, Hash};
use office::{AuditRow, Device, Invitation, Office};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{database, failure, make_folder, of_hub, of_office, open, options, who};
use crate::arguments::{Invite, Place};
use crate::console::{Console, Outcome};

/// How long a desk's code is good for, in hours, unless said.
const CODE_HOURS: u32 = 72;

/// A one-time code: the code alone for people, so that it can be handed on as it is.
pub(super) fn invite(
    console: &Console,
    request: &Invite,
    role: sync::Role,
) -> Result<Outcome, Failure> {
    if !request.claims.is_empty() {
        return Err(failure(
            "claims_of_a_desk",
            &"A desk has no parcels of its own to be told by.",
            "Leave out --ioss, --eori, --place and --awb-prefix, or name the role of a company.",
        ));
    }
    make_folder(&request.place.data)?;
    let hours = request.hours.unwrap_or(CODE_HOURS);
    let invitation = Invitation { role, name: request.name.clone(), hours, by: who() };
    let made =
        hub::invite(&options(&request.place)?, &invitation).map_err(|error| of_hub(&error))?;
    let answer = json!({
        "code": made.code.to_string(), "role": role, "name": request.name,
        "expires_at": made.expires_at,
    });
    console.answer(&answer, |_| made.code.to_string());
    Ok(Outcome::Done)
}

pub(super) fn devices(console: &Console, place: &Place) -> Result<Outcome, Failure> {
    let devices = open(place)?.devices().map_err(|error| of_office(&error))?;
    let told: Vec<Value> = devices.iter().map(device).collect();
    console.answer(&json!({ "devices": told }), |_| {
        let lines = devices.iter().map(|device| {
            let revoked = device.revoked_at.map(|at| format!(" · revoked {at}"));
            format!(
                "{}  {:11?}  {}  {} entries{}\n",
                device.id,
                device.role,
                device.name,
                device.sequence,
                revoked.unwrap_or_default()
            )
        });
        lines.collect()
    });
    Ok(Outcome::Done)
}

pub(super) fn revoke(console: &Console, place: &Place, id: Uuid) -> Result<Outcome, Failure> {
    let office = open(place)?;
    office.revoke(DeviceId(id), &who()).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "revoked": id }), |_| format!("{id} is shut out."));
    Ok(Outcome::Done)
}

/// The acts, and whether nobody has altered, dropped or inserted one of those told.
pub(super) fn audit(
    console: &Console,
    place: &Place,
    after: u64,
    limit: u32,
) -> Result<Outcome, Failure> {
    let rows = open(place)?.audit(after, limit).map_err(|error| of_office(&error))?;
    let broken = broken(&rows, after);
    let told: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "number": row.number, "at": row.at, "actor": row.actor, "act": row.act,
                "detail": row.detail, "hash": row.hash.to_string(),
            })
        })
        .collect();
    console.answer(&json!({ "audit": told, "broken_at": broken }), |_| {
        let lines = rows.iter().map(|row| {
            format!("{:6} {} {} {} {}\n", row.number, row.at, row.actor, row.act, row.detail)
        });
        let end = broken.map(|number| format!("The chain does not hold at {number}.\n"));
        lines.chain(end).collect()
    });
    Ok(if broken.is_some() { Outcome::Unsound } else { Outcome::Done })
}

pub(super) fn backup(console: &Console, place: &Place, to: &Path) -> Result<Outcome, Failure> {
    let info = open(place)?.backup(to).map_err(|error| of_office(&error))?;
    console.answer(&json!({ "file": to.display().to_string(), "backup": info }), |_| {
        format!("{} up to entry {}, in {}", info.office, info.head, to.display())
    });
    Ok(Outcome::Done)
}

pub(super) fn restore(console: &Console, place: &Place, from: &Path) -> Result<Outcome, Failure> {
    make_folder(&place.data)?;
    let surroundings = Arc::new(SystemSurroundings);
    let office = Office::restore(&database(place)?, from, &who(), surroundings)
        .map_err(|error| of_office(&error))?;
    let info = office.info().map_err(|error| of_office(&error))?;
    // Desks trust the old hub's own authority, which is no part of a backup: it is a secret.
    let is_known = place.certificate.is_some() || place.data.join("tls").is_dir();
    let answer = json!({
        "office": info.name, "head": info.hub.head, "epoch": info.hub.epoch,
        "known_to_desks": is_known,
    });
    console.answer(&answer, |_| {
        let back =
            format!("{} is back up to entry {}, and begins a new history.", info.name, info.hub.head);
        let tls = place.data.join("tls");
        match is_known {
            true => back,
            false => format!(
                "{back}\nCopy the old hub's folder tls to {} before you start it, or every desk has \
                 to be enrolled again.",
                tls.display()
            ),
        }
    });
    Ok(Outcome::Done)
}

/// The first of some rows in a row that is not what was hashed, or does not follow.
fn broken(rows: &[AuditRow], after: u64) -> Option<u64> {
    let mut before: Option<Hash> = (after == 0).then_some(Hash::ZERO);
    for (number, row) in (after + 1..).zip(rows) {
        let follows = before.is_none_or(|before| before == row.previous);
        if row.number != number || !follows || row.expected_hash() != row.hash {
            return Some(number);
        }
        before = Some(row.hash);
    }
    None
}

fn device(device: &Device) -> Value {
    json!({
        "id": device.id, "name": device.name, "role": device.role,
        "enrolled_at": device.enrolled_at, "before": device.before, "seen_at": device.seen_at,
        "entries": device.sequence, "revoked_at": device.revoked_at,
        "revoked_by": device.revoked_by,
    })
}
