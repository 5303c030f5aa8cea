//! Joining: a code for one device, the device that uses it, a second name for a desk that was cloned.

use chrono::{DateTime, TimeDelta, Utc};
use journal::DeviceId;
use serde_json::json;
use sha2::{Digest, Sha256};
use sync::Role;
use sync::link::Enrolled;

use super::{Device, actor, role_of};
use crate::error::{OfficeError, role_name};
use crate::office::Office;
use crate::sql::{Row, Transaction, Value};

/// For whom a code is made out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub role: Role,
    /// For whom, as the audit will call it; may be empty.
    pub name: String,
    /// How long the code is good for.
    pub hours: u32,
    /// Who invites.
    pub by: String,
}

/// A code that was made.
#[derive(Clone, PartialEq, Eq)]
pub struct Invited {
    /// Shown once; the hub keeps only its hash.
    pub secret: [u8; SECRET],
    pub expires_at: DateTime<Utc>,
}

/// Asks to join with a code.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    pub secret: Vec<u8>,
    /// The name that the desk has chosen, and under which it may have written already.
    pub device: DeviceId,
    /// Ed25519.
    pub public_key: [u8; 32],
    /// What people call it.
    pub name: String,
}

/// Bytes of a code's secret.
pub const SECRET: usize = 10;

impl Office {
    /// Makes a code that enrols one device.
    ///
    /// # Errors
    /// The database's.
    pub fn invite(&self, invitation: &Invitation) -> Result<Invited, OfficeError> {
        let mut secret = [0; SECRET];
        self.surroundings.random(&mut secret);
        let now = self.surroundings.now();
        let expires_at = now + TimeDelta::hours(invitation.hours.into());
        self.sql.transaction(|tx| {
            self.locked(tx)?;
            let sql = "INSERT INTO invitation
                (office, secret, role, name, invited_by, at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
            let params = [
                self.number.into(),
                hash_of(&secret).into(),
                role_name(invitation.role).into(),
                invitation.name.as_str().into(),
                invitation.by.as_str().into(),
                now.into(),
                Value::from(expires_at),
            ];
            tx.execute(sql, &params)?;
            let detail = json!({ "role": invitation.role, "name": invitation.name, "hours": invitation.hours });
            self.note(tx, now, &invitation.by, "invited", &detail)
        })?;
        Ok(Invited { secret, expires_at })
    }

    /// Enrols a device with a code. The same device with the same key may ask again, should the
    /// answer have been lost.
    ///
    /// # Errors
    /// `CodeUnknown`, `CodeExpired`, `CodeUsed`, `DeviceTaken`, `DeviceRevoked`.
    pub fn enrol(&self, enrolment: &Enrolment) -> Result<Enrolled, OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let office = self.locked(tx)?.name;
            let role = self.redeem(tx, enrolment, now)?;
            if let Some(known) = self.device_in(tx, enrolment.device)? {
                match known {
                    Device { revoked_at: Some(_), id, .. } => {
                        return Err(OfficeError::DeviceRevoked(id));
                    }
                    Device { public_key, id, .. } if public_key != enrolment.public_key => {
                        return Err(OfficeError::DeviceTaken(id));
                    }
                    Device { role: known, .. } if known == role => {}
                    _ => self.set_role(tx, enrolment.device, role)?,
                }
            } else {
                let Enrolment { device, public_key, ref name, .. } = *enrolment;
                self.add_device(tx, &Device::new(device, public_key, name, role, now))?;
            }
            let detail =
                json!({ "device": enrolment.device, "name": enrolment.name, "role": role });
            self.note(tx, now, &actor(enrolment.device), "enrolled", &detail)?;
            Ok(Enrolled { office, device: enrolment.device, role, at: now })
        })
    }

    /// Gives a cloned or restored desk a second name under the same key and role. Asking twice for one
    /// new name gives it once.
    ///
    /// # Errors
    /// `UnknownDevice`, `DeviceRevoked`, `DeviceTaken`.
    pub fn enrol_again(
        &self,
        device: DeviceId,
        new: DeviceId,
        name: &str,
    ) -> Result<Enrolled, OfficeError> {
        let now = self.surroundings.now();
        self.sql.transaction(|tx| {
            let office = self.locked(tx)?.name;
            let old = self.active(tx, device)?;
            match self.device_in(tx, new)? {
                Some(known)
                    if known.before == Some(device) && known.public_key == old.public_key => {}
                Some(_) => return Err(OfficeError::DeviceTaken(new)),
                None => {
                    let added = Device::new(new, old.public_key, name, old.role, now);
                    self.add_device(tx, &Device { before: Some(device), ..added })?;
                    let detail = json!({ "device": new, "before": device, "name": name });
                    self.note(tx, now, &actor(device), "enrolled_again", &detail)?;
                }
            }
            Ok(Enrolled { office, device: new, role: old.role, at: now })
        })
    }

    /// What the code allows; it is used up then, unless it is the same device that asks again.
    fn redeem(
        &self,
        tx: &mut Transaction<'_>,
        enrolment: &Enrolment,
        now: DateTime<Utc>,
    ) -> Result<Role, OfficeError> {
        let secret = hash_of(&enrolment.secret);
        let sql = "SELECT role, expires_at, used_at, used_by FROM invitation
                   WHERE office = $1 AND secret = $2";
        let row = tx.first(sql, &[self.number.into(), secret.clone().into()])?;
        let row = row.ok_or(OfficeError::CodeUnknown)?;
        let role = role_of(row.text(0)?)?;
        if let Some(user) = row.optional(3, Row::uuid)? {
            let same = DeviceId(user) == enrolment.device;
            return if same { Ok(role) } else { Err(OfficeError::CodeUsed) };
        }
        if row.moment(1)? < now {
            return Err(OfficeError::CodeExpired);
        }
        let sql = "UPDATE invitation SET used_at = $3, used_by = $4
                   WHERE office = $1 AND secret = $2";
        let params = [self.number.into(), secret.into(), now.into(), enrolment.device.into()];
        tx.execute(sql, &params)?;
        Ok(role)
    }

    fn add_device(&self, tx: &mut Transaction<'_>, device: &Device) -> Result<(), OfficeError> {
        let sql = "INSERT INTO device (office, device, public_key, name, role, enrolled_at, before)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let params = [
            self.number.into(),
            device.id.into(),
            device.public_key.as_slice().into(),
            device.name.as_str().into(),
            role_name(device.role).into(),
            device.enrolled_at.into(),
            Value::from(device.before),
        ];
        tx.execute(sql, &params).map(drop)
    }
}

impl Device {
    /// One that has just enrolled.
    fn new(id: DeviceId, public_key: [u8; 32], name: &str, role: Role, at: DateTime<Utc>) -> Self {
        Self {
            id,
            public_key,
            name: name.to_owned(),
            role,
            enrolled_at: at,
            before: None,
            seen_at: None,
            sequence: 0,
            revoked_at: None,
            revoked_by: None,
        }
    }
}

fn hash_of(secret: &[u8]) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}
