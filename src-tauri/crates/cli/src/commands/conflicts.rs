//! What two desks did without knowing of each other: listed, and chosen between.

use desk::contract::{
    ChosenField, Conflict, ConflictChoice, ConflictField, Conflicts, ConflictsRequest, Failure,
    Request, ResolveRequest,
};

use super::Session;
use crate::arguments::{self, ConflictAction};
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn conflicts(
    session: &Session,
    console: &Console,
    request: &arguments::Conflicts,
) -> Result<Outcome, Failure> {
    let conflicts: Conflicts = match &request.action {
        None => {
            let wanted = ConflictsRequest { declaration: request.of.clone(), all: request.all };
            session.ask(Request::Conflicts(wanted))?
        }
        Some(ConflictAction::Resolve { id, take, reason }) => {
            let conflict = named(session, id)?;
            let (choice, fields) = chosen(&conflict, take)?;
            session.ask(Request::Resolve(ResolveRequest {
                conflict: conflict.id,
                choice,
                fields,
                reason: reason.clone(),
                seen_revision: Some(conflict.revision),
            }))?
        }
    };
    console.answer(&conflicts, told::sync::conflicts);
    Ok(Outcome::Done)
}

/// The conflict of that id, or the only open one of the declaration of that id, LRN or MRN.
fn named(session: &Session, id: &str) -> Result<Conflict, Failure> {
    let open: Conflicts = session.ask(Request::Conflicts(ConflictsRequest::default()))?;
    let is_named = |conflict: &Conflict| conflict.id.to_string() == id;
    if let Some(found) = open.conflicts.into_iter().find(is_named) {
        return Ok(found);
    }
    let wanted = ConflictsRequest { declaration: Some(id.to_owned()), all: false };
    let mut of_one: Conflicts = session.ask(Request::Conflicts(wanted))?;
    match of_one.conflicts.len() {
        1 => Ok(of_one.conflicts.remove(0)),
        0 => Err(failure("no_conflict", format!("Nothing about “{id}” is in conflict."))),
        several => Err(failure(
            "several_conflicts",
            format!("“{id}” has {several} conflicts; name one by its id."),
        )),
    }
}

/// What `--take` asks for: one whole side, or a value for each of some elements.
fn chosen(
    conflict: &Conflict,
    take: &[String],
) -> Result<(ConflictChoice, Vec<ChosenField>), Failure> {
    if let [only] = take
        && !only.contains('=')
    {
        return Ok((side(conflict, only)?, Vec::new()));
    }
    let fields = take.iter().map(|take| field(conflict, take)).collect::<Result<_, _>>()?;
    Ok((ConflictChoice::Combined, fields))
}

fn field(conflict: &Conflict, take: &str) -> Result<ChosenField, Failure> {
    let (name, value) = take.split_once('=').ok_or_else(|| {
        failure("bad_choice", format!("“{take}” does not say which side an element takes."))
    })?;
    let known = element(conflict, name);
    if let Some(literal) = value.strip_prefix('=') {
        let path = known.map_or(name, |known| &known.path).to_owned();
        let value = Some(literal.to_owned()).filter(|value| !value.is_empty());
        return Ok(ChosenField { path, value });
    }
    let known = known.ok_or_else(|| {
        failure("unknown_element", format!("“{name}” is none of the elements in conflict."))
    })?;
    let value = match side(conflict, value)? {
        ConflictChoice::Contested => known.contested.clone(),
        _ => known.standing.clone(),
    };
    Ok(ChosenField { path: known.path.clone(), value })
}

/// An element by its path, its number (14 14 000 000), or the last name of its path.
fn element<'c>(conflict: &'c Conflict, name: &str) -> Option<&'c ConflictField> {
    let is_number = |field: &&ConflictField| field.data_element.as_deref() == Some(name);
    let ends = |field: &&ConflictField| field.path.rsplit('/').next() == Some(name);
    let fields = &conflict.fields;
    let one = |mut found: Vec<&'c ConflictField>| (found.len() == 1).then(|| found.remove(0));
    fields
        .iter()
        .find(|field| field.path == name)
        .or_else(|| one(fields.iter().filter(is_number).collect()))
        .or_else(|| one(fields.iter().filter(ends).collect()))
}

fn side(conflict: &Conflict, name: &str) -> Result<ConflictChoice, Failure> {
    let (mine, theirs) = match (conflict.standing.mine, conflict.contested.mine) {
        (true, false) => (ConflictChoice::Standing, ConflictChoice::Contested),
        (false, true) => (ConflictChoice::Contested, ConflictChoice::Standing),
        _ if matches!(name, "mine" | "theirs") => {
            let told = "Neither side alone was written at this desk, so none is “mine”.";
            return Err(Failure {
                code: "nobodys_side".to_owned(),
                message: told.to_owned(),
                hint: "Take standing (what the hub had first) or contested.".to_owned(),
            });
        }
        _ => (ConflictChoice::Standing, ConflictChoice::Contested),
    };
    match name {
        "mine" => Ok(mine),
        "theirs" => Ok(theirs),
        "standing" => Ok(ConflictChoice::Standing),
        "contested" => Ok(ConflictChoice::Contested),
        _ => Err(failure("bad_choice", format!("“{name}” is no side of a conflict."))),
    }
}

fn failure(code: &str, message: String) -> Failure {
    let hint = "`greenlane conflicts` lists them with both sides; take mine, theirs, ELEMENT=mine, \
                ELEMENT=theirs or ELEMENT==VALUE.";
    Failure { code: code.to_owned(), message, hint: hint.to_owned() }
}
