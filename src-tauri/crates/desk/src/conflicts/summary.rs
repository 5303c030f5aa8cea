//! One side of a conflict in words, where it is neither data nor a decision.

use journal::{Aspect, Choice, Event, InspectionClosed, InspectionRecorded, State};

/// What some entries of one desk say together: the last one's words count.
pub(crate) fn of_events(events: &[Event]) -> Option<String> {
    events.iter().rev().find_map(of_event)
}

/// What a state has to say about an aspect.
pub(crate) fn of_state(state: &State, aspect: Aspect) -> Option<String> {
    let inspection = state.inspection.as_ref().filter(|_| aspect == Aspect::Inspection)?;
    Some(match &inspection.closed {
        Some((closed, _)) => of_closed(closed),
        None => of_record(&inspection.record),
    })
}

fn of_event(event: &Event) -> Option<String> {
    Some(match event {
        Event::InspectionRecorded(record) => of_record(record),
        Event::InspectionClosed(closed) => of_closed(closed),
        Event::Resolved(resolved) => match resolved.choice {
            Choice::Standing => "chose what stood first".to_owned(),
            Choice::Contested => "chose what came later".to_owned(),
            Choice::Combined => format!("chose {} values one by one", resolved.changes.len()),
        },
        Event::Undone(_) => "took an earlier entry back".to_owned(),
        Event::Queued(_) => "imported the declaration".to_owned(),
        Event::Amended(amended) => {
            let values: Vec<String> = amended
                .changes
                .iter()
                .take(VALUES_TOLD)
                .map(|change| {
                    let name = change.path.steps().next_back().map_or("", |step| step.name);
                    format!("{name} {}", change.to.as_deref().unwrap_or("taken out"))
                })
                .collect();
            let more = amended.changes.len().saturating_sub(values.len());
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("changed the data: {}{more}", values.join(", "))
        }
        _ => return None,
    })
}

/// Enough to recognise a change by; the timeline has them all.
const VALUES_TOLD: usize = 3;

fn of_record(record: &InspectionRecorded) -> String {
    let measured = record.measured.iter().flat_map(|line| {
        let place = line.item.map_or_else(String::new, |item| format!("item {item}: "));
        let told = [
            line.gross_mass.map(|mass| format!("{place}{mass} kg")),
            line.packages.map(|packages| format!("{place}{packages} packages")),
            line.quantity.map(|quantity| format!("{place}{quantity} pieces")),
        ];
        told.into_iter().flatten()
    });
    let seals = record.seals.iter().map(|seal| {
        format!("seal {} {}", seal.number, if seal.intact { "intact" } else { "broken" })
    });
    let remarks = Some(record.remarks.clone()).filter(|remarks| !remarks.is_empty());
    remarks.into_iter().chain(measured).chain(seals).collect::<Vec<_>>().join(" · ")
}

fn of_closed(closed: &InspectionClosed) -> String {
    let remarks = if closed.remarks.is_empty() { "" } else { &format!(": {}", closed.remarks) };
    format!("closed with {:?} by {}{remarks}", closed.result, closed.signed_by)
}
