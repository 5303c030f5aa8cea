//! What only some stories have: full disks, older programs, desks that hold a part, leases.
//!
//! Their dice are their own. A story without them plays as it did before there were any.

use std::sync::Arc;

use desk::contract::{
    DecideRequest, Decision, FetchRequest, LeaseAnswer, LeaseId, Nothing, Request, Status,
    SubscriptionInfo, TakeLease,
};
use journal::earlier::Kinds;
use journal::{DeclarationId, EntryId};
use uuid::Uuid;

use crate::deeds::{ask, said};
use crate::dice::Dice;
use crate::disk::Disk;
use crate::mutant;
use crate::parcels;
use crate::world::World;

/// What a story has besides the faults that all of them have.
pub(crate) struct Extras {
    pub(crate) dice: Dice,
    full_disks: bool,
    pub(crate) windows: bool,
    pub(crate) leases: bool,
    /// What the program of one desk does not know yet.
    pub(crate) old_desk: Kinds,
    /// The same of the office's.
    pub(crate) old_office: Kinds,
}

/// Kinds that an earlier version did not know, one story each.
const LATER: [Kinds; 4] = [&["claimed"], &["inspection_recorded"], &["attached"], &["resolved"]];

/// Two decisions on one declaration, made at two desks that were both cut off.
pub(crate) struct Race {
    pub(crate) subject: DeclarationId,
    pub(crate) decisions: [EntryId; 2],
}

impl Extras {
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0x5157_0E57_0FA1_1E2A);
        // Every fourth story has nothing but the faults that all have, so that these stay frequent.
        let plain = seed % 4 == 3;
        let mut has = |percent| dice.percent(percent) && !plain;
        let (full_disks, windows, leases) = (has(50), has(50), has(50));
        let (old_desk, old_office) = (has(40), has(15));
        let later = LATER[dice.below(LATER.len())];
        Self {
            full_disks,
            windows,
            leases,
            old_desk: if old_desk { later } else { &[] },
            old_office: if old_office { later } else { &[] },
            dice,
        }
    }
}

impl World {
    /// What happens besides, after each step. Answers whether anything did.
    pub(crate) fn extra_step(&mut self) -> bool {
        let before = self.steps.len();
        if self.extras.full_disks {
            self.fill_or_free();
        }
        if self.extras.windows && self.extras.dice.percent(15) {
            self.window_step();
        }
        if self.extras.leases && self.extras.dice.percent(12) {
            self.lease_step();
        }
        if !self.extras.old_desk.is_empty() && self.extras.dice.percent(1) {
            self.upgrade_desks();
        }
        if !self.extras.old_office.is_empty() && self.extras.dice.percent(1) {
            self.upgrade_office();
        }
        self.steps.len() > before
    }

    /// A disk gets full, or somebody makes room on one.
    fn fill_or_free(&mut self) {
        let short = self.disks().into_iter().find(|(_, disk)| disk.is_short());
        let dice = &mut self.extras.dice;
        if let Some((whose, disk)) = short.filter(|_| dice.percent(15)) {
            disk.make_room();
            return self.steps.push(format!("{whose}: there is room on the disk again"));
        }
        if !dice.percent(10) {
            return;
        }
        // From not a byte more to some pages of the log or the next part of its index.
        let left = match dice.below(3) {
            0 => 0,
            1 => dice.below(10_000),
            _ => dice.below(80_000),
        };
        let at = dice.below(self.seats.len() + 1);
        let (whose, disk) = self.disks().swap_remove(at);
        disk.fill(left);
        self.steps.push(format!("{whose}: {left} bytes are left on the disk"));
    }

    /// The disks of all desks, and the office's.
    pub(crate) fn disks(&self) -> Vec<(String, Arc<Disk>)> {
        let desks = self.seats.iter().map(|seat| (seat.name.clone(), Arc::clone(&seat.disk)));
        desks.chain([("the office".to_owned(), self.machine.disk())]).collect()
    }

    /// A desk holds less or more of the office, lets go of what left its window, or has it back. The
    /// first desk always holds all.
    fn window_step(&mut self) {
        let dice = &mut self.extras.dice;
        let at = 1 + dice.below(self.seats.len() - 1);
        let (what, request) = match dice.below(10) {
            0..3 => {
                let window = window(dice);
                (format!("holds {window:?}"), Request::Subscribe(window))
            }
            3..7 => ("exchanges and tidies".to_owned(), Request::SyncNow(Nothing {})),
            7..8 => {
                let ids = vec![parcels::lrn(dice.below(parcels::COUNT))];
                let reason = Some("nobody may bring that".to_owned());
                let decision = Decision::Refuse;
                let refuse = DecideRequest { ids, decision, reason, seen_revision: None };
                ("refuses".to_owned(), Request::Decide(refuse))
            }
            _ => {
                let number = parcels::lrn(dice.below(parcels::COUNT));
                (format!("fetches {number}"), Request::Fetch(FetchRequest { number }))
            }
        };
        let tidies = matches!(request, Request::SyncNow(_));
        let seat = &self.seats[at];
        let answer = said(seat.at_desk(|desk| desk.handle(request)));
        if tidies && seat.is_partial() {
            mutant::evicted(self.mutant, &seat.folder);
        }
        self.tell(at, &format!("{what}: {answer}"));
        self.crash_if_asked(at);
    }

