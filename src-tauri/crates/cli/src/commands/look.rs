//! Commands that only look.

use std::path::PathBuf;

use desk::contract::{
    DeclarationView, Elements, Failure, Identified, IdentifyRequest, Nothing, QueuePage,
    QueueRequest, Request, ShowRequest, Sort, Verification, View, Views, WhatIf,
};
use serde_json::{Value, json};

use super::{Session, condition};
use crate::arguments::{Queue, sort};
use crate::console::{Console, Outcome};
use crate::files::files;
use crate::told;

pub(super) fn queue(
    session: &Session,
    console: &Console,
    request: &Queue,
) -> Result<Outcome, Failure> {
    let mut query =
        QueueRequest { offset: request.offset, limit: request.limit, ..QueueRequest::default() };
    if let Some(view) = &request.view {
        let found = self::view(session, view)?;
        (query.filter, query.sort) = (found.filter, found.sort);
    }
    if let Some(text) = &request.condition {
        query.filter = condition::narrow(query.filter, text)?;
    }
    if let Some(text) = &request.sort {
        let (field, descending) = sort(text)
            .ok_or_else(|| failure("unknown_sort", format!("The queue has no field “{text}”.")))?;
        query.sort = Sort { field, descending };
    }
    let page: QueuePage = session.ask(Request::Queue(query))?;
    if request.count {
        console.answer(&json!({ "count": page.total }), |_| page.total.to_string());
    } else {
        console.answer(&page, told::queue);
    }
    Ok(Outcome::Done)
}

/// A view by its key or name.
///
/// # Errors
/// There is none.
pub(super) fn view(session: &Session, name: &str) -> Result<View, Failure> {
    let views: Views = session.ask(Request::Views(Nothing {}))?;
    let found = views.views.into_iter().find(|known| known.key == name);
    found.ok_or_else(|| failure("unknown_view", format!("There is no view “{name}”.")))
}

pub(super) fn show(session: &Session, console: &Console, id: &str) -> Result<Outcome, Failure> {
    let view: DeclarationView = session.ask(Request::Show(named(id)))?;
    console.answer(&view, told::declaration);
    Ok(Outcome::Done)
}

pub(super) fn charges(session: &Session, console: &Console, id: &str) -> Result<Outcome, Failure> {
    let view: DeclarationView = session.ask(Request::Show(named(id)))?;
    let currency = &view.charges.currency;
    let lines: Vec<Value> = view
        .charges
        .lines
        .iter()
        .map(|line| {
            json!({
                "item": line.item, "tax_type": line.tax_type, "base": line.base, "rate": line.rate,
                "per_unit": line.per_unit, "amount": line.amount, "payable": line.payable,
                "currency": currency, "note": line.note, "rule": line.rule,
                "method_of_payment": line.method_of_payment.as_ref().map(|method| &method.code),
            })
        })
        .collect();
    let answer = json!({
        "lines": lines, "payable": view.charges.payable, "currency": currency,
        "customs_value": view.charges.customs_value, "gaps": view.charges.gaps,
        "by_authority": view.charges.by_authority, "rates": view.charges.rates,
    });
    console.answer(&answer, |_| told::charges(&view.charges));
    Ok(Outcome::Done)
}

pub(super) fn what_if(session: &Session, console: &Console, id: &str) -> Result<Outcome, Failure> {
    let seen: WhatIf = session.ask(Request::WhatIf(named(id)))?;
    console.answer(&seen, told::what_if);
    Ok(Outcome::Done)
}

pub(super) fn elements(session: &Session, console: &Console, id: &str) -> Result<Outcome, Failure> {
    let elements: Elements = session.ask(Request::Elements(named(id)))?;
    console.answer(&elements, |elements| {
        let lines = elements.elements.iter().map(|element| {
            let number = element.number.as_deref().unwrap_or("-");
            format!("{number:14}  {}  =  {}\n", element.path, element.value)
        });
        lines.collect()
    });
    Ok(Outcome::Done)
}

pub(super) fn identify(
    session: &Session,
    console: &Console,
    text: &str,
) -> Result<Outcome, Failure> {
    let request = IdentifyRequest { text: text.to_owned(), language: None };
    let identified: Identified = session.ask(Request::Identify(request))?;
    console.answer(&identified, |identified| {
        if identified.candidates.is_empty() {
            return format!("“{text}” has the form of no identifier that Greenlane knows.");
        }
        let lines = identified
            .candidates
            .iter()
            .map(|found| format!("{}  {}  {}\n", found.kind, found.normalised, found.explanation));
        lines.collect()
    });
    Ok(Outcome::Done)
}

pub(super) fn check(
    session: &Session,
    console: &Console,
    paths: &[PathBuf],
) -> Result<Outcome, Failure> {
    let mut checked = Vec::new();
    for path in files(paths)? {
        let records = session.desk.check(&path)?;
        checked.push(json!({ "path": path.display().to_string(), "records": records }));
    }
    let refused = |file: &Value| {
        file["records"]
            .as_array()
            .is_some_and(|all| all.iter().any(|record| record.get("refused").is_some()))
    };
    let outcome = Outcome::with_refused(checked.iter().any(refused));
    console.answer(&json!({ "files": checked }), told::checked);
    Ok(outcome)
}

pub(super) fn verify(session: &Session, console: &Console) -> Result<Outcome, Failure> {
    let verification: Verification = session.ask(Request::Verify(Nothing {}))?;
    console.answer(&verification, told::verification);
    Ok(if verification.problems.is_empty() { Outcome::Done } else { Outcome::Unsound })
}

pub(super) fn rebuild(session: &Session, console: &Console) -> Result<Outcome, Failure> {
    let entries = session.desk.rebuild()?;
    console.answer(&json!({ "entries": entries }), |_| format!("Rebuilt from {entries} entries."));
    Ok(Outcome::Done)
}

fn named(id: &str) -> ShowRequest {
    ShowRequest { id: id.to_owned(), language: None }
}

fn failure(code: &str, message: String) -> Failure {
    let hint = "See `greenlane queue --help`, or `greenlane queue` for all.".to_owned();
    Failure { code: code.to_owned(), message, hint }
}
