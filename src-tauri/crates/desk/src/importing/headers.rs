//! What headers mean that senders use and nobody else: remembered at this desk, used at every import.

use exchange::Mapping;

use crate::contract::{
    ForgetHeader, HeaderMapping, HeaderMappings, MapHeaders, MappableColumn, UnknownHeader,
};
use crate::core::Core;
use crate::error::DeskError;

const SETTING: &str = "header_mappings";

/// What is remembered, and the columns that a header can mean.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn mappings(core: &Core) -> Result<HeaderMappings, DeskError> {
    told(remembered(core)?)
}

/// Remembers what headers mean; the same header again replaces.
///
/// # Errors
/// There is no such column, a header says nothing, or the store does not take it.
pub(crate) fn remember(core: &Core, request: MapHeaders) -> Result<HeaderMappings, DeskError> {
    let mut all = remembered(core)?;
    for HeaderMapping { header, column } in request.mappings {
        all.retain(|known| !same(&known.header, &header));
        all.push(HeaderMapping { header: header.trim().to_owned(), column });
    }
    mapping_of(&all)?;
    keep(core, &all)?;
    told(all)
}

/// Forgets what a header means. One that is not remembered stays so.
///
/// # Errors
/// The store does not take it.
pub(crate) fn forget(core: &Core, request: &ForgetHeader) -> Result<HeaderMappings, DeskError> {
    let mut all = remembered(core)?;
    all.retain(|known| !same(&known.header, &request.header));
    keep(core, &all)?;
    told(all)
}

/// What is remembered, as the reader takes it. What a later version remembered and this one does not
/// know is passed over.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn mapping(core: &Core) -> Result<Mapping, DeskError> {
    let all = remembered(core)?;
    Ok(all.iter().fold(Mapping::default(), |mapping, known| {
        mapping.clone().with(&known.header, &known.column).unwrap_or(mapping)
    }))
}

fn mapping_of(all: &[HeaderMapping]) -> Result<Mapping, DeskError> {
    let mapped = all
        .iter()
        .try_fold(Mapping::default(), |mapping, known| mapping.with(&known.header, &known.column));
    Ok(mapped?)
}

fn same(left: &str, right: &str) -> bool {
    exchange::is_same_header(left, right)
}

fn remembered(core: &Core) -> Result<Vec<HeaderMapping>, DeskError> {
    let stored = core.ask(|reader| reader.setting(SETTING))?;
    Ok(stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn keep(core: &Core, all: &[HeaderMapping]) -> Result<(), DeskError> {
    let text = serde_json::to_string(all).expect("mappings are texts");
    core.store.write(|writer| Ok(writer.set_setting(SETTING, &text)?))
}

fn told(mut mappings: Vec<HeaderMapping>) -> Result<HeaderMappings, DeskError> {
    for known in &mut mappings {
        // By name, also where a data element number was given.
        if let Some(column) = exchange::column_of(&known.column) {
            column.name.clone_into(&mut known.column);
        }
    }
    let columns = exchange::columns().iter().map(|column| MappableColumn {
        name: column.name.to_owned(),
        number: column.number.to_owned(),
        required: column.required,
    });
    Ok(HeaderMappings { mappings, columns: columns.collect() })
}

impl From<exchange::UnknownHeader> for UnknownHeader {
    fn from(unknown: exchange::UnknownHeader) -> Self {
        let offers = unknown.offers.iter().map(|column| column.name.to_owned());
        Self { header: unknown.header, samples: unknown.samples, offers: offers.collect() }
    }
}
