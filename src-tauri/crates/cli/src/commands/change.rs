//! Commands that write.

use desk::contract::Nothing;
use desk::contract::{
    About, AmendRequest, AnnotateRequest, Broker, ClaimRequest, CloseInspection, DecideRequest,
    Decided, DeclarationView, Failure, InspectionRecord, Measured, NewValue, RecordInspection,
    Request, Seal, SignIn, Undone,
};
use desk::{Surroundings, SystemSurroundings};
use serde_json::json;

use super::Session;
use crate::arguments::{Annotate, Decide, Inspect};
use crate::console::{Console, Outcome};
use crate::told;

pub(super) fn decide(
    session: &Session,
    console: &Console,
    request: &Decide,
) -> Result<Outcome, Failure> {
    let decided: Decided = session.ask(Request::Decide(DecideRequest {
        ids: request.ids.clone(),
        decision: request.decision.into(),
        reason: request.reason.clone(),
        seen_revision: None,
    }))?;
    answer_decided(console, &decided)
}

pub(super) fn claim(
    session: &Session,
    console: &Console,
    id: &str,
    release: bool,
) -> Result<Outcome, Failure> {
    let request = ClaimRequest { ids: vec![id.to_owned()], claimed: !release };
    answer_decided(console, &session.ask(Request::Claim(request))?)
}

pub(super) fn undo(session: &Session, console: &Console) -> Result<Outcome, Failure> {
    let undone: Undone = session.ask(Request::Undo(Nothing {}))?;
    console.answer(&undone, |undone| match &undone.kind {
        Some(kind) => {
            let lrns: Vec<&str> = undone.rows.iter().map(|row| row.lrn.as_str()).collect();
            format!("Took back “{kind}” on {}.", lrns.join(", "))
        }
        None => "There is nothing to take back.".to_owned(),
    });
    Ok(Outcome::Done)
}

pub(super) fn amend(
    session: &Session,
    console: &Console,
    id: &str,
    changes: &[String],
    reason: &str,
) -> Result<Outcome, Failure> {
    let changes = changes.iter().map(|change| new_value(change)).collect::<Result<_, _>>()?;
    let request =
        AmendRequest { id: id.to_owned(), changes, reason: reason.to_owned(), seen_revision: None };
    answer_view(console, &session.ask(Request::Amend(request))?)
}

pub(super) fn annotate(
    session: &Session,
    console: &Console,
    request: &Annotate,
) -> Result<Outcome, Failure> {
    let target = match &request.rectangle {
        Some(rectangle) => json!({
            "source": format!("urn:sha256:{}", request.photo),
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://www.w3.org/TR/media-frags/",
                "value": format!("xywh=pixel:{rectangle}"),
            },
        }),
        None => json!({ "source": format!("urn:sha256:{}", request.photo) }),
    };
    let body = |purpose: &str, value: &Option<String>| {
        value
            .as_ref()
            .map(|value| json!({"type": "TextualBody", "purpose": purpose, "value": value}))
    };
    let bodies = [
        body("commenting", &Some(request.note.clone())),
        body("tagging", &request.field),
        body("identifying", &request.rule),
    ];
    let annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:uuid:{}", SystemSurroundings.new_id()),
        "type": "Annotation",
        "body": bodies.into_iter().flatten().collect::<Vec<_>>(),
        "target": target,
    });
    let request =
        AnnotateRequest { id: request.id.clone(), hash: request.photo.clone(), annotation };
    answer_view(console, &session.ask(Request::Annotate(request))?)
}

pub(super) fn inspect(
    session: &Session,
    console: &Console,
    request: &Inspect,
) -> Result<Outcome, Failure> {
    let record = InspectionRecord {
        control_type: request.control_type.clone(),
        measured: vec![Measured {
            gross_mass: number(request.gross_mass.as_deref())?,
            packages: number(request.packages.as_deref())?,
            ..Measured::default()
        }],
        seals: request.seals.iter().map(|seal| read_seal(seal)).collect(),
        remarks: request.remarks.clone(),
    };
    let id = request.id.clone();
    let recorded = RecordInspection { id: id.clone(), record };
    let mut view: DeclarationView = session.ask(Request::RecordInspection(recorded))?;
    if let Some(result) = &request.close {
        let close = CloseInspection { id, result: result.clone(), remarks: String::new() };
        view = session.ask(Request::CloseInspection(close))?;
    }
    answer_view(console, &view)
}

pub(super) fn sign_in(
    session: &Session,
    console: &Console,
    name: &str,
    office: &str,
    office_name: &str,
) -> Result<Outcome, Failure> {
    let broker = Broker {
        name: name.to_owned(),
        office: office.to_owned(),
        office_name: office_name.to_owned(),
    };
    let about: About = session.ask(Request::SignIn(SignIn { broker }))?;
    console.answer(&about, |_| format!("{name} works at this desk, for {office} {office_name}."));
    Ok(Outcome::Done)
}

/// A single declaration that cannot be decided is a failure; one of many is a refusal among others.
fn answer_decided(console: &Console, decided: &Decided) -> Result<Outcome, Failure> {
    if let ([], [only]) = (&decided.rows[..], &decided.refused[..]) {
        return Err(only.failure.clone());
    }
    console.answer(decided, told::decided);
    Ok(Outcome::with_refused(!decided.refused.is_empty()))
}

fn answer_view(console: &Console, view: &DeclarationView) -> Result<Outcome, Failure> {
    console.answer(view, told::declaration);
    Ok(Outcome::Done)
}

fn new_value(text: &str) -> Result<NewValue, Failure> {
    let (path, value) = text.split_once('=').ok_or_else(|| Failure {
        code: "bad_change".to_owned(),
        message: format!("“{text}” does not say what to change to what."),
        hint: "Write PATH=VALUE; `greenlane elements ID` lists the paths.".to_owned(),
    })?;
    Ok(NewValue {
        path: path.to_owned(),
        value: Some(value.to_owned()).filter(|value| !value.is_empty()),
    })
}

fn number<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, Failure> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Failure {
        code: "bad_number".to_owned(),
        message: format!("“{text}” is not a number."),
        hint: "Write it with a point, for example 12.5.".to_owned(),
    })
}

fn read_seal(text: &str) -> Seal {
    match text.strip_suffix(":broken") {
        Some(number) => Seal { number: number.to_owned(), intact: false },
        None => Seal { number: text.to_owned(), intact: true },
    }
}
