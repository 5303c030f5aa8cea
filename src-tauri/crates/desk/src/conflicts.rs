//! What two desks did to one declaration without knowing of each other: shown from both sides, and
//! chosen between. The choice is an entry; the values that lost stay in theirs.

mod desks;
mod fields;
mod resolving;
mod sides;
mod summary;

use customs::Declaration;
use journal::{Aspect, ConflictState, DeclarationId, Event, Placed, State};
use store::Reader;

pub(crate) use resolving::resolve;

use crate::contract::{
    Conflict, ConflictAnswer, ConflictAspect, ConflictBase, ConflictChoice, Conflicts,
    ConflictsRequest,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::printing;
use desks::Desks;
use sides::Story;

/// More declarations in conflict than any broker looks through at once; those that came first.
const MOST: usize = 500;

/// Conflicts, open ones first, oldest first.
///
/// # Errors
/// There is no such declaration, or the store cannot be read.
pub(crate) fn conflicts(core: &Core, request: &ConflictsRequest) -> Result<Conflicts, DeskError> {
    core.ask(|reader| {
        let subjects = match &request.declaration {
            Some(text) => vec![core.find(reader, text)?],
            None => reader.conflicts(request.all)?.into_iter().take(MOST).collect(),
        };
        let desks = Desks::read(reader)?;
        let mut found = Vec::new();
        for id in subjects {
            found.extend(of_declaration(reader, &desks, id, request.all)?);
        }
        found.sort_by_key(|conflict| (!conflict.open, conflict.contested.at));
        Ok(Conflicts { conflicts: found })
    })
}

/// The conflicts of one declaration.
fn of_declaration(
    reader: &Reader,
    desks: &Desks,
    id: DeclarationId,
    all: bool,
) -> Result<Vec<Conflict>, DeskError> {
    let entries = reader.entries_of(id)?;
    let state = State::fold(id, &entries)?;
    let shown = state.conflicts.iter().filter(|conflict| all || conflict.is_open());
    shown.map(|conflict| tell(desks, &entries, &state, conflict)).collect()
}

fn tell(
    desks: &Desks,
    entries: &[Placed],
    state: &State,
    conflict: &ConflictState,
) -> Result<Conflict, DeskError> {
    let declaration = Declaration::read(&state.body);
    let story = Story::of(entries, state, conflict)?;
    let fields = match conflict.aspect {
        Aspect::Data => fields::fields(&story, &declaration.data_set),
        _ => Vec::new(),
    };
    Ok(Conflict {
        id: conflict.id.0,
        declaration: state.id.0,
        lrn: printing::lrn(&declaration),
        goods: declaration.goods_summary(),
        about: aspect(conflict.aspect),
        open: conflict.is_open(),
        agreed: conflict.agreed,
        base: ConflictBase {
            decision: story.base.as_ref().and_then(sides::decision_of).map(Into::into),
            summary: story.base.as_ref().and_then(|base| summary::of_state(base, conflict.aspect)),
        },
        standing: story.standing_side(desks),
        contested: story.contested_side(desks),
        fields,
        answer: answer(entries, conflict),
        revision: state.revision,
    })
}

fn answer(entries: &[Placed], conflict: &ConflictState) -> Option<ConflictAnswer> {
    let answer = conflict.answer.as_ref()?;
    let entry = entries.iter().find(|entry| entry.id == answer.entry)?;
    let reason = match entry.event() {
        Ok(Event::Resolved(resolved)) => resolved.reason,
        _ => None,
    };
    Some(ConflictAnswer {
        choice: answer.choice.into(),
        by: answer.by.clone(),
        at: answer.at,
        reason,
    })
}

fn aspect(aspect: Aspect) -> ConflictAspect {
    match aspect {
        Aspect::Data => ConflictAspect::Data,
        Aspect::Decision => ConflictAspect::Decision,
        Aspect::Inspection => ConflictAspect::Inspection,
        Aspect::Choice => ConflictAspect::Choice,
    }
}

impl From<journal::Choice> for ConflictChoice {
    fn from(choice: journal::Choice) -> Self {
        match choice {
            journal::Choice::Standing => Self::Standing,
            journal::Choice::Contested => Self::Contested,
            journal::Choice::Combined => Self::Combined,
        }
    }
}

impl From<ConflictChoice> for journal::Choice {
    fn from(choice: ConflictChoice) -> Self {
        match choice {
            ConflictChoice::Standing => Self::Standing,
            ConflictChoice::Contested => Self::Contested,
            ConflictChoice::Combined => Self::Combined,
        }
    }
}
