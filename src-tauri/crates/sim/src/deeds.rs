//! What brokers do at their desks.

use desk::Desk;
use desk::contract::{
    AmendRequest, AttachRequest, AttachmentPurpose, ClaimRequest, ConflictChoice, Conflicts,
    ConflictsRequest, DecideRequest, Decision, InspectionRecord, NewValue, Nothing, Outbox,
    RecordInspection, Request, ResolveRequest, SettleAction, SettleRefused,
};
use journal::earlier::Kinds;
use serde::de::DeserializeOwned;

use crate::dice::Dice;
use crate::parcels;

/// One thing that a broker may do.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Import,
    Reply,
    Decide,
    Amend,
    Undo,
    Claim,
    Inspect,
    Attach,
    Resolve,
    Settle,
}

impl Deed {
    /// What it writes, where earlier versions may not have known that.
    fn kind(self) -> Option<&'static str> {
        match self {
            Deed::Claim => Some("claimed"),
            Deed::Inspect => Some("inspection_recorded"),
            Deed::Attach => Some("attached"),
            Deed::Resolve => Some("resolved"),
            _ => None,
        }
    }
}

/// As often as they stand here.
const DEEDS: [Deed; 22] = [
    Deed::Import,
    Deed::Import,
    Deed::Import,
    Deed::Reply,
    Deed::Decide,
    Deed::Decide,
    Deed::Decide,
    Deed::Decide,
    Deed::Decide,
    Deed::Amend,
    Deed::Amend,
    Deed::Amend,
    Deed::Amend,
    Deed::Undo,
    Deed::Undo,
    Deed::Claim,
    Deed::Inspect,
    Deed::Attach,
    Deed::Resolve,
    Deed::Resolve,
    Deed::Resolve,
    Deed::Settle,
];

/// Does something at random, and tells what. That the desk may say no is part of the story.
/// A program that does not know the kind of entry that it would write, `lacks`, cannot do it.
pub(crate) fn one(desk: &Desk, dice: &mut Dice, lacks: Kinds) -> String {
    let deed = *dice.pick(&DEEDS).expect("there are deeds");
    if deed.kind().is_some_and(|kind| lacks.contains(&kind)) {
        return format!("{deed:?}: not in this version");
    }
    let said = match deed {
        Deed::Import => import(desk, dice),
        Deed::Reply => reply(desk, dice),
        Deed::Decide => decide(desk, dice),
        Deed::Amend => amend(desk, dice),
        Deed::Undo => said(desk.handle(Request::Undo(Nothing {}))),
        Deed::Claim => {
            let claimed = dice.percent(70);
            said(desk.handle(Request::Claim(ClaimRequest { ids: vec![lrn(dice)], claimed })))
        }
        Deed::Inspect => inspect(desk, dice),
        Deed::Attach => attach(desk, dice),
        Deed::Resolve => resolve(desk, dice),
        Deed::Settle => settle(desk, dice),
    };
    format!("{deed:?}: {said}")
}

fn lrn(dice: &mut Dice) -> String {
    parcels::lrn(dice.below(parcels::COUNT))
}

pub(crate) fn said<T: std::fmt::Debug>(answer: Result<T, desk::contract::Failure>) -> String {
    match answer {
        Ok(_) => "done".to_owned(),
        Err(failure) => failure.code,
    }
}

fn import(desk: &Desk, dice: &mut Dice) -> String {
    let mut chosen = Vec::new();
    for number in 0..parcels::COUNT {
        if dice.percent(50) {
            chosen.push((number, version(dice)));
        }
    }
    import_text(desk, "flight.csv", &parcels::manifest(&chosen))
}

/// Usually everybody gets the same file.
fn version(dice: &mut Dice) -> usize {
    if dice.percent(75) { 0 } else { dice.below(3) }
}

fn reply(desk: &Desk, dice: &mut Dice) -> String {
    const FUNCTIONS: [&str; 4] = ["01", "02", "05", "09"];
    let function = FUNCTIONS[dice.below(FUNCTIONS.len())];
    let number = dice.below(parcels::COUNT);
    import_text(desk, "reply.xml", &parcels::reply(number, function, dice.below(3)))
}

