//! Reference data: rule packs, code lists, identifiers.

use chrono::NaiveDate;
use customs::code_list;
use customs::identifier::{self, Check, Kind};
use customs::language::Language;

use crate::contract::{
    CodeInfo, CodeList, CodesRequest, Identified, IdentifierInfo, IdentifyRequest, PackInfo,
    RuleBook, RuleInfo, RulesRequest,
};
use crate::core::Core;
use crate::error::DeskError;

/// The layers of rules with how many rules of each are in force on a day.
pub(crate) fn packs_on(core: &Core, on: NaiveDate) -> Vec<PackInfo> {
    let packs = core.rules.now();
    let rules = packs.on(on).book(Language::English);
    let layers = packs.layers().iter();
    layers
        .map(|(layer, version)| {
            let pack = format!("{layer} {version}");
            let in_force = rules.iter().filter(|rule| rule.pack == pack).count();
            PackInfo {
                id: layer.clone(),
                title: layer.to_uppercase(),
                version: version.clone(),
                rules: u32::try_from(in_force).unwrap_or(u32::MAX),
                hash: packs.hash().to_owned(),
            }
        })
        .collect()
}

/// The rules of a day.
pub(crate) fn rules(core: &Core, request: &RulesRequest) -> RuleBook {
    let on = request.on.unwrap_or_else(|| core.today());
    let language = request.language.as_deref().map(Language::of_tag).unwrap_or_default();
    let rules = core.rules.now().on(on).book(language).into_iter().map(|rule| RuleInfo {
        id: rule.id,
        pack: rule.pack,
        title: rule.title,
        severity: rule.severity.into(),
        data_element: rule.data_element,
        source: rule.source,
        from: rule.from,
        until: rule.until,
        unverified: rule.unverified,
    });
    RuleBook { on, packs: packs_on(core, on), rules: rules.collect() }
}

/// What identifier a text is.
pub(crate) fn identify(request: &IdentifyRequest) -> Identified {
    let language = request.language.as_deref().map(Language::of_tag).unwrap_or_default();
    let candidates = identifier::identify(&request.text).into_iter().map(|found| IdentifierInfo {
        kind: name_of(found.kind),
        check_holds: match found.check {
            Check::Holds => Some(true),
            Check::Fails { .. } => Some(false),
            Check::None => None,
        },
        explanation: found.explanation(language),
        normalised: found.normalised,
    });
    Identified { candidates: candidates.collect() }
}

/// The kind's name in messages, such as `customs_office`.
fn name_of(kind: Kind) -> String {
    let name = serde_json::to_value(kind).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A code list with its labels.
///
/// # Errors
/// There is none of that name.
pub(crate) fn codes(request: &CodesRequest) -> Result<CodeList, DeskError> {
    let language = Language::of_tag(&request.language);
    let list =
        code_list(&request.list).ok_or_else(|| DeskError::UnknownList(request.list.clone()))?;
    let codes = list.iter().map(|code| CodeInfo {
        code: code.code.clone(),
        label: code.label.get(language).to_owned(),
    });
    Ok(CodeList { codes: codes.collect() })
}

/// What a code means; the code itself where the list does not know it.
pub(crate) fn code_label(list: &str, code: &str, language: Language) -> String {
    let known = code_list(list).and_then(|codes| codes.iter().find(|known| known.code == code));
    known.map_or_else(|| code.to_owned(), |known| known.label.get(language).to_owned())
}
