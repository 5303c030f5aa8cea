//! The few words that view models carry themselves; all others are the documents' own.

use customs::language::Language;
use journal::Status;

/// The same in English, French, Dutch, German and Chinese.
type Words = [&'static str; 5];

/// The status in the document's language.
pub(crate) fn status(status: Status, language: Language) -> &'static str {
    let words: Words = match status {
        Status::Queued => [
            "Waiting for a decision",
            "En attente de décision",
            "Wacht op een beslissing",
            "Wartet auf eine Entscheidung",
            "等待决定",
        ],
        Status::Approved => [
            "Approved at the desk, not lodged",
            "Approuvée au bureau, non déposée",
            "Goedgekeurd op de werkplek, niet ingediend",
            "Am Arbeitsplatz genehmigt, nicht abgegeben",
            "工作站已批准，未申报",
        ],
        Status::Held => [
            "Held at the desk",
            "Retenue au bureau",
            "Aangehouden op de werkplek",
            "Am Arbeitsplatz zurückgestellt",
            "工作站暂缓",
        ],
        Status::Referred => [
            "Referred for inspection",
            "Renvoyée pour visite",
            "Doorverwezen voor verificatie",
            "Zur Beschau überwiesen",
            "移交查验",
        ],
        Status::Refused => [
            "Refused at the desk",
            "Refusée au bureau",
            "Geweigerd op de werkplek",
            "Am Arbeitsplatz abgelehnt",
            "工作站已拒绝",
        ],
        Status::Lodged => ["Lodged", "Déposée", "Ingediend", "Abgegeben", "已申报"],
        Status::Accepted => ["Accepted", "Acceptée", "Aanvaard", "Angenommen", "已接受"],
        Status::UnderControl => {
            ["Under control", "Sous contrôle", "In controle", "In Kontrolle", "查验中"]
        }
        Status::Released => {
            ["Released", "Mainlevée accordée", "Vrijgegeven", "Überlassen", "已放行"]
        }
        Status::NotReleased => [
            "Not released",
            "Mainlevée refusée",
            "Niet vrijgegeven",
            "Nicht überlassen",
            "不予放行",
        ],
        Status::Rejected => [
            "Rejected by the authority",
            "Rejetée par l’autorité",
            "Verworpen door de douane",
            "Von der Zollbehörde zurückgewiesen",
            "海关已退单",
        ],
        Status::Invalidated => {
            ["Invalidated", "Invalidée", "Ongeldig gemaakt", "Für ungültig erklärt", "已撤销"]
        }
    };
    said(words, language)
}

/// What every page must say of a declaration that the authority has not released; `None` where
/// nothing could be mistaken.
pub(crate) fn notice(status: Status, language: Language) -> Option<&'static str> {
    let words: Words = match status {
        status if status.is_at_desk() => [
            "Not lodged with customs",
            "Non déposée auprès de la douane",
            "Niet ingediend bij de douane",
            "Nicht beim Zoll abgegeben",
            "未向海关申报",
        ],
        Status::Rejected => [
            "Rejected by customs",
            "Rejetée par la douane",
            "Verworpen door de douane",
            "Von der Zollbehörde zurückgewiesen",
            "海关已退单",
        ],
        Status::NotReleased => [
            "Not released by customs",
            "Mainlevée refusée par la douane",
            "Niet vrijgegeven door de douane",
            "Vom Zoll nicht überlassen",
            "海关不予放行",
        ],
        Status::Invalidated => [
            "Invalidated by customs",
            "Invalidée par la douane",
            "Ongeldig gemaakt door de douane",
            "Vom Zoll für ungültig erklärt",
            "海关已撤销",
        ],
        Status::Released => return None,
        _ => [
            "Not released yet",
            "Mainlevée non encore accordée",
            "Nog niet vrijgegeven",
            "Noch nicht überlassen",
            "尚未放行",
        ],
    };
    Some(said(words, language))
}

fn said(words: Words, language: Language) -> &'static str {
    let [english, french, dutch, german, chinese] = words;
    match language {
        Language::English => english,
        Language::French => french,
        Language::Dutch => dutch,
        Language::German => german,
        Language::Chinese => chinese,
    }
}
