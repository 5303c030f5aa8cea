//! From wherever it was left: once the line works, everything drains, and nobody has to edit.

use proptest::prelude::*;
use sync::engine::Connection;

use super::*;

/// A hub and a desk's store, as far as the engine can tell.
#[derive(Clone, Debug, Default)]
struct World {
    // The hub.
    up: bool,
    busy: bool,
    revoked: bool,
    clone_at_work: bool,
    head: u64,
    epoch: u128,
    /// At which head each epoch ended.
    ends: Vec<u64>,
    floor: u64,
    // The desk's store.
    disk_full: bool,
    known_epoch: u128,
    cursor: u64,
    /// Numbers of own entries beyond the cursor.
    acked: Vec<u64>,
    unsent: u64,
    /// Of those, how many the hub has although the desk was not told.
    unheard: u64,
    histories: u64,
    parts_to_send: u64,
    parts_to_fetch: u64,
}

#[derive(Clone, Debug)]
enum Happening {
    Edit(u64),
    Attach(u64),
    Want(u64),
    OthersPush(u64),
    Archive,
    Up(bool),
    Busy(bool),
    Revoked(bool),
    DiskFull(bool),
    Cloned,
    Restore(u64),
    Ask,
    Wait(u64),
    /// The step under way comes to its end, or its answer is lost.
    Finish,
    LoseAnswer,
}

fn any_happening() -> impl Strategy<Value = Happening> {
    use Happening as H;
    prop_oneof![
        3 => (1u64..800).prop_map(H::Edit),
        1 => (1u64..5).prop_map(H::Attach),
        1 => (1u64..5).prop_map(H::Want),
        2 => (1u64..3_000).prop_map(H::OthersPush),
        1 => Just(H::Archive),
        2 => any::<bool>().prop_map(H::Up),
        1 => any::<bool>().prop_map(H::Busy),
        1 => any::<bool>().prop_map(H::Revoked),
        1 => any::<bool>().prop_map(H::DiskFull),
        1 => Just(H::Cloned),
        1 => (0u64..900).prop_map(H::Restore),
        1 => Just(H::Ask),
        3 => (1u64..100_000).prop_map(H::Wait),
        9 => Just(H::Finish),
        2 => Just(H::LoseAnswer),
    ]
}

fn epoch(number: u128) -> Uuid {
    Uuid::from_u128(0xE000 + number)
}

impl World {
    /// Carries a step out and answers how it went.
    fn carry_out(&mut self, step: Step, answer_is_lost: bool) -> Event {
        if self.disk_full {
            return disk_full();
        }
        match step {
            Step::RollBack { to, epoch: new } => return self.roll_back(to, new),
            Step::GoOnFrom { .. } => return Event::PutRight,
            Step::Push { .. } if self.unsent == 0 => return Event::NothingWaits,
            Step::SendFile { .. } if self.parts_to_send == 0 => return Event::NothingWaits,
            Step::FetchFile { .. } if self.parts_to_fetch == 0 => return Event::NothingWaits,
            _ if !self.up => return unreachable(),
            _ if self.busy => return busy(3),
            _ if self.revoked => return said("device_revoked"),
            _ => {}
        }
        match step {
            Step::Push { offers, .. } => self.push(offers as u64, answer_is_lost),
            _ if answer_is_lost => unreachable(),
            Step::Pull { limit } => self.pull(u64::from(limit)),
            Step::FetchHistories { declarations } => {
                self.histories = self.histories.saturating_sub(declarations as u64);
                if self.histories == 0 {
                    self.cursor = self.cursor.max(self.floor);
                }
                Event::FetchedHistories { left: self.histories > 0, have: self.cursor }
            }
            Step::Renumber => {
                self.clone_at_work = false;
                Event::PutRight
            }
            Step::SendFile { .. } => {
                self.parts_to_send -= 1;
                Event::SentFile { left: self.parts_to_send > 0 }
            }
            Step::FetchFile { .. } => {
                self.parts_to_fetch -= 1;
                Event::FetchedFile { left: self.parts_to_fetch > 0 }
            }
            Step::RollBack { .. } | Step::GoOnFrom { .. } => Event::PutRight,
        }
    }

    fn push(&mut self, offers: u64, answer_is_lost: bool) -> Event {
        if self.known_epoch != self.epoch {
            return Event::OtherEpoch;
        }
        if self.clone_at_work {
            return Event::Forked;
        }
        let dealt = offers.min(self.unsent);
        let heard_now = dealt.min(self.unheard);
        let first = self.head + 1;
        self.head += dealt - heard_now;
        if answer_is_lost {
            self.unheard = self.unheard.max(dealt);
            return unreachable();
        }
        self.acked.extend(first..=self.head);
        self.unheard -= heard_now;
        self.unsent -= dealt;
        let dealt = usize::try_from(dealt).unwrap();
        pushed(dealt, self.unsent > 0, self.cursor, self.head)
    }

    fn pull(&mut self, limit: u64) -> Event {
        if self.known_epoch != self.epoch {
            let ends = &self.ends[usize::try_from(self.known_epoch).unwrap()..];
            let to = ends.iter().copied().min().unwrap().min(self.cursor);
            return Event::MustRollBack { to, epoch: epoch(self.epoch) };
        }
        if self.cursor < self.floor {
            self.histories = self.floor - self.cursor;
            return Event::MustFetchHistories;
        }
        self.cursor = self.head.min(self.cursor + limit);
        if self.cursor == self.head {
            // What was not heard of comes back as a page.
            self.unsent -= self.unheard;
            self.unheard = 0;
        }
        self.acked.retain(|number| *number > self.cursor);
        Event::Pulled { epoch: epoch(self.epoch), have: self.cursor, head: self.head }
    }

