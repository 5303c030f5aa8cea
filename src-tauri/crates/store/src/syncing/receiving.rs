//! Taking in a part of the office's order.

use std::collections::HashMap;

use journal::{DeclarationId, DeviceId, Entry, Hash, Placed};
use rusqlite::OptionalExtension;
use sync::Sequenced;

use super::placing::Known;
use super::preparing::{Content, Prepared, Ready};
use crate::entries;
use crate::error::StoreError;
use crate::project::{Arrived, Data, Projected};
use crate::store::Writer;

/// What a page brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Entries that were not here.
    pub new: u64,
    /// Entries that were here and have their place now: the hub's answer to them had been lost.
    pub placed: u64,
    /// Entries of evicted declarations that are whole again.
    pub refilled: u64,
    /// Entries that were here just so.
    pub known: u64,
}

impl Writer<'_> {
    /// Takes in a page of the office's order, or the history of some declarations: writes what is
    /// new, places what is this desk's own, fills evicted entries, and folds what it touches. The same
    /// page again changes nothing.
    ///
    /// # Errors
    /// `Altered` where an entry is not what was hashed, `Forked` where two different entries claim
    /// one id or one number of a desk, `HubContradicts` where the hub said something else before. The
    /// transaction is then given up.
    pub fn receive(&mut self, mut page: Prepared) -> Result<Received, StoreError> {
        self.step(|writer| {
            let mut receiving = Receiving {
                writer,
                devices: HashMap::new(),
                touched: HashMap::new(),
                order: Vec::new(),
                received: Received::default(),
            };
            page.take().try_for_each(|ready| receiving.take(ready))?;
            receiving.finish()
        })
    }
}

struct Receiving<'w, 's, 'p> {
    writer: &'w mut Writer<'s>,
    devices: HashMap<DeviceId, Device>,
    touched: HashMap<DeclarationId, Touched<'p>>,
    /// In the order in which the page touched them.
    order: Vec<DeclarationId>,
    received: Received,
}

/// What is known of a desk's chain.
struct Device {
    no: i64,
    own: bool,
    partial: bool,
    /// The entry that was taken in last.
    last: (u64, Hash),
    /// The highest number that is here.
    highest: u64,
}

/// A declaration that the page touches.
struct Touched<'p> {
    no: i64,
    /// All its entries, where none was here before the page.
    fresh: Option<Vec<&'p Sequenced>>,
    /// What the first of them brings.
    arrived: Option<Arrived>,
    data: Data,
    refilled: bool,
}

impl<'p> Receiving<'_, '_, 'p> {
    fn take(&mut self, ready: Ready<'p>) -> Result<(), StoreError> {
        let sequenced = ready.sequenced;
        let entry = &sequenced.entry;
        if !ready.facts.is_sealed {
            return Err(StoreError::Altered(entry.id));
        }
        let device = self.device(entry.device)?;
        // Before the entry is written: what is here of its declaration came before it.
        let number = self.number(entry)?;
        let connection = &self.writer.connection;
        let Some(position) = entries::insert(connection, device, entry, &ready.facts.packed)?
        else {
            return self.take_known(&ready);
        };
        self.follow(entry)?;
        self.writer.place_new(position, entry.id, sequenced.sequence)?;
        self.writer.contest(position, &sequenced.against)?;
        self.received.new += 1;
        self.enter(position, number, ready)
    }

    fn enter(
        &mut self,
        position: i64,
        number: Option<i64>,
        ready: Ready<'p>,
    ) -> Result<(), StoreError> {
        let about = number.unwrap_or(position);
        self.enter_facts(position, about, &ready)?;
        let sequenced = ready.sequenced;
        let Some(subject) = sequenced.entry.subject else { return Ok(()) };
        let touched = self.touch(subject, about, number.is_none());
        match &ready.facts.content {
            Content::Other(event) if Data::after(event) == Data::AsItWas => {}
            _ => touched.data = Data::MayDiffer,
        }
        if let Some(fresh) = &mut touched.fresh {
            if let (true, Content::Arrival(arrived)) = (fresh.is_empty(), ready.facts.content) {
                touched.arrived = Some(arrived);
            }
            fresh.push(sequenced);
        }
        Ok(())
    }

