//! Showing one declaration.

use customs::Declaration;
use customs::language::Language;
use customs::selectivity::Recorded;
use customs::verdict::judge_knowing;
use journal::{AttachmentHash, DeclarationId, Entry, State, Status};
use store::{QueueRow, Reader};
use sync::subscription::is_settled;

use crate::contract::{self, DeclarationView, Elements, Filter, Finding, PrintRecord, ShowRequest};
use crate::core::Core;
use crate::error::DeskError;
use crate::{printing, queueing, rates, review};

/// Everything about one declaration.
///
/// # Errors
/// There is none, or there are several.
pub(crate) fn show(core: &Core, request: &ShowRequest) -> Result<DeclarationView, DeskError> {
    core.ask(|reader| {
        let id = core.find(reader, &request.id)?;
        view(core, reader, id, language(request.language.as_deref()))
    })
}

/// The view of a declaration whose id is known, as answer to a command that changed it.
///
/// # Errors
/// Its entries cannot be read.
pub(crate) fn shown(core: &Core, id: DeclarationId) -> Result<DeclarationView, DeskError> {
    core.ask(|reader| view(core, reader, id, Language::English))
}

/// Every data element of one declaration.
///
/// # Errors
/// There is none, or there are several.
pub(crate) fn elements(core: &Core, request: &ShowRequest) -> Result<Elements, DeskError> {
    let state = core.ask(|reader| core.state(reader, &request.id))?;
    let declaration = Declaration::read(&state.body);
    let language = language(request.language.as_deref());
    let findings = &state.verdict.findings;
    Ok(Elements {
        revision: state.revision,
        elements: review::elements(&state.body, &declaration.data_set, findings, language),
    })
}

/// The language of a tag; English where none is given.
pub(crate) fn language(tag: Option<&str>) -> Language {
    tag.map(Language::of_tag).unwrap_or_default()
}

fn view(
    core: &Core,
    reader: &Reader,
    id: DeclarationId,
    language: Language,
) -> Result<DeclarationView, DeskError> {
    reader.snapshot(|reader| {
        let entries = reader.entries_of(id)?;
        let folded = State::fold(id, &entries)?;
        let unjudged = folded.unjudged;
        let mut state = core.judged(folded);
        let declaration = Declaration::read(&state.body);
        let row = match unjudged {
            true => judged_row(reader.row(id)?, &state, &declaration),
            false => reader.row(id)?,
        };
        retell(core, &mut state, language);
        let refused: Vec<Entry> =
            reader.refused_of(id)?.into_iter().map(|refused| refused.entry).collect();
        let mut view = review::view(review::Material {
            row: queueing::row(core, &row),
            around: around(reader, id, &state)?,
            prints: prints(&state, &declaration),
            state: &state,
            declaration: &declaration,
            entries: &entries,
            refused: &refused,
            has_hub: core.syncing.line().is_some(),
            language,
        });
        look_at_files(core, reader, state.status, &mut view)?;
        Ok(view)
    })
}

/// The row as the verdict on the whole makes it: the stored one knows what one desk's verdict saw.
fn judged_row(stored: QueueRow, state: &State, declaration: &Declaration) -> QueueRow {
    let judged = store::row::of(state, declaration);
    QueueRow {
        errors: judged.errors,
        warnings: judged.warnings,
        payable_cents: judged.payable_cents,
        lane: stored.lane.max(judged.lane),
        ..stored
    }
}

/// Which files are here and which the hub has confirmed. Those of a declaration that is still worked
/// on are fetched while it is looked at.
fn look_at_files(
    core: &Core,
    reader: &Reader,
    status: Status,
    view: &mut DeclarationView,
) -> Result<(), DeskError> {
    let mut elsewhere = Vec::new();
    for file in &mut view.evidence {
        let hash = AttachmentHash(file.hash.clone());
        let here = core.store.attachments().size(&hash)?;
        file.here = here.is_some();
        file.confirmed_at = reader.receipt(&hash)?;
        if file.size == 0 {
            file.size = here.unwrap_or_default();
        }
        if here.is_none() && file.purpose != contract::AttachmentPurpose::Source {
            elsewhere.push(hash);
        }
    }
    if !is_settled(status) {
        core.syncing.want(elsewhere);
    }
    Ok(())
}

/// Findings are kept in English. In another language they are worked out again, as long as the
/// rules that they were made by are at this desk, and imported exchange rates still the same.
fn retell(core: &Core, state: &mut State, language: Language) {
    if language == Language::English {
        return;
    }
    let Some(packs) = rates::of(core, &state.verdict) else { return };
    let on = state.verdict.rules_of;
    let known = Recorded(&state.verdict.criteria);
    let declaration = Declaration::read(&state.body);
    let told = judge_knowing(&declaration, &state.body, &packs, on, language, &known);
    // Under other rates it would be another verdict.
    if told.imported_rates().eq(state.verdict.imported_rates()) {
        state.verdict = told;
    }
}

/// What the queue around a declaration has to say: parcels of the same consignee.
fn around(reader: &Reader, id: DeclarationId, state: &State) -> Result<Vec<Finding>, DeskError> {
    if !reader.row(id)?.split {
        return Ok(Vec::new());
    }
    let Some(group) = reader.group_of(id)? else { return Ok(Vec::new()) };
    let value = rust_decimal::Decimal::new(group.value_cents, 2);
    Ok(vec![Finding {
        rule: "GL-RISK-003".to_owned(),
        severity: contract::Severity::Warning,
        title: format!(
            "{} parcels for this consignee on one transport, €{value} in all",
            group.parcels
        ),
        detail:
            "Same name and address on the same transport document. Possibly one order, split to \
                 stay under the value limit."
                .to_owned(),
        hint: "Look at them together; if they are one consignment, lodge it as H1.".to_owned(),
        data_element: Some("12 05 000 000".to_owned()),
        path: None,
        item: None,
        source: "Greenlane’s own criterion; value limit: Del. Reg. (EU) 2015/2446 art. 143a"
            .to_owned(),
        pack: "desk".to_owned(),
        rules_of: state.verdict.rules_of,
        unverified: false,
        filter: Some(Filter { grouped_with: Some(id.0), ..Filter::default() }),
    }])
}

fn prints(state: &State, declaration: &Declaration) -> Vec<PrintRecord> {
    let lrn = printing::lrn(declaration);
    state
        .prints
        .iter()
        .map(|print| PrintRecord {
            declaration: state.id.0,
            lrn: lrn.clone(),
            document: print.printed.document.clone(),
            language: print.printed.language.clone(),
            hash: print.printed.file.0.clone(),
            pages: print.printed.pages,
            revision: print.printed.revision,
            superseded: print.printed.revision < state.revision,
            printer: print.printed.printer.clone(),
            by: print.by.clone(),
            at: print.at,
            file_name: printing::file_name(
                &lrn,
                &print.printed.document,
                print.printed.revision,
                &print.printed.language,
            ),
        })
        .collect()
}