    /// Somebody checks out, gives back or lets run out a part of the queue; or two decide offline.
    fn lease_step(&mut self) {
        let dice = &mut self.extras.dice;
        let at = dice.below(self.seats.len());
        match dice.below(10) {
            0..4 => {
                let ids = vec![parcels::id(dice.below(parcels::COUNT)).0];
                let minutes = [10, 120, 24 * 60][dice.below(3)];
                let lease = self.lease(at, ids, minutes);
                let told = match lease {
                    Some(answer) if answer.lease.is_some() => "is its own for a while",
                    Some(_) => "is another desk's",
                    None => "cannot be checked out",
                };
                self.tell(at, &format!("leases: a parcel {told}"));
            }
            4..5 => {
                let leases: Option<desk::contract::Leases> =
                    self.seats[at].at_desk(|desk| ask(desk, Request::Leases(Nothing {})));
                let mine = leases.and_then(|all| all.leases.into_iter().find(|each| each.mine));
                let Some(id) = mine.map(|lease| lease.id) else { return };
                let back = Request::ReturnLease(LeaseId { id });
                let answer = said(self.seats[at].at_desk(|desk| desk.handle(back)));
                self.tell(at, &format!("gives its lease back: {answer}"));
            }
            5..7 => {
                let minutes = [5, 90, 13 * 60][dice.below(3)];
                self.time.pass(minutes * 60_000);
                self.steps.push(format!("{minutes} minutes pass"));
            }
            _ => self.race(),
        }
        self.crash_if_asked(at);
    }

    fn lease(&self, at: usize, ids: Vec<Uuid>, minutes: u32) -> Option<LeaseAnswer> {
        let request = TakeLease {
            label: "mine".to_owned(),
            filter: None,
            ids: Some(ids),
            count: None,
            minutes,
        };
        self.seats[at].at_desk(|desk| ask(desk, Request::TakeLease(request)))
    }

    /// One desk has a declaration checked out. Its line breaks, another's too, and both decide.
    fn race(&mut self) {
        let number = self.extras.dice.below(parcels::COUNT);
        let _ = self.lease(0, vec![parcels::id(number).0], 120);
        let before: Vec<bool> = (0..2).map(|at| self.cut(at, true)).collect();
        let first = self.decide(0, number, Decision::Approve);
        let second = self.decide(1, number, Decision::Hold);
        before.into_iter().enumerate().for_each(|(at, cut)| _ = self.cut(at, cut));
        let lrn = parcels::lrn(number);
        self.steps.push(format!("two decide on {lrn} offline: {first:?}, {second:?}"));
        if let (Some(first), Some(second)) = (first, second) {
            self.races.push(Race { subject: parcels::id(number), decisions: [first, second] });
        }
    }

    /// Pulls the cable or puts it back, and answers how it was.
    fn cut(&self, at: usize, cut: bool) -> bool {
        std::mem::replace(&mut self.seats[at].wire.state().cut, cut)
    }

    /// The entry with which the desk decided; `None` where it did not.
    fn decide(&self, at: usize, number: usize, decision: Decision) -> Option<EntryId> {
        let seat = &self.seats[at];
        let unsent = || seat.reader().outbox(10_000).expect("the outbox can be read");
        let before: Vec<EntryId> = unsent().iter().map(|offer| offer.entry.id).collect();
        let request = DecideRequest {
            ids: vec![parcels::lrn(number)],
            decision,
            reason: Some("offline".to_owned()),
            seen_revision: None,
        };
        let decide = || seat.at_desk(|desk| desk.handle(Request::Decide(request)));
        mutant::deciding(self.mutant, &seat.folder, decide).ok()?;
        let new = unsent().into_iter().map(|offer| offer.entry);
        let mut new = new.filter(|e| e.kind == "decided" && !before.contains(&e.id));
        new.next().map(|entry| entry.id)
    }

    /// Every desk runs the newest program from now on.
    pub(crate) fn upgrade_desks(&mut self) {
        for at in 0..self.seats.len() {
            if !std::mem::take(&mut self.seats[at].lacks).is_empty() {
                self.seats[at].wire.state().lacks = &[];
                self.seats[at].open();
                self.tell(at, "is upgraded");
            }
        }
        self.extras.old_desk = &[];
    }

    pub(crate) fn upgrade_office(&mut self) {
        if self.machine.upgrade() {
            self.machine.open_anew();
            self.steps.push("the office is upgraded".to_owned());
        }
        self.extras.old_office = &[];
    }
}

/// What a desk may hold: all, by days, or only what waits for somebody.
fn window(dice: &mut Dice) -> SubscriptionInfo {
    let open = vec![Status::Queued, Status::Approved, Status::Held, Status::Referred];
    match dice.below(6) {
        0 => SubscriptionInfo::default(),
        1 => SubscriptionInfo { statuses: Vec::new(), days: Some(1) },
        2 => SubscriptionInfo { statuses: vec![Status::Queued], days: Some(2) },
        _ => SubscriptionInfo { statuses: open, days: None },
    }
}
