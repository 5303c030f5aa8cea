//! Replies of the authority: the `Response` of a DMS notification.

use customs::message::Remark;
use customs::{AuthorityMessage, Element, MessageKind};

use super::{charges, dates, pointer};

/// Function code, the name that the authority gives the message, and what it says.
///
/// Source: HMRC's sample notifications (file names and comments); the Danish system sends the same
/// codes under names with CWM in place of DMS.
const KINDS: &[(&str, &str, MessageKind)] = &[
    ("1", "DMSACC", MessageKind::Accepted),
    ("2", "DMSRCV", MessageKind::Received),
    ("3", "DMSREJ", MessageKind::Rejected),
    ("5", "DMSCTL", MessageKind::Control),
    ("6", "DMSDOC", MessageKind::DocumentsRequested),
    // Corrections that customs itself has made after an inspection or a request.
    ("7", "DMSRES", MessageKind::RequestAnswered),
    // The goods may go; duties may still be open.
    ("8", "DMSROG", MessageKind::Released),
    // The procedure is cleared for good, and with it the goods, if they were not released before.
    ("9", "DMSCLE", MessageKind::Released),
    ("10", "DMSINV", MessageKind::Invalidated),
    ("11", "DMSREQ", MessageKind::RequestAnswered),
    ("13", "DMSTAX", MessageKind::Tax),
    // The deferment account does not cover the debt, and a reminder of it.
    ("14", "DMSCPI", MessageKind::Other),
    ("15", "DMSCPR", MessageKind::Other),
    ("16", "DMSEOG", MessageKind::Exited),
    // Asks for proof that the goods have left.
    ("18", "DMSGER", MessageKind::Other),
];

/// The reply as a message.
pub(super) fn read(body: Element) -> AuthorityMessage {
    let (code, stated) = kind(body.text(&["FunctionCode"]).unwrap_or_default());
    let control_result = control_result(&body);
    let text = |names: &[&str]| body.text(names).map(str::to_owned);
    let (charges, currency) = charges::read(&body);
    AuthorityMessage {
        kind: with_result(stated, control_result.as_deref()),
        code,
        reference: text(&["FunctionalReferenceID"]),
        lrn: of_declaration(&body, "FunctionalReferenceID"),
        mrn: of_declaration(&body, "ID"),
        version: of_declaration(&body, "VersionID").and_then(|version| version.parse().ok()),
        issued: body.text(&["IssueDateTime", "DateTimeString"]).and_then(dates::moment),
        control_result,
        remarks: remarks(&body),
        charges,
        currency,
        body,
    }
}

fn kind(function_code: &str) -> (String, MessageKind) {
    let bare = function_code.trim_start_matches('0');
    match KINDS.iter().find(|(code, ..)| *code == bare) {
        Some((_, name, kind)) => ((*name).to_owned(), *kind),
        None => (function_code.to_owned(), MessageKind::Other),
    }
}

/// A release whose control was not satisfactory (B0 to B3) releases nothing: goods moved without a
/// release cost the broker a fine, so the doubt counts against it.
pub(crate) fn with_result(kind: MessageKind, result: Option<&str>) -> MessageKind {
    match (kind, result) {
        (MessageKind::Released, Some(result)) if result.starts_with('B') => {
            MessageKind::NotReleased
        }
        (kind, _) => kind,
    }
}

/// The control result: in the additional information of a release, in the status of an exit.
fn control_result(body: &Element) -> Option<String> {
    let stated = body.all("AdditionalInformation").map(|info| info.text(&["StatementCode"]));
    let status = body.all("Status").map(|status| status.text(&["NameCode"]));
    stated.chain(status).flatten().find(|code| is_control_result(code)).map(str::to_owned)
}

fn is_control_result(code: &str) -> bool {
    matches!(code.as_bytes(), [b'A' | b'B', b'0'..=b'5'])
}

fn of_declaration(body: &Element, name: &str) -> Option<String> {
    body.all("Declaration").find_map(|declaration| declaration.text(&[name])).map(str::to_owned)
}

