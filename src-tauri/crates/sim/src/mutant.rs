//! Bugs that were planted on purpose: a proof that the oracles see.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use chrono::TimeDelta;
use journal::earlier::Kinds;
use journal::{DeviceId, EntryId};
use office::{Office, OfficeError, OwnEvent};
use sync::{
    Answer, Lease, Offer, Outcome, Page, PullRequest, Pulled, Push, PushAnswer, Pushed, Sequenced,
};
use uuid::Uuid;

use crate::dice::Dice;
use crate::disk::tamper;
use crate::line::entries_of;

/// Wrong behaviour on the way between desks and office. The product's code has no switches for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mutant {
    /// The hub says that it took what it never got.
    AcknowledgedButLost,
    /// The last entry of a push is answered as applied, and not written.
    LastOfPushLost,
    /// A pulled page lacks an entry, and the cursor moves past it.
    HoleInPage,
    /// The page says that it goes further than it does.
    CursorAhead,
    /// One desk is told that its contested entry takes effect.
    ContestedToldApplied,
    /// Pulled entries come without what they contest.
    ContestsForgotten,
    /// A push is taken a second time under new ids.
    TakenTwice,
    /// A desk is not told that the hub lost a part of the order.
    RollBackSwallowed,
    /// A fork is answered as if all were well.
    ForkSwallowed,
    /// A refusal is told as if the entry had its place.
    RefusalToldApplied,
    /// Entries of a page change places.
    PageReordered,
    /// The payload of a pulled entry is another one.
    PayloadAltered,
    /// Once the line has failed, it is not used until somebody writes something.
    NoRetryWithoutEdit,
    /// The answers to a push belong to other entries.
    AnswersShifted,
    /// The hub's disk is full, and the desk is told that its push was taken.
    FullToldTaken,
    /// Kinds that a desk does not know are left out of its pages.
    UnknownDropped,
    /// What leaves a desk's window takes along what the desk had not sent.
    UnsentEvicted,
    /// What comes back on demand lacks its last entry.
    HistoryCut,
    /// Desks are told that leases run for ever.
    LeaseNeverEnds,
    /// Entries say that their author knew what had not come to the desk.
    EverythingSeen,
    /// Desks are not told what changed beside their window.
    PassedOver,
}

impl Mutant {
    /// All of them.
    pub const ALL: [Mutant; 21] = [
        Mutant::AcknowledgedButLost,
        Mutant::LastOfPushLost,
        Mutant::HoleInPage,
        Mutant::CursorAhead,
        Mutant::ContestedToldApplied,
        Mutant::ContestsForgotten,
        Mutant::TakenTwice,
        Mutant::RollBackSwallowed,
        Mutant::ForkSwallowed,
        Mutant::RefusalToldApplied,
        Mutant::PageReordered,
        Mutant::PayloadAltered,
        Mutant::NoRetryWithoutEdit,
        Mutant::AnswersShifted,
        Mutant::FullToldTaken,
        Mutant::UnknownDropped,
        Mutant::UnsentEvicted,
        Mutant::HistoryCut,
        Mutant::LeaseNeverEnds,
        Mutant::EverythingSeen,
        Mutant::PassedOver,
    ];
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl FromStr for Mutant {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|mutant| mutant.to_string() == text);
        known.ok_or_else(|| format!("There is no mutant {text}."))
    }
}

/// What a desk hears when it pushes.
pub(crate) fn pushing(
    mutant: Option<Mutant>,
    office: &Office,
    device: DeviceId,
    push: &Push,
) -> Result<Pushed, OfficeError> {
    let done = |answers| -> Result<Pushed, OfficeError> {
        Ok(Pushed { hub: office.head()?, answer: PushAnswer::Done(answers) })
    };
    let applied = |offer: &Offer, sequence| Answer {
        entry: offer.entry.id,
        outcome: Outcome::Applied { sequence },
        duplicate: false,
    };
    match mutant {
        Some(Mutant::AcknowledgedButLost) if push.offers.len() == 1 => {
            let head = office.head()?.head;
            done(vec![applied(&push.offers[0], head + 1)])
        }
        Some(Mutant::LastOfPushLost) if push.offers.len() > 1 => {
            let (last, first) = push.offers.split_last().expect("there are two");
            let pushed =
                office.push(device, &Push { epoch: push.epoch, offers: first.to_vec() })?;
            let PushAnswer::Done(mut answers) = pushed.answer else { return Ok(pushed) };
            answers.push(applied(last, pushed.hub.head + 1));
            done(answers)
        }
        Some(Mutant::TakenTwice) => {
            let pushed = office.push(device, push)?;
            let events = push.offers.iter().filter_map(|offer| {
                let Ok(event) = offer.entry.event() else { return None };
                let (subject, actor) = (offer.entry.subject, offer.entry.actor.clone());
                let id = EntryId(Uuid::from_u128(offer.entry.id.0.as_u128() ^ 1 << 90));
                Some(OwnEvent { id, subject, event, actor })
            });
            office.write_own(&events.take(1).collect::<Vec<_>>())?;
            Ok(pushed)
        }
        Some(Mutant::FullToldTaken) => match office.push(device, push) {
            Err(OfficeError::DiskFull { .. }) => {
                let head = office.head()?.head;
                let numbers = head + 1..;
                done(push.offers.iter().zip(numbers).map(|(o, at)| applied(o, at)).collect())
            }
            pushed => pushed,
        },
        _ => {
            let pushed = office.push(device, push)?;
            Ok(Pushed { answer: answer(mutant, push, pushed.answer), hub: pushed.hub })
        }
    }
}

