//! Whatever happens in whatever order, what is kept up to date equals what is made anew.

use customs::{Lane, MessageKind};
use journal::{Claimed, Decision, DeclarationId, Draft, EntryId, Event, MessageReceived, Printed};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::desk::{self, Desk, Parcel};

/// Something that happens. Numbers pick among what is there.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Queue { lane: usize, consignee: u8, value: i64 },
    Amend { which: usize, by_import: bool, consignee: u8, value: i64 },
    Decide { which: usize, decision: usize },
    Undo { which: usize },
    Claim { which: usize, claimed: bool },
    Message { which: usize, kind: usize, waits: bool, mrn: Option<u8> },
    StopWaiting { which: usize },
    Print { which: usize },
    Unknown { which: usize },
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let (which, consignee, value) = (0usize..50, 0u8..2, 0i64..120);
    prop_oneof![
        3 => (0usize..4, consignee.clone(), value.clone())
            .prop_map(|(lane, consignee, value)| Step::Queue { lane, consignee, value }),
        2 => (which.clone(), any::<bool>(), consignee, value).prop_map(
            |(which, by_import, consignee, value)| Step::Amend { which, by_import, consignee, value }
        ),
        2 => (which.clone(), 0usize..4).prop_map(|(which, decision)| Step::Decide { which, decision }),
        2 => which.clone().prop_map(|which| Step::Undo { which }),
        1 => (which.clone(), any::<bool>()).prop_map(|(which, claimed)| Step::Claim { which, claimed }),
        2 => (which.clone(), 0usize..5, any::<bool>(), prop::option::of(0u8..4))
            .prop_map(|(which, kind, waits, mrn)| Step::Message { which, kind, waits, mrn }),
        1 => which.clone().prop_map(|which| Step::StopWaiting { which }),
        1 => which.clone().prop_map(|which| Step::Print { which }),
        1 => which.prop_map(|which| Step::Unknown { which }),
    ]
}

/// What has happened so far, for later steps to refer to.
#[derive(Default)]
pub(crate) struct Story {
    pub(crate) declarations: Vec<DeclarationId>,
    pub(crate) entries: Vec<(Option<DeclarationId>, EntryId)>,
    waiting: Vec<(EntryId, MessageReceived)>,
}

impl Story {
    /// The draft of a step; `None` where there is nothing yet that it could be about.
    pub(crate) fn draft(&mut self, step: &Step) -> Option<Draft> {
        let (subject, event) = self.event(step)?;
        let draft = desk::draft(subject, event);
        self.entries.push((subject, draft.id));
        if let (None, Event::MessageReceived(message)) = (subject, &draft.event) {
            self.waiting.push((draft.id, message.clone()));
        }
        Some(draft)
    }

    fn event(&mut self, step: &Step) -> Option<(Option<DeclarationId>, Event)> {
        let count = self.declarations.len();
        if let Step::Queue { lane, consignee, value } = step {
            let id = DeclarationId(desk::id());
            self.declarations.push(id);
            return Some((
                Some(id),
                desk::queued(&parcel(count, *lane, *consignee, *value)).into(),
            ));
        }
        if let Step::Undo { which } = step {
            let (subject, entry) = *self.entries.get(which % self.entries.len().max(1))?;
            return Some((Some(subject?), desk::undone(entry).into()));
        }
        let pick = |which: usize| self.declarations.get(which % count.max(1)).copied();
        let event: (Option<DeclarationId>, Event) = match step {
            Step::Queue { .. } | Step::Undo { .. } => return None,
            Step::Amend { which, by_import, consignee, value } => {
                let parcel = parcel(which % count.max(1), 0, *consignee, *value);
                let amended =
                    if *by_import { desk::reimported(&parcel) } else { desk::amended(&parcel) };
                (Some(pick(*which)?), amended.into())
            }
            Step::Decide { which, decision } => {
                let decisions =
                    [Decision::Approve, Decision::Hold, Decision::Refer, Decision::Refuse];
                (Some(pick(*which)?), desk::decided(decisions[*decision]).into())
            }
            Step::Claim { which, claimed } => {
                (Some(pick(*which)?), Claimed { claimed: *claimed }.into())
            }
            Step::Message { which, kind, waits, mrn } => {
                let message = message(*which, *kind, *mrn);
                (if *waits { None } else { Some(pick(*which)?) }, message.into())
            }
            Step::StopWaiting { which } => {
                let subject = pick(*which)?;
                let (entry, message) = self.waiting.pop()?;
                (Some(subject), MessageReceived { waited_as: Some(entry), ..message }.into())
            }
            Step::Print { which } => (Some(pick(*which)?), print().into()),
            Step::Unknown { which } => {
                let payload = b"{\"later\":true}".to_vec();
                let unknown = Event::Unknown { kind: "weighed".into(), version: 3, payload };
                (Some(pick(*which)?), unknown)
            }
        };
        Some(event)
    }
}

fn parcel(number: usize, lane: usize, consignee: u8, value: i64) -> Parcel {
    Parcel {
        lane: Lane::ALL[lane],
        consignee: format!("Consignee {consignee}"),
        value: Decimal::from(value),
        ..Parcel::new(&format!("LGG-{number}"))
    }
}

fn message(which: usize, kind: usize, mrn: Option<u8>) -> MessageReceived {
    use MessageKind as Kind;
    let kinds = [Kind::Accepted, Kind::Tax, Kind::Released, Kind::Rejected, Kind::Control];
    let mrn = mrn.map(|mrn| format!("26BE{mrn}"));
    desk::message(kinds[kind], Some(&format!("LGG-{which}")), mrn.as_deref())
}

fn print() -> Printed {
    Printed {
        document: "declaration".into(),
        language: "nl".into(),
        file: desk::file(2),
        pages: 1,
        revision: 1,
        printer: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn kept_up_to_date_equals_made_anew(
        steps in prop::collection::vec(step(), 1..60),
        together in 1usize..12,
    ) {
        let desk = Desk::new();
        let mut story = Story::default();
        let drafts: Vec<Draft> = steps.iter().filter_map(|step| story.draft(step)).collect();
        for part in drafts.chunks(together) {
            desk::append_all(&desk.store, part.to_vec());
        }
        desk.clean();
        let kept = desk::dump(desk.folder.path());
        let rebuilt = desk.store.rebuild(|_| {}).unwrap();
        prop_assert_eq!(rebuilt.entries, drafts.len() as u64);
        prop_assert_eq!(rebuilt.problems, vec![]);
        prop_assert_eq!(desk::dump(desk.folder.path()), kept);
    }
}
