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