    fn roll_back(&mut self, to: u64, new: Uuid) -> Event {
        self.unsent += self.cursor.saturating_sub(to);
        self.unsent += self.acked.len() as u64;
        self.acked.clear();
        self.cursor = self.cursor.min(to);
        self.known_epoch = new.as_u128() - 0xE000;
        Event::PutRight
    }

    fn restore(&mut self, lost: u64) {
        self.head = self.head.saturating_sub(lost);
        self.floor = self.floor.min(self.head);
        self.ends.push(self.head);
        self.epoch += 1;
        self.unheard = 0;
    }

    /// What happens, apart from the engine's own steps.
    fn happens(&mut self, happening: &Happening) -> Option<Event> {
        let moved = |world: &Self| {
            let (epoch, head) = (epoch(world.epoch), world.head);
            world.up.then_some(Event::HubMoved { epoch, head })
        };
        match *happening {
            Happening::Edit(count) => {
                self.unsent += count;
                Some(Event::Changed)
            }
            Happening::Attach(parts) => {
                self.unsent += 1;
                self.parts_to_send += parts;
                Some(Event::FileAttached)
            }
            Happening::Want(parts) => {
                self.parts_to_fetch += parts;
                Some(Event::FileWanted)
            }
            Happening::OthersPush(count) => {
                self.head += count;
                moved(self)
            }
            Happening::Archive => {
                self.floor = self.head / 2;
                None
            }
            Happening::Up(up) => {
                let turned = self.up != up;
                self.up = up;
                turned.then_some(if up { Event::LineUp } else { Event::LineDown })
            }
            Happening::Busy(busy) => {
                self.busy = busy;
                None
            }
            Happening::Revoked(revoked) => {
                self.revoked = revoked;
                None
            }
            Happening::DiskFull(full) => {
                self.disk_full = full;
                None
            }
            Happening::Cloned => {
                self.clone_at_work = true;
                None
            }
            Happening::Restore(lost) => {
                self.restore(lost);
                moved(self)
            }
            Happening::Ask => Some(Event::Asked),
            Happening::Wait(_) | Happening::Finish | Happening::LoseAnswer => None,
        }
    }

    fn is_drained(&self) -> bool {
        self.unsent == 0
            && self.cursor == self.head
            && self.known_epoch == self.epoch
            && self.parts_to_send == 0
            && self.parts_to_fetch == 0
    }
}

/// A desk and its hub, run by hand.
struct Run {
    desk: Desk,
    world: World,
    under_way: Option<Step>,
    timer: u64,
    jitter: u32,
}

impl Run {
    fn start() -> Self {
        let mut run = Self {
            desk: Desk::new(),
            world: World { up: true, unsent: 3, head: 5, ..World::default() },
            under_way: None,
            timer: 0,
            jitter: 1,
        };
        run.tell(Event::Due);
        run
    }

    fn tell(&mut self, event: Event) {
        self.jitter = self.jitter.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let effects = self.desk.engine.on(event, Moment(self.desk.now), self.jitter);
        match (self.under_way, effects.as_slice()) {
            (Some(_), []) => {}
            (None, [Effect::Do(step)]) => self.under_way = Some(*step),
            (None, [Effect::Wait { until }]) => {
                assert!(until.0 > self.desk.now, "a busy loop: waits until {until:?}");
                self.timer = until.0;
            }
            (step, effects) => panic!("{effects:?} while {step:?} is under way"),
        }
        assert_eq!(self.desk.status().under_way, self.under_way);
    }

    fn finish(&mut self, answer_is_lost: bool) {
        if let Some(step) = self.under_way.take() {
            let answer = self.world.carry_out(step, answer_is_lost);
            self.tell(answer);
        }
    }

    fn pass(&mut self, millis: u64) {
        let end = self.desk.now + millis;
        while self.under_way.is_none() && self.timer <= end {
            self.desk.now = self.desk.now.max(self.timer);
            self.tell(Event::Due);
        }
        self.desk.now = end;
    }

    fn happens(&mut self, happening: &Happening) {
        match happening {
            Happening::Finish => self.finish(false),
            Happening::LoseAnswer => self.finish(true),
            Happening::Wait(millis) => self.pass(*millis),
            other => {
                if let Some(event) = self.world.happens(other) {
                    self.tell(event);
                }
            }
        }
    }

    /// The engine too knows that all is well; where no watch told it, it asks by itself.
    fn is_at_rest(&self) -> bool {
        let status = self.desk.status();
        status.complete && status.connection == Connection::Connected && status.trouble.is_none()
    }

    /// From now on everything works, but nothing happens any more.
    fn drain(&mut self) {
        (self.world.up, self.world.busy, self.world.revoked) = (true, false, false);
        (self.world.disk_full, self.world.clone_at_work) = (false, false);
        let begun = self.desk.now;
        for _ in 0..2_000 {
            if self.under_way.is_some() {
                self.finish(false);
            } else if self.world.is_drained() && self.is_at_rest() {
                break;
            } else {
                self.pass(self.timer - self.desk.now);
            }
        }
        assert!(self.world.is_drained(), "{:?} {:?}", self.world, self.desk.status());
        assert!(self.desk.now - begun <= 25 * 60_000, "took {} ms", self.desk.now - begun);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn everything_drains_by_itself(happenings in prop::collection::vec(any_happening(), 0..80)) {
        let mut run = Run::start();
        for happening in &happenings {
            run.happens(happening);
        }
        run.drain();
        prop_assert!(run.is_at_rest(), "{:?}", run.desk.status());
    }
}
