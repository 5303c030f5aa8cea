//! The few words that view models carry themselves; all others are the documents' own.

use customs::language::Language;
use journal::Status;

/// The status in the document's language.
pub(crate) fn status(status: Status, language: Language) -> &'static str {
    let (english, french) = match status {
        Status::Queued => ("Waiting for a decision", "En attente de décision"),
        Status::Approved => {
            ("Approved at the desk, not lodged", "Approuvée au bureau, non déposée")
        }
        Status::Held => ("Held at the desk", "Retenue au bureau"),
        Status::Referred => ("Referred for inspection", "Renvoyée pour visite"),
        Status::Refused => ("Refused at the desk", "Refusée au bureau"),
        Status::Lodged => ("Lodged", "Déposée"),
        Status::Accepted => ("Accepted", "Acceptée"),
        Status::UnderControl => ("Under control", "Sous contrôle"),
        Status::Released => ("Released", "Mainlevée accordée"),
        Status::NotReleased => ("Not released", "Mainlevée refusée"),
        Status::Rejected => ("Rejected by the authority", "Rejetée par l’autorité"),
        Status::Invalidated => ("Invalidated", "Invalidée"),
    };
    match language {
        Language::English => english,
        Language::French => french,
    }
}

/// What every page must say of a declaration that the authority has not released; `None` where
/// nothing could be mistaken.
pub(crate) fn notice(status: Status, language: Language) -> Option<&'static str> {
    let (english, french) = match status {
        status if status.is_at_desk() => {
            ("Not lodged with customs", "Non déposée auprès de la douane")
        }
        Status::Rejected => ("Rejected by customs", "Rejetée par la douane"),
        Status::NotReleased => ("Not released by customs", "Mainlevée refusée par la douane"),
        Status::Invalidated => ("Invalidated by customs", "Invalidée par la douane"),
        Status::Released => return None,
        _ => ("Not released yet", "Mainlevée non encore accordée"),
    };
    Some(match language {
        Language::English => english,
        Language::French => french,
    })
}
