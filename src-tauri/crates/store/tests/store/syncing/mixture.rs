//! Whatever two desks and a hub do in whatever order, with lines that break, refusals, evictions,
//! second names and a restored hub: projections are what the entries say, and both desks come to the
//! same.

use journal::{DeclarationId, DeviceId};
use proptest::prelude::*;
use store::{Prepared, Store};

use crate::desk::{self, Desk};
use crate::office::Office;
use crate::rebuild::{Step, Story, step};

#[derive(Clone, Debug)]
enum Move {
    Write { desk: usize, step: Step },
    Push { desk: usize, limit: usize, line_breaks: bool },
    Pull { desk: usize, limit: usize },
    Refuse,
    Settle { desk: usize },
    Rename { desk: usize },
    Evict { desk: usize, which: usize },
    Fetch { desk: usize },
    Restore { keep: usize },
}

fn any_move() -> impl Strategy<Value = Move> {
    let desk = 0usize..2;
    prop_oneof![
        12 => (desk.clone(), step()).prop_map(|(desk, step)| Move::Write { desk, step }),
        3 => (desk.clone(), 1usize..8, prop::bool::weighted(0.2)).prop_map(
            |(desk, limit, line_breaks)| Move::Push { desk, limit, line_breaks }),
        3 => (desk.clone(), 1usize..8).prop_map(|(desk, limit)| Move::Pull { desk, limit }),
        1 => Just(Move::Refuse),
        1 => desk.clone().prop_map(|desk| Move::Settle { desk }),
        1 => desk.clone().prop_map(|desk| Move::Rename { desk }),
        1 => (desk.clone(), 0usize..50).prop_map(|(desk, which)| Move::Evict { desk, which }),
        1 => desk.prop_map(|desk| Move::Fetch { desk }),
        1 => (0usize..40).prop_map(|keep| Move::Restore { keep }),
    ]
}

struct Scene {
    office: Office,
    desks: [Desk; 2],
    stories: [Story; 2],
}

impl Scene {
    fn new() -> Self {
        let desks = [Desk::of(0xa), Desk::of(0xb)];
        for desk in &desks {
            desk.write(|tx| {
                (1..=3).try_for_each(|n| tx.confirm_file(&desk::file(n), desk::noon()))
            });
        }
        Self { office: Office::default(), desks, stories: Default::default() }
    }

    fn play(&mut self, next: &Move) {
        match next {
            Move::Write { desk, step } => self.write(*desk, step),
            Move::Push { desk, limit, line_breaks } => {
                // A desk that has not heard of this history of the office is told to pull first.
                if self.knows_epoch(*desk) {
                    self.office.push(&self.desks[*desk], *limit, *line_breaks);
                }
            }
            Move::Pull { desk, limit } => drop(self.office.pull(&self.desks[*desk], *limit)),
            Move::Refuse => self.office.refuse += 1,
            Move::Settle { desk } => self.settle(*desk),
            Move::Rename { desk } => self.rename(*desk),
            Move::Evict { desk, which } => {
                if let Some(id) = self.pick(*desk, *which) {
                    self.desks[*desk].write(|tx| tx.evict(&[id]));
                }
            }
            Move::Fetch { desk } => self.fetch(*desk),
            Move::Restore { keep } => {
                let keep = self.office.deeds.len().saturating_sub(*keep);
                self.office.restore(keep);
            }
        }
    }

    /// As when a desk was copied: nothing of what it seals anew may be known under the old name.
    fn rename(&self, desk: usize) {
        let desk = &self.desks[desk];
        let offers = desk.reader().outbox(1_000).unwrap();
        let heard = offers.iter().any(|offer| self.office.has(offer.entry.id));
        if let (Some(first), 0, false) = (offers.first(), self.office.epoch, heard) {
            let number = first.entry.sequence;
            desk.write(|tx| tx.renumber(DeviceId(desk::id()), number));
        }
    }

