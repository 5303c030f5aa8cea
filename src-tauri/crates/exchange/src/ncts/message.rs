//! What customs answer to a transit declaration.

use chrono::NaiveDateTime;
use customs::message::Remark;
use customs::{AuthorityMessage, Element, MessageKind};

use super::{operation, text};
use crate::dms::with_result;

/// Messages to the holder of the procedure and what they say. IE029 is known from a real one; the
/// others from the names and elements of the published message structures only.
const KINDS: &[(&str, MessageKind)] = &[
    // The MRN is allocated: the declaration is accepted.
    ("CC028C", MessageKind::Accepted),
    ("CC029C", MessageKind::Released),
    ("CC051C", MessageKind::NotReleased),
    ("CC056C", MessageKind::Rejected),
    ("CC060C", MessageKind::Control),
    ("CC928C", MessageKind::Received),
];

/// The kind of business rejection (IE056) that is about the declaration itself.
const OF_DECLARATION: &str = "015";
/// The kind of notification (IE060) that asks for documents.
const DOCUMENTS: &str = "1";

pub(super) fn is_known(name: &str) -> bool {
    KINDS.iter().any(|(known, _)| *known == name)
}

pub(super) fn read(body: Element) -> AuthorityMessage {
    let control_result = text(&body, &["ControlResult", "code"]);
    AuthorityMessage {
        kind: with_result(kind(&body), control_result.as_deref()),
        code: body.name.clone(),
        reference: text(&body, &["messageIdentification"]),
        lrn: operation(&body, "LRN"),
        mrn: operation(&body, "MRN"),
        version: None,
        issued: text(&body, &["preparationDateAndTime"]).and_then(|text| moment(&text)),
        control_result,
        remarks: remarks(&body),
        charges: Vec::new(),
        currency: None,
        body,
    }
}

fn kind(body: &Element) -> MessageKind {
    let stated = KINDS.iter().find(|(known, _)| *known == body.name).map(|(_, kind)| *kind);
    match (stated.unwrap_or(MessageKind::Other), body.name.as_str()) {
        // A later request was rejected; the declaration stands.
        (MessageKind::Rejected, _)
            if operation(body, "businessRejectionType").is_some_and(|of| of != OF_DECLARATION) =>
        {
            MessageKind::RequestAnswered
        }
        (MessageKind::Control, _)
            if operation(body, "notificationType").as_deref() == Some(DOCUMENTS) =>
        {
            MessageKind::DocumentsRequested
        }
        (kind, _) => kind,
    }
}

/// `2024-12-04T15:31:57`. The messages have no time zone; taken as UTC, as in the other messages.
fn moment(text: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let zoned = chrono::DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc());
    let local = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok();
    zoned.or_else(|| local().map(|moment| moment.and_utc()))
}

/// Texts for people, from wherever the message has them: element, then its code, text and pointer.
fn remarks(body: &Element) -> Vec<Remark> {
    const PLACES: &[(&str, &str, &str, &str)] = &[
        ("FunctionalError", "errorCode", "errorReason", "errorPointer"),
        ("TypeOfControls", "type", "text", ""),
        ("RequestedDocument", "documentType", "description", ""),
        ("ControlResult", "code", "text", ""),
        ("TransitOperation", "noReleaseMotivationCode", "noReleaseMotivationText", ""),
        ("TransitOperation", "rejectionCode", "rejectionReason", ""),
    ];
    let mut remarks = Vec::new();
    for (name, code, words, pointer) in PLACES {
        for found in body.all(name) {
            let code = text(found, &[code]);
            let words = text(found, &[words]);
            // A result's code is told by itself.
            if words.is_some() || (code.is_some() && *name != "ControlResult") {
                let text_of = words.unwrap_or_default();
                remarks.push(Remark { code, text: text_of, pointer: text(found, &[pointer]) });
            }
        }
    }
    remarks
}
