//! The nomenclature at the desk: importing it, searching it, what a code means, which code may fit.

mod importing;
mod lines;
mod searching;
mod showing;
mod suggesting;

use customs::nomenclature::{System, in_force};
use store::EditionRow;

pub(crate) use importing::import;
pub(crate) use searching::search;
pub(crate) use showing::show;
pub(crate) use suggesting::suggest;

use chrono::NaiveDate;

use crate::contract::{TariffEdition, TariffEditions, TariffFile, TariffSystem, small};
use crate::core::Core;
use crate::error::DeskError;

/// The editions that this desk has.
///
/// # Errors
/// The file with the nomenclature cannot be read.
pub(crate) fn editions(core: &Core) -> Result<TariffEditions, DeskError> {
    let reference = core.reference()?;
    let rows = reference.editions()?;
    let now: Vec<i64> = of_day(&rows, core.today()).into_iter().map(|row| row.no).collect();
    let editions = rows.iter().map(|row| {
        let tree = reference.tree(row)?;
        let files = row.files.iter().map(|file| TariffFile {
            language: file.language.clone(),
            name: file.name.clone(),
            imported_at: file.imported_at,
            lines: file.lines,
        });
        Ok(TariffEdition {
            system: row.system.into(),
            from: row.from,
            in_force: now.contains(&row.no),
            lines: small(tree.nodes().iter().filter(|node| node.current).count() as u64),
            declarable: small(tree.nodes().iter().filter(|node| node.declarable).count() as u64),
            files: files.collect(),
        })
    });
    Ok(TariffEditions { editions: editions.collect::<Result<_, DeskError>>()? })
}

/// The edition of a day of each nomenclature, the most detailed one first.
fn of_day(rows: &[EditionRow], day: NaiveDate) -> Vec<&EditionRow> {
    let of = |system: System| {
        let of_system: Vec<&EditionRow> = rows.iter().filter(|row| row.system == system).collect();
        in_force(&of_system, |row| row.from, day).copied()
    };
    System::ALL.into_iter().filter_map(of).collect()
}

/// The editions of a day, at least one.
///
/// # Errors
/// Nothing was imported yet.
fn editions_of(core: &Core, day: NaiveDate) -> Result<Vec<EditionRow>, DeskError> {
    let rows = core.reference()?.editions()?;
    let of_day: Vec<EditionRow> = of_day(&rows, day).into_iter().cloned().collect();
    if of_day.is_empty() { Err(DeskError::NoNomenclature) } else { Ok(of_day) }
}

impl From<System> for TariffSystem {
    fn from(system: System) -> Self {
        match system {
            System::Taric => Self::Taric,
            System::Cn => Self::Cn,
            System::Hs => Self::Hs,
        }
    }
}
