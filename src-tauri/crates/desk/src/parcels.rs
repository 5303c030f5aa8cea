//! Where parcels are, as this desk knows: the same stages that the hub's page tells, from what is here.

use std::collections::BTreeSet;

use customs::Declaration;
use customs::identifier::scanned;
use journal::{DeclarationId, State};
use store::{Filter, QueueQuery, Reader, Sort};
use sync::parcel::{FactSource, MAX_NUMBERS, MAX_PARCELS, ParcelFacts, Stage, StageReached};

use crate::contract::{
    IdentifyRequest, ParcelAnswer, ParcelInfo, ParcelStage, Parcels, ParcelsRequest, StageName,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::reference;

/// Where parcels are.
///
/// # Errors
/// More numbers than one inquiry takes, or the store cannot be read.
pub(crate) fn parcels(core: &Core, request: &ParcelsRequest) -> Result<Parcels, DeskError> {
    let numbers: Vec<&str> = request.numbers.iter().map(|number| number.trim()).collect();
    let numbers: Vec<&str> = numbers.into_iter().filter(|number| !number.is_empty()).collect();
    if numbers.len() > MAX_NUMBERS {
        return Err(DeskError::TooManyNumbers { count: numbers.len(), limit: MAX_NUMBERS });
    }
    let mut answers = core.ask(|reader| {
        numbers.iter().map(|number| answer(reader, number)).collect::<Result<Vec<_>, DeskError>>()
    })?;
    ask_hub(core, &mut answers);
    Ok(Parcels { answers, now: core.surroundings.now(), synced_at: core.syncing.last_complete() })
}

/// Declarations here that have this id, LRN, MRN, parcel or transport number.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn with_number(reader: &Reader, number: &str) -> Result<Vec<DeclarationId>, DeskError> {
    let mut found: BTreeSet<DeclarationId> = reader.find(number)?.into_iter().collect();
    let query = |filter| QueueQuery {
        filter,
        sort: Sort::Queued,
        descending: false,
        offset: 0,
        limit: MAX_PARCELS as u64,
    };
    let transport = Filter { transport_document: Some(number.to_owned()), ..Filter::default() };
    found.extend(reader.queue(&query(transport))?.rows.iter().map(|row| row.id));
    // The search finds beginnings of words; a parcel's number must be the whole.
    let search = Filter { search: Some(number.to_owned()), ..Filter::default() };
    let same = |parcel: &str| parcel.eq_ignore_ascii_case(number);
    let rows = reader.queue(&query(search))?.rows;
    found.extend(rows.iter().filter(|row| same(&row.parcel)).map(|row| row.id));
    Ok(found.into_iter().take(MAX_PARCELS).collect())
}

fn answer(reader: &Reader, number: &str) -> Result<ParcelAnswer, DeskError> {
    let request = IdentifyRequest { text: number.to_owned(), language: None };
    let identified = reference::identify(&request);
    let written = scanned(number);
    let found = with_number(reader, written)?;
    let parcels: Vec<ParcelInfo> =
        found.into_iter().map(|id| parcel(reader, id)).collect::<Result<_, DeskError>>()?;
    Ok(ParcelAnswer {
        asked: number.to_owned(),
        kind: identified.candidates.first().map(|candidate| candidate.kind.clone()),
        on_hub_only: parcels.is_empty() && !reader.find_evicted(written)?.is_empty(),
        parcels,
    })
}

fn parcel(reader: &Reader, id: DeclarationId) -> Result<ParcelInfo, DeskError> {
    let entries = reader.entries_of(id)?;
    let state = State::fold(id, &entries)?;
    let declaration = Declaration::read(&state.body);
    let facts = ParcelFacts::of(&state, &entries, &declaration);
    Ok(ParcelInfo {
        declaration: id.0,
        goods: declaration.goods_summary(),
        consignee: declaration.consignee_name().unwrap_or_default().to_owned(),
        lrn: facts.lrn,
        mrn: facts.mrn,
        parcel: facts.parcel,
        transport_document: facts.transport_document,
        stages: facts.stages.into_iter().map(stage).collect(),
        stage: facts.stage.into(),
        expected: facts.expected.map(Into::into),
        as_of: facts.as_of,
    })
}

/// Asks the hub, in one question, about numbers that nothing here has. Without a line, or where the
/// hub is busy, the answer is what is known here: that is what the screen says it is.
fn ask_hub(core: &Core, answers: &mut [ParcelAnswer]) {
    let Some(line) = core.syncing.line_if_up() else { return };
    let unknown = |answer: &ParcelAnswer| answer.parcels.is_empty() && !answer.on_hub_only;
    let asked: Vec<String> =
        answers.iter().filter(|answer| unknown(answer)).map(|it| it.asked.clone()).collect();
    if asked.is_empty() {
        return;
    }
    let Ok(told) = line.parcels(&asked) else { return };
    for answer in answers.iter_mut().filter(|answer| unknown(answer)) {
        let known = told.iter().find(|told| told.asked == answer.asked);
        answer.on_hub_only = known.is_some_and(|told| !told.parcels.is_empty());
    }
}

fn stage(reached: StageReached) -> ParcelStage {
    let (from, from_name) = match reached.from {
        FactSource::Sender => ("sender", None),
        FactSource::Office => ("office", None),
        FactSource::Authority => ("authority", None),
        FactSource::Operator(name) => ("operator", Some(name)),
    };
    ParcelStage {
        stage: reached.stage.into(),
        at: reached.at,
        from: from.to_owned(),
        from_name,
        known_since: reached.known_since,
    }
}

impl From<Stage> for StageName {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Received => Self::Received,
            Stage::InReview => Self::InReview,
            Stage::Lodged => Self::Lodged,
            Stage::Accepted => Self::Accepted,
            Stage::UnderControl => Self::UnderControl,
            Stage::Released => Self::Released,
            Stage::HandedOver => Self::HandedOver,
            Stage::Stopped => Self::Stopped,
        }
    }
}