    fn enter_facts(
        &mut self,
        position: i64,
        about: i64,
        ready: &Ready<'_>,
    ) -> Result<(), StoreError> {
        let entry = &ready.sequenced.entry;
        let own = self.devices.get(&entry.device).is_some_and(|device| device.own);
        let projector = &mut self.writer.projector;
        match &ready.facts.content {
            Content::Arrival(arrived) => projector.name_source(about, own, arrived),
            Content::Other(event) => projector.enter(position, about, own, (entry, event)),
            Content::Unreadable => Ok(()),
        }
    }

    /// Something with this id or this number is here.
    fn take_known(&mut self, ready: &Ready<'_>) -> Result<(), StoreError> {
        let sequenced = ready.sequenced;
        let entry = &sequenced.entry;
        let forked = StoreError::Forked { device: entry.device, sequence: entry.sequence };
        let Some(known) = self.writer.known(entry.id)? else { return Err(forked) };
        if known.hash != entry.hash && !self.is_same_act(entry)? {
            return Err(forked);
        }
        if known.is_evicted {
            self.refill(&known, ready)?;
        }
        match known.sequence {
            Some(sequence) if sequence != sequenced.sequence => {
                return Err(StoreError::HubContradicts { entry: entry.id, sequence });
            }
            Some(_) => self.received.known += u64::from(!known.is_evicted),
            None => self.acknowledge(&known, sequenced)?,
        }
        Ok(())
    }

    /// Whether what is here under this id is the same, sealed as a link of another chain: the hub had
    /// it first from another desk, or under another name of its author.
    fn is_same_act(&self, entry: &Entry) -> Result<bool, StoreError> {
        let kept = entries::kept(&self.writer.connection, entry.id)?;
        Ok(kept.is_some_and(|here| {
            // What is evicted has its payload at the hub only, but the seal covers it.
            let payload = entry.payload.clone();
            let here = Entry { payload, ..here.entry };
            here.expected_hash() == here.hash && here.is_same_act(entry)
        }))
    }

    fn acknowledge(&mut self, known: &Known, sequenced: &Sequenced) -> Result<(), StoreError> {
        let id = sequenced.entry.id;
        self.writer.place(known.position, id, sequenced.sequence, &sequenced.against)?;
        if known.is_refused {
            self.writer.admit(id, known.position)?;
        }
        self.received.placed += 1;
        self.touch_known(known)
    }

    fn refill(&mut self, known: &Known, ready: &Ready<'_>) -> Result<(), StoreError> {
        let packed = &ready.facts.packed;
        let connection = &self.writer.connection;
        let sql = "UPDATE entry SET encoding = ?2, payload = ?3 WHERE position = ?1";
        let values = (known.position, packed.encoding, &packed.bytes);
        connection.prepare_cached(sql)?.execute(values)?;
        let sql = "DELETE FROM evicted_message WHERE entry = ?1";
        connection.prepare_cached(sql)?.execute([known.position])?;
        self.received.refilled += 1;
        let about = self.about(known)?;
        self.enter_facts(known.position, about, ready)?;
        self.touch_known(known)?;
        if let Some(touched) = known.subject.and_then(|id| self.touched.get_mut(&id)) {
            touched.refilled = true;
        }
        Ok(())
    }

    fn touch_known(&mut self, known: &Known) -> Result<(), StoreError> {
        let Some(subject) = known.subject else { return Ok(()) };
        let about = self.about(known)?;
        let touched = self.touch(subject, about, false);
        // The order of the fold may be another now.
        touched.data = Data::MayDiffer;
        Ok(())
    }

    fn about(&self, known: &Known) -> Result<i64, StoreError> {
        let Some(subject) = known.subject else { return Ok(known.position) };
        if let Some(touched) = self.touched.get(&subject) {
            return Ok(touched.no);
        }
        let number = entries::number_of(&self.writer.connection, subject)?;
        Ok(number.unwrap_or(known.position))
    }

    /// The number of the entry's declaration; `None` where this is the first entry about it.
    fn number(&self, entry: &Entry) -> Result<Option<i64>, StoreError> {
        let Some(subject) = entry.subject else { return Ok(None) };
        match self.touched.get(&subject) {
            Some(touched) => Ok(Some(touched.no)),
            None => entries::number_of(&self.writer.connection, subject),
        }
    }