    fn knows_epoch(&self, desk: usize) -> bool {
        let cursor = self.desks[desk].reader().cursor().unwrap();
        let epoch = uuid::Uuid::from_u128(self.office.epoch);
        cursor.is_some_and(|cursor| cursor.epoch == epoch)
    }

    fn write(&mut self, desk: usize, step: &Step) {
        let reader = self.desks[desk].reader();
        let here = |id: &DeclarationId| reader.row(*id).is_ok();
        let story = &mut self.stories[desk];
        for sequenced in self.office.order() {
            let Some(id) = sequenced.entry.subject else { continue };
            if !story.declarations.contains(&id) {
                story.declarations.push(id);
            }
        }
        story.declarations.retain(here);
        story.entries.retain(|(subject, _)| subject.as_ref().is_none_or(here));
        if let Some(draft) = story.draft(step) {
            self.desks[desk].write(|tx| tx.append(draft));
        }
    }

    fn pick(&self, desk: usize, which: usize) -> Option<DeclarationId> {
        let all = self.desks[desk]
            .reader()
            .queue(&store::QueueQuery { limit: 100, ..Default::default() });
        let rows = all.unwrap().rows;
        (!rows.is_empty()).then(|| rows[which % rows.len()].id)
    }

    fn settle(&self, desk: usize) {
        for refused in self.desks[desk].reader().refused().unwrap() {
            let settle = |tx: &mut store::Writer<'_>| {
                tx.settle_refused(refused.entry.id, "set_aside", "An", desk::noon())
            };
            self.desks[desk].write(settle);
        }
    }

    /// Brings everything back that the hub has; a desk asks only when it knows the hub's history.
    fn fetch(&self, desk: usize) {
        if !self.knows_epoch(desk) {
            return;
        }
        let mut ids: Vec<DeclarationId> =
            self.office.order().iter().filter_map(|each| each.entry.subject).collect();
        ids.dedup();
        for id in ids {
            if self.desks[desk].reader().is_evicted(id).unwrap() {
                let history = self.office.history(id);
                self.desks[desk].write(|tx| tx.receive(Prepared::of(history.clone())));
            }
        }
    }

    /// Both desks after everything was exchanged.
    fn settle_down(&mut self) {
        self.settle(0);
        self.settle(1);
        let [one, two] = &self.desks;
        self.office.drain(&[one, two]);
        self.settle(0);
        self.settle(1);
        let [one, two] = &self.desks;
        self.office.drain(&[one, two]);
        self.fetch(0);
        self.fetch(1);
    }
}

fn is_rebuilt_as_kept(desk: &Desk) -> Result<(), TestCaseError> {
    let problems = desk.store.verify(|_| {}).unwrap().problems;
    prop_assert_eq!(problems, vec![]);
    let kept = desk::dump(desk.folder.path());
    desk.store.rebuild(|_| {}).unwrap();
    prop_assert_eq!(desk::dump(desk.folder.path()), kept);
    Ok(())
}

fn states(store: &Store, ids: &[DeclarationId]) -> Vec<Option<journal::State>> {
    let reader = store.reader().unwrap();
    ids.iter().map(|id| reader.state(*id).ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn desks_come_to_the_same(moves in prop::collection::vec(any_move(), 1..70)) {
        let mut scene = Scene::new();
        for next in &moves {
            scene.play(next);
        }
        for desk in &scene.desks {
            is_rebuilt_as_kept(desk)?;
        }
        scene.settle_down();
        let order = scene.office.order();
        let mut ids: Vec<DeclarationId> =
            order.iter().filter_map(|each| each.entry.subject).collect();
        ids.sort();
        ids.dedup();
        for desk in &scene.desks {
            is_rebuilt_as_kept(desk)?;
            let reader = desk.reader();
            prop_assert_eq!(reader.outbox_summary().unwrap().count, 0);
            prop_assert_eq!(reader.cursor().unwrap().unwrap().sequence, order.len() as u64);
        }
        let [one, two] = &scene.desks;
        prop_assert_eq!(states(&one.store, &ids), states(&two.store, &ids));
    }
}