fn answer(mutant: Option<Mutant>, push: &Push, answer: PushAnswer) -> PushAnswer {
    match (mutant, answer) {
        (Some(Mutant::ForkSwallowed), PushAnswer::Forked { sequence, .. }) => {
            let applied = push.offers.iter().map(|offer| Answer {
                entry: offer.entry.id,
                outcome: Outcome::Applied { sequence },
                duplicate: true,
            });
            PushAnswer::Done(applied.collect())
        }
        (Some(Mutant::AnswersShifted), PushAnswer::Done(mut answers)) if answers.len() > 1 => {
            let first = answers[0].outcome.clone();
            let count = answers.len();
            for at in 0..count - 1 {
                answers[at].outcome = answers[at + 1].outcome.clone();
            }
            answers[count - 1].outcome = first;
            PushAnswer::Done(answers)
        }
        (Some(mutant), PushAnswer::Done(mut answers)) => {
            for answer in &mut answers {
                match (&answer.outcome, mutant) {
                    (Outcome::Contested { sequence, .. }, Mutant::ContestedToldApplied) => {
                        answer.outcome = Outcome::Applied { sequence: *sequence };
                    }
                    (Outcome::Refused(_), Mutant::RefusalToldApplied) => {
                        answer.outcome = Outcome::Applied { sequence: 1_000_000 };
                    }
                    _ => {}
                }
            }
            PushAnswer::Done(answers)
        }
        (_, answer) => answer,
    }
}

/// What a desk hears when it pulls.
pub(crate) fn pulled(
    mutant: Option<Mutant>,
    (dice, lacks): (&mut Dice, Kinds),
    request: &PullRequest,
    pulled: &mut Pulled,
) {
    if mutant == Some(Mutant::RollBackSwallowed) && matches!(pulled.page, Page::RollBack { .. }) {
        let upto = pulled.hub.head.max(request.after);
        let (after, entries, passed) = (request.after, Vec::new(), Vec::new());
        pulled.page = Page::Entries { after, upto, entries, passed };
        return;
    }
    if let (Some(Mutant::PassedOver), Page::Entries { passed, .. }) = (mutant, &mut pulled.page) {
        return passed.clear();
    }
    let head = pulled.hub.head;
    let Some((upto, entries)) = entries_of(pulled) else { return };
    match mutant {
        Some(Mutant::HoleInPage) if entries.len() > 1 => {
            entries.remove(dice.below(entries.len()));
        }
        Some(Mutant::UnknownDropped) => {
            entries.retain(|each| !lacks.contains(&each.entry.kind.as_str()));
        }
        Some(Mutant::CursorAhead) => *upto = (*upto + 1).min(head),
        Some(Mutant::ContestsForgotten) => entries.iter_mut().for_each(|e| e.against.clear()),
        Some(Mutant::PageReordered) if entries.len() > 1 => {
            let last = entries.len() - 1;
            let (first, then) = (entries[0].sequence, entries[last].sequence);
            (entries[0].sequence, entries[last].sequence) = (then, first);
        }
        Some(Mutant::PayloadAltered) => {
            if let Some(entry) = entries.iter_mut().find(|e| e.entry.kind == "decided") {
                entry.entry.payload =
                    br#"{"decision":"approve","batch":"00000000-0000-0000-0000-000000000000"}"#
                        .to_vec();
                entry.entry.hash = entry.entry.expected_hash();
            }
        }
        _ => {}
    }
}

/// What a desk gets that asks for some declarations.
pub(crate) fn fetched(mutant: Option<Mutant>, history: &mut Vec<Sequenced>) {
    if mutant == Some(Mutant::HistoryCut) && history.len() > 1 {
        history.pop();
    }
}

/// What a desk hears of leases.
pub(crate) fn leased(mutant: Option<Mutant>, leases: &mut [Lease]) {
    if mutant == Some(Mutant::LeaseNeverEnds) {
        leases.iter_mut().for_each(|lease| lease.until += TimeDelta::days(1_000));
    }
}

/// What a desk believes to know while someone decides at it.
pub(crate) fn deciding<T>(mutant: Option<Mutant>, folder: &Path, work: impl FnOnce() -> T) -> T {
    if mutant != Some(Mutant::EverythingSeen) {
        return work();
    }
    let file = folder.join("journal.sqlite");
    tamper(&file, c"UPDATE hub_cursor SET sequence = sequence + 1000000");
    let done = work();
    tamper(&file, c"UPDATE hub_cursor SET sequence = sequence - 1000000");
    done
}

/// What becomes of a desk's files when it lets go of what left its window.
pub(crate) fn evicted(mutant: Option<Mutant>, folder: &Path) {
    const EMPTIED: &std::ffi::CStr = c"BEGIN IMMEDIATE;
        UPDATE entry SET encoding = 9, payload = x'' WHERE position IN (SELECT entry FROM outbox);
        DELETE FROM outbox;
        COMMIT;";
    if mutant == Some(Mutant::UnsentEvicted) {
        tamper(&folder.join("journal.sqlite"), EMPTIED);
    }
}