    fn touch(&mut self, subject: DeclarationId, no: i64, fresh: bool) -> &mut Touched<'p> {
        let order = &mut self.order;
        self.touched.entry(subject).or_insert_with(|| {
            order.push(subject);
            let fresh = fresh.then(Vec::new);
            Touched { no, fresh, arrived: None, data: Data::AsItWas, refilled: false }
        })
    }

    /// The desk's number in the store; made where it is new.
    fn device(&mut self, id: DeviceId) -> Result<i64, StoreError> {
        if let Some(device) = self.devices.get(&id) {
            return Ok(device.no);
        }
        let connection = &self.writer.connection;
        let sql = "INSERT INTO device (id, own, partial) VALUES (?1, 0, 1) ON CONFLICT DO NOTHING";
        connection.prepare_cached(sql)?.execute([id.0.as_bytes()])?;
        let sql = "SELECT no, own OR former, partial,
                coalesce((SELECT max(sequence) FROM entry WHERE device = no), 0)
            FROM device WHERE id = ?1";
        let device = connection.prepare_cached(sql)?.query_row([id.0.as_bytes()], |row| {
            let (no, own, partial, highest) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Device { no, own, partial, last: (0, Hash::ZERO), highest })
        })?;
        let no = device.no;
        self.devices.insert(id, device);
        Ok(no)
    }

    /// Checks a new entry against its neighbours in its desk's chain, as far as they are here.
    fn follow(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let writer = &mut *self.writer;
        let Some(device) = self.devices.get_mut(&entry.device) else { return Ok(()) };
        let neighbour = |column: &str, sequence: u64| -> Result<Option<Hash>, StoreError> {
            let sql = format!("SELECT {column} FROM entry WHERE device = ?1 AND sequence = ?2");
            let mut statement = writer.reader.connection.prepare_cached(&sql)?;
            let hash = statement.query_row((device.no, sequence), |row| row.get(0)).optional()?;
            Ok(hash.map(Hash))
        };
        let number = entry.sequence;
        let before = match number.checked_sub(1) {
            None | Some(0) => Some(Hash::ZERO),
            Some(before) if before == device.last.0 => Some(device.last.1),
            Some(before) if before > device.highest => None,
            Some(before) => neighbour("hash", before)?,
        };
        let after = if number < device.highest { neighbour("previous", number + 1)? } else { None };
        // The number from which on the two chains are not the same.
        let forked = |sequence| Err(StoreError::Forked { device: entry.device, sequence });
        if before.is_some_and(|before| before != entry.previous) {
            return forked(number.saturating_sub(1));
        }
        if after.is_some_and(|after| after != entry.hash) {
            return forked(number + 1);
        }
        device.last = (number, entry.hash);
        device.highest = device.highest.max(number);
        if !device.partial {
            device.partial = true;
            let sql = "UPDATE device SET partial = 1 WHERE no = ?1";
            writer.connection.prepare_cached(sql)?.execute([device.no])?;
        }
        // A desk that was set up anew has its own entries back.
        if entry.device == writer.head.device && number > writer.head.sequence {
            writer.head = writer.head.after(entry);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Received, StoreError> {
        for id in std::mem::take(&mut self.order) {
            let Some(touched) = self.touched.remove(&id) else { continue };
            self.project(id, touched)?;
        }
        Ok(self.received)
    }

    fn project(&mut self, id: DeclarationId, touched: Touched<'_>) -> Result<(), StoreError> {
        let projector = &mut self.writer.projector;
        let projected = match (touched.fresh, touched.arrived) {
            (None, _) => projector.project(touched.no, id, touched.data)?,
            (Some(fresh), Some(arrived)) if fresh.len() == 1 => {
                projector.show_arrived(touched.no, arrived)?;
                Projected::Shown
            }
            (Some(fresh), _) => {
                let mut entries: Vec<Placed> = fresh.into_iter().map(placed).collect();
                entries.sort_by_key(|entry| entry.sequence);
                projector.show(touched.no, id, &entries, Data::MayDiffer)?
            }
        };
        if touched.refilled && projected != Projected::Evicted {
            let sql = "DELETE FROM evicted WHERE no = ?1";
            self.writer.connection.prepare_cached(sql)?.execute([touched.no])?;
        }
        Ok(())
    }
}

fn placed(sequenced: &Sequenced) -> Placed {
    Placed {
        entry: sequenced.entry.clone(),
        sequence: Some(sequenced.sequence),
        contests: sequenced.against.clone(),
    }
}
