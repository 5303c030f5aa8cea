//! The hub, conflicts, leases and parcels as text for people.

use desk::Exchanged;
use desk::contract::{
    Conflict, ConflictSide, Conflicts, LeaseAnswer, LeaseInfo, Leases, Outbox, OutboxEntry,
    ParcelAnswer, ParcelInfo, Parcels, SyncStatus,
};

use super::{line, name};

pub(crate) fn status(status: &SyncStatus) -> String {
    let mut text = String::new();
    match &status.hub {
        Some(hub) => line(
            &mut text,
            &format!("{} at {}: {}, as “{}”", hub.office, hub.url, hub.role, hub.desk_name),
        ),
        None => line(&mut text, "This desk works by itself."),
    }
    let oldest = status.oldest_unsent.map_or_else(String::new, |at| format!(", oldest of {at}"));
    line(
        &mut text,
        &format!(
            "{}; {} unsent{oldest}; {} refused; {} conflicts; {} files to send",
            name(&status.connection.state),
            status.unsent,
            status.refused,
            status.conflicts,
            status.files_waiting
        ),
    );
    if status.files_staying > 0 {
        let staying = status.files_staying;
        line(&mut text, &format!("{staying} files stay here: `greenlane outbox` says why"));
    }
    for failure in status.connection.failure.iter().chain(&status.warnings) {
        line(&mut text, &format!("{} {}", failure.message, failure.hint));
    }
    text
}

pub(crate) fn exchanged(exchanged: &Exchanged, now: &SyncStatus) -> String {
    format!(
        "{} sent, {} received, {} refused, {} contested; {} files sent, {} received\n{}",
        exchanged.pushed,
        exchanged.pulled,
        exchanged.refused,
        exchanged.contested,
        exchanged.files_sent,
        exchanged.files_fetched,
        status(now)
    )
}

pub(crate) fn outbox(outbox: &Outbox) -> String {
    let mut text = String::new();
    let entry = |entry: &OutboxEntry| {
        format!(
            "{} {} {} {} {}",
            entry.at.format("%Y-%m-%d %H:%M:%S"),
            entry.kind,
            entry.subject.as_deref().unwrap_or(""),
            entry.lrn.as_deref().unwrap_or(""),
            entry.actor
        )
    };
    for waiting in &outbox.entries {
        line(&mut text, &entry(waiting));
    }
    line(&mut text, &format!("{} entries wait", outbox.entries_in_all));
    for refused in &outbox.refused {
        let why = format!("{} {}", refused.failure.message, refused.failure.hint);
        line(
            &mut text,
            &format!("refused: {} {}: {why}", refused.what.entry, entry(&refused.what)),
        );
    }
    if let Some(why) = outbox.files_stay.as_ref().filter(|_| outbox.files_in_all > 0) {
        let (count, message) = (outbox.files_in_all, &why.message);
        line(&mut text, &format!("{count} files stay here: {message} {}", why.hint));
    }
    for file in &outbox.files {
        let sent = match file.confirmed_at {
            Some(at) => format!("confirmed {at}"),
            None => format!("{} of {} bytes", file.sent, file.size),
        };
        line(&mut text, &format!("{}  {sent}", file.name));
    }
    text
}

pub(crate) fn conflicts(conflicts: &Conflicts) -> String {
    let mut text = String::new();
    conflicts.conflicts.iter().for_each(|each| conflict(&mut text, each));
    let open = conflicts.conflicts.iter().filter(|each| each.open).count();
    line(&mut text, &format!("{open} conflicts to be answered"));
    text
}

fn conflict(text: &mut String, conflict: &Conflict) {
    let state = match (&conflict.answer, conflict.agreed) {
        (Some(answer), _) => format!("answered by {}: {}", answer.by, name(&answer.choice)),
        (None, true) => "both came to the same".to_owned(),
        (None, false) => "open".to_owned(),
    };
    let about = name(&conflict.about);
    line(
        text,
        &format!("{}  {} {} · {about} · {state}", conflict.id, conflict.lrn, conflict.goods),
    );
    line(text, &format!("  standing   {}", side(&conflict.standing)));
    line(text, &format!("  contested  {}", side(&conflict.contested)));
    for field in &conflict.fields {
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        line(
            text,
            &format!(
                "    {} ({}): base {}, standing {}, contested {}{}",
                field.label,
                field.path,
                value(&field.base),
                value(&field.standing),
                value(&field.contested),
                if field.clash { "  <- clash" } else { "" }
            ),
        );
    }
}

fn side(side: &ConflictSide) -> String {
    let whose = if side.mine { "this desk" } else { side.desk.as_deref().unwrap_or("") };
    let what = side.decision.map(|decision| name(&decision));
    let said = [what, side.reason.clone(), side.summary.clone()];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    format!("{} ({whose}) {}  {said}", side.by, side.at.format("%Y-%m-%d %H:%M"))
}

pub(crate) fn leases(leases: &Leases) -> String {
    let mut text = String::new();
    leases.leases.iter().for_each(|each| line(&mut text, &lease(each)));
    match leases.as_of {
        Some(at) => line(&mut text, &format!("As the hub said at {at}.")),
        None => line(&mut text, "The hub has not told this desk of any lease yet."),
    }
    text
}

pub(crate) fn lease_answer(answer: &LeaseAnswer) -> String {
    let mut text = String::new();
    match &answer.lease {
        Some(granted) => line(&mut text, &lease(granted)),
        None => line(&mut text, "Others have all of it."),
    }
    for taken in &answer.taken {
        line(&mut text, &format!("{} have {} until {}", taken.by, taken.count, taken.until));
    }
    text
}

fn lease(lease: &LeaseInfo) -> String {
    let whose = if lease.mine { "this desk" } else { &lease.by };
    format!(
        "{}  {} · {whose} · {} declarations, {} open · until {}",
        lease.id, lease.label, lease.count, lease.open, lease.until
    )
}

pub(crate) fn parcels(parcels: &Parcels) -> String {
    let mut text = String::new();
    for answer in &parcels.answers {
        line(&mut text, &asked(answer));
        answer.parcels.iter().for_each(|each| parcel(&mut text, each));
    }
    text
}

fn asked(answer: &ParcelAnswer) -> String {
    let found = match (answer.parcels.len(), answer.on_hub_only) {
        (0, true) => format!("on the hub only: `greenlane fetch {}`", answer.asked),
        (0, false) => "not known here".to_owned(),
        (1, _) => String::new(),
        (several, _) => format!("{several} parcels"),
    };
    format!("{}  {} {found}", answer.asked, answer.kind.as_deref().unwrap_or(""))
}

fn parcel(text: &mut String, parcel: &ParcelInfo) {
    let expected = parcel.expected.map(|next| format!(", then {}", name(&next)));
    let expected = expected.unwrap_or_default();
    line(
        text,
        &format!(
            "  {} {} {}: {}{expected} (as of {})",
            parcel.lrn,
            parcel.mrn,
            parcel.goods,
            name(&parcel.stage),
            parcel.as_of
        ),
    );
    for stage in &parcel.stages {
        let from = stage.from_name.as_deref().unwrap_or(&stage.from);
        line(text, &format!("    {} {} ({from})", stage.at, name(&stage.stage)));
    }
}