fn import_text(desk: &Desk, name: &str, text: &str) -> String {
    match stage(desk, name, text.as_bytes()).and_then(|staged| desk.import(&[staged])) {
        Ok(report) => format!("{} new, {} amended", report.new, report.amended),
        Err(failure) => failure.code,
    }
}

fn stage(desk: &Desk, name: &str, bytes: &[u8]) -> Result<uuid::Uuid, desk::contract::Failure> {
    let staged = desk.stage_begin(name, bytes.len() as u64)?;
    desk.stage_append(staged, bytes)?;
    Ok(staged)
}

fn decide(desk: &Desk, dice: &mut Dice) -> String {
    const DECISIONS: [Decision; 4] =
        [Decision::Approve, Decision::Hold, Decision::Refer, Decision::Refuse];
    let decision = DECISIONS[dice.below(DECISIONS.len())];
    let ids = vec![lrn(dice)];
    let told = format!("{decision:?} {}", ids[0]);
    let reason = Some("so it is".to_owned());
    let request = DecideRequest { ids, decision, reason, seen_revision: None };
    format!("{told} {}", said(desk.handle(Request::Decide(request))))
}

fn amend(desk: &Desk, dice: &mut Dice) -> String {
    const PATHS: [&str; 3] = [
        "GoodsShipment/GovernmentAgencyGoodsItem/Commodity/Description",
        "GoodsShipment/Importer/Name",
        "GoodsShipment/Consignee/Name",
    ];
    let path = PATHS[dice.below(PATHS.len())].to_owned();
    let value = Some(format!("value {}", dice.below(4)));
    let request = AmendRequest {
        id: lrn(dice),
        changes: vec![NewValue { path, value }],
        reason: "the invoice says so".to_owned(),
        seen_revision: None,
    };
    said(desk.handle(Request::Amend(request)))
}

fn inspect(desk: &Desk, dice: &mut Dice) -> String {
    let record =
        InspectionRecord { remarks: format!("seen {}", dice.below(3)), ..Default::default() };
    said(desk.handle(Request::RecordInspection(RecordInspection { id: lrn(dice), record })))
}

fn attach(desk: &Desk, dice: &mut Dice) -> String {
    let bytes = format!("%PDF-1.4 invoice {}", dice.below(4));
    let staged = match stage(desk, "invoice.pdf", bytes.as_bytes()) {
        Ok(staged) => staged,
        Err(failure) => return failure.code,
    };
    let purpose = AttachmentPurpose::Document;
    said(desk.handle(Request::Attach(AttachRequest { id: lrn(dice), staged, purpose })))
}

fn resolve(desk: &Desk, dice: &mut Dice) -> String {
    let open: Option<Conflicts> =
        ask(desk, Request::Conflicts(ConflictsRequest { declaration: None, all: false }));
    let open = open.map(|answer| answer.conflicts).unwrap_or_default();
    let Some(conflict) = dice.pick(&open) else { return "none".to_owned() };
    let choice =
        if dice.percent(50) { ConflictChoice::Standing } else { ConflictChoice::Contested };
    said(desk.handle(Request::Resolve(ResolveRequest {
        conflict: conflict.id,
        choice,
        fields: Vec::new(),
        reason: None,
        seen_revision: None,
    })))
}

fn settle(desk: &Desk, dice: &mut Dice) -> String {
    let outbox: Option<Outbox> = ask(desk, Request::Outbox(Nothing {}));
    let refused = outbox.map(|outbox| outbox.refused).unwrap_or_default();
    let Some(refused) = dice.pick(&refused) else { return "none".to_owned() };
    let action = if dice.percent(50) && refused.can_write_again {
        SettleAction::WriteAgain
    } else {
        SettleAction::SetAside
    };
    let request = SettleRefused { entry: refused.what.entry, action };
    said(desk.handle(Request::SettleRefused(request)))
}

pub(crate) fn ask<T: DeserializeOwned>(desk: &Desk, request: Request) -> Option<T> {
    serde_json::from_value(desk.handle(request).ok()?).ok()
}