fn remarks(body: &Element) -> Vec<Remark> {
    let errors = body.all("Error").map(error);
    let statements = body.all("AdditionalInformation").filter_map(statement);
    let statuses = body.all("Status").filter_map(status);
    let payments = body.all("Declaration").flat_map(|d| d.all("DutyTaxFee")).filter_map(payment);
    errors.chain(statements).chain(statuses).chain(payments).collect()
}

fn error(error: &Element) -> Remark {
    Remark {
        code: error.text(&["ValidationCode"]).map(str::to_owned),
        text: error.text(&["Description"]).unwrap_or_default().to_owned(),
        pointer: pointer::of(error),
    }
}

fn statement(info: &Element) -> Option<Remark> {
    let code = info.text(&["StatementCode"]).filter(|code| !is_control_result(code));
    let limit = info.text(&["LimitDateTime", "DateTimeString"]).and_then(dates::moment);
    let limit = limit.map(|limit| format!("by {}", limit.format("%Y-%m-%d %H:%M UTC")));
    let text = info.text(&["StatementDescription"]).map(str::to_owned).into_iter().chain(limit);
    let text = text.collect::<Vec<_>>().join(", ");
    let said = code.is_some() || !text.is_empty();
    said.then(|| Remark { code: code.map(str::to_owned), text, pointer: pointer::of(info) })
}

fn status(status: &Element) -> Option<Remark> {
    let code = status.text(&["NameCode"]).filter(|code| !is_control_result(code))?;
    Some(Remark { code: Some(code.to_owned()), text: "status".to_owned(), pointer: None })
}

/// A sum to pay or that is not covered, with the reference to pay it under.
fn payment(tax: &Element) -> Option<Remark> {
    let payment = tax.child("Payment")?;
    let amount = payment.child("PaymentAmount")?;
    let currency = amount.attribute("currencyID").unwrap_or_default();
    let sum = format!("{} {currency}", amount.value.as_deref()?);
    let code = payment
        .text(&["ReferenceID"])
        .or_else(|| payment.text(&["ObligationGuarantee", "ReferenceID"]));
    Some(Remark { code: code.map(str::to_owned), text: sum.trim().to_owned(), pointer: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("01", "DMSACC", MessageKind::Accepted)]
    #[case("02", "DMSRCV", MessageKind::Received)]
    #[case("03", "DMSREJ", MessageKind::Rejected)]
    #[case("05", "DMSCTL", MessageKind::Control)]
    #[case("06", "DMSDOC", MessageKind::DocumentsRequested)]
    #[case("07", "DMSRES", MessageKind::RequestAnswered)]
    #[case("08", "DMSROG", MessageKind::Released)]
    #[case("09", "DMSCLE", MessageKind::Released)]
    #[case("10", "DMSINV", MessageKind::Invalidated)]
    #[case("11", "DMSREQ", MessageKind::RequestAnswered)]
    #[case("13", "DMSTAX", MessageKind::Tax)]
    #[case("14", "DMSCPI", MessageKind::Other)]
    #[case("15", "DMSCPR", MessageKind::Other)]
    #[case("16", "DMSEOG", MessageKind::Exited)]
    #[case("18", "DMSGER", MessageKind::Other)]
    #[case::never_seen("99", "99", MessageKind::Other)]
    #[case::none("", "", MessageKind::Other)]
    fn tells_the_kind(#[case] function: &str, #[case] name: &str, #[case] expected: MessageKind) {
        assert_eq!(kind(function), (name.to_owned(), expected));
    }

    #[rstest]
    #[case::satisfactory("09", "A2", MessageKind::Released)]
    #[case::minor_discrepancies("08", "A4", MessageKind::Released)]
    #[case::not_satisfactory("08", "B1", MessageKind::NotReleased)]
    #[case::not_a_result("10", "3", MessageKind::Invalidated)]
    fn a_release_needs_a_good_result(
        #[case] function: &str,
        #[case] result: &str,
        #[case] expected: MessageKind,
    ) {
        let body = Element::new("Response").with(Element::leaf("FunctionCode", function)).with(
            Element::new("AdditionalInformation").with(Element::leaf("StatementCode", result)),
        );
        assert_eq!(read(body).kind, expected);
    }
}
