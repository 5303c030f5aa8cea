//! Whether what is stored is what was written: the order, the chains, the projections, the audit.

use std::collections::{BTreeMap, HashMap};

use journal::{Chain, DeclarationId, DeviceId, Hash, Placed};

use crate::declarations::Declared;
use crate::error::OfficeError;
use crate::office::Office;
use crate::order::{Kept, read_entry};
use crate::project::Projection;
use crate::sql::{Row, Transaction};

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Machine code, for example `gap`, `chain_broken`, `projection_differs`, `audit_broken`.
    pub code: &'static str,
    /// Which record, and what is wrong with it.
    pub what: String,
}

const PAGE: u32 = 1_000;

impl Office {
    /// Goes over everything and answers what does not hold; nothing where all is well.
    ///
    /// # Errors
    /// The database's.
    pub fn verify(&self) -> Result<Vec<Fault>, OfficeError> {
        self.sql.read(|tx| {
            let mut faults = Vec::new();
            self.verify_order(tx, &mut faults)?;
            self.verify_chains(tx, &mut faults)?;
            self.verify_projections(tx, &mut faults)?;
            self.verify_audit(tx, &mut faults)?;
            Ok(faults)
        })
    }

    /// Numbers without a gap up to the head, and columns that say what their entry says.
    fn verify_order(
        &self,
        tx: &mut Transaction<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<(), OfficeError> {
        let sql = "SELECT sequence, against, entry, id, device, device_sequence, hash, kind
            FROM entry WHERE office = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";
        let head = self.standing(tx)?.head;
        let mut last = 0;
        loop {
            let rows = tx.query(sql, &[self.number.into(), last.into(), PAGE.into()])?;
            if rows.is_empty() {
                break;
            }
            for mut row in rows {
                let kept = Kept::read(&mut row, 0)?;
                if kept.sequence != last + 1 {
                    faults
                        .push(fault("gap", format!("after number {last} comes {}", kept.sequence)));
                }
                last = kept.sequence;
                if !says_the_same(&row, &kept)? {
                    let what = format!("the row of number {last} does not say what its entry says");
                    faults.push(fault("row_differs", what));
                }
            }
        }
        if last != head {
            let what = format!("the last entry is number {last}, the head says {head}");
            faults.push(fault("head_differs", what));
        }
        Ok(())
    }

    fn verify_chains(
        &self,
        tx: &mut Transaction<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<(), OfficeError> {
        let sql = "SELECT device, sequence, hash FROM chain WHERE office = $1 ORDER BY device";
        for row in tx.query(sql, &[self.number.into()])? {
            let device = DeviceId(row.uuid(0)?);
            let (sequence, hash) = (row.number(1)?, row.hash(2)?);
            match self.walk(tx, device)? {
                Ok(chain) if (chain.sequence(), chain.head()) == (sequence, hash) => {}
                Ok(chain) => {
                    let what = format!(
                        "desk {device} has {} entries, its head says {sequence}",
                        chain.sequence()
                    );
                    faults.push(fault("head_differs", what));
                }
                Err(broken) => {
                    faults.push(fault("chain_broken", format!("desk {device}: {broken}")));
                }
            }
        }
        Ok(())
    }

    /// Follows one device's chain, through what has a place and what is kept apart.
    fn walk(
        &self,
        tx: &mut Transaction<'_>,
        device: DeviceId,
    ) -> Result<Result<Chain, journal::ChainBroken>, OfficeError> {
        let sql = "SELECT device_sequence, entry FROM entry
            WHERE office = $1 AND device = $2 AND device_sequence > $3 AND device_sequence <= $4
            UNION ALL SELECT device_sequence, entry FROM apart
            WHERE office = $1 AND device = $2 AND device_sequence > $3 AND device_sequence <= $4
            ORDER BY 1";
        let last = "SELECT sequence FROM chain WHERE office = $1 AND device = $2";
        let end = tx.one(last, &[self.number.into(), device.into()])?.number(0)?;
        let (mut chain, mut from) = (Chain::start(device), 0);
        while from < end {
            let upto = from + u64::from(PAGE);
            let params = [self.number.into(), device.into(), from.into(), upto.into()];
            for row in tx.query(sql, &params)? {
                if let Err(broken) = chain.follow(&read_entry(row.blob(1)?)?) {
                    return Ok(Err(broken));
                }
            }
            from = upto;
        }
        Ok(Ok(chain))
    }

    fn verify_projections(
        &self,
        tx: &mut Transaction<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<(), OfficeError> {
        let sql = "SELECT DISTINCT subject FROM entry
            WHERE office = $1 AND subject > $2 ORDER BY subject LIMIT $3";
        let mut last = DeclarationId(uuid::Uuid::nil());
        loop {
            let rows = tx.query(sql, &[self.number.into(), last.into(), PAGE.into()])?;
            let subjects = rows
                .iter()
                .map(|row| row.uuid(0).map(DeclarationId))
                .collect::<Result<Vec<_>, _>>()?;
            let Some(end) = subjects.last() else { return Ok(()) };
            last = *end;
            let kept = self.declared(tx, &subjects)?;
            for (subject, expected) in self.folded(tx, &subjects)? {
                if kept.get(&subject) != Some(&expected) {
                    let what = format!("declaration {subject} is not kept as its entries make it");
                    faults.push(fault("projection_differs", what));
                }
            }
        }
    }

    /// What the declarations' rows should say.
    fn folded(
        &self,
        tx: &mut Transaction<'_>,
        subjects: &[DeclarationId],
    ) -> Result<BTreeMap<DeclarationId, Vec<String>>, OfficeError> {
        let mut entries: HashMap<DeclarationId, Vec<Placed>> = HashMap::new();
        for kept in self.entries_of(tx, subjects, u64::MAX)? {
            let placed = kept.placed()?;
            if let Some(subject) = placed.subject {
                entries.entry(subject).or_default().push(placed);
            }
        }
        let folded = entries.into_iter().filter_map(|(subject, entries)| {
            let projection = Projection::fold(subject, &entries).ok()?;
            Some((subject, Declared::after(projection, None).texts()))
        });
        Ok(folded.collect())
    }

    fn verify_audit(
        &self,
        tx: &mut Transaction<'_>,
        faults: &mut Vec<Fault>,
    ) -> Result<(), OfficeError> {
        let (mut number, mut previous) = (0, Hash::ZERO);
        loop {
            let rows = self.audit_in(tx, number, PAGE)?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in rows {
                let follows = row.number == number + 1 && row.previous == previous;
                if !follows || row.hash != row.expected_hash() {
                    let what =
                        format!("row {} of the audit was altered or one is missing", row.number);
                    faults.push(fault("audit_broken", what));
                }
                (number, previous) = (row.number, row.hash);
            }
        }
    }
}

fn says_the_same(row: &Row, kept: &Kept) -> Result<bool, OfficeError> {
    let entry = kept.entry()?;
    Ok(entry.hash == entry.expected_hash()
        && row.hash(6)? == entry.hash
        && row.uuid(3)? == entry.id.0
        && row.uuid(4)? == entry.device.0
        && row.number(5)? == entry.sequence
        && row.text(7)? == entry.kind)
}

fn fault(code: &'static str, what: String) -> Fault {
    Fault { code, what }
}
