//! Exchange rates at the desk: importing lists, laying them over those of the rule packs, telling which
//! rate holds.

use std::fs::File;
use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use customs::rates::{RateSource, RateTable, holding};
use customs::{Currency, Packs, Verdict};
use exchange::{RatesFile, limits, read_rates};
use sha2::{Digest, Sha256};
use store::{RateFile, RateListRow, RateSpan, Reference, StoreError};

use crate::contract::{
    ImportRates, RateList, RatesImported, RatesOfDay, RatesReport, RatesRequest, RefusedRecord,
    small,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::review;
use crate::staging::StagedFile;

/// The packs with imported rates over them, and the version of the reference data that they are of.
/// They are made anew when the packs are others or that data was changed, by this program or another.
#[derive(Default)]
pub(crate) struct Rated {
    made: Mutex<Option<(Version, Arc<Packs>)>>,
}

/// The reference data as it is; `None` where there is none that can be read.
type Version = Option<i64>;

/// The packs to judge by: those of the desk, with the imported rates over them.
///
/// Reference data that cannot be read keeps nobody from work: the packs' own rates count then, and the
/// verdict says so.
pub(crate) fn packs(core: &Core) -> Arc<Packs> {
    let own = || held(core, None).unwrap_or_else(|| made(core, None, Vec::new()));
    laid_over(core).unwrap_or_else(|_| own())
}

/// Other packs than those of the desk, with the imported rates over them.
pub(crate) fn over(core: &Core, packs: &Packs) -> Arc<Packs> {
    let imported = || match Reference::is_in(core.store.folder()) {
        true => tables(core.reference()?),
        false => Ok(Vec::new()),
    };
    Arc::new(packs.with_rates(imported().unwrap_or_default()))
}

/// The packs that a verdict was reached by, with the imported rates over them that it rests on; `None`
/// where this desk does not have them.
pub(crate) fn of(core: &Core, verdict: &Verdict) -> Option<Arc<Packs>> {
    let packs = core.rules.of(&verdict.pack_hash)?;
    let tables = verdict.imported_rates().map(|rate| RateTable {
        base: Currency(rate.base.clone()),
        from: rate.from,
        until: verdict.rules_of.succ_opt().unwrap_or(verdict.rules_of),
        rates: [(rate.currency.clone(), rate.units)].into(),
        unverified: rate.unverified,
        list: rate.list.clone(),
    });
    let tables: Vec<RateTable> = tables.collect();
    Some(if tables.is_empty() { packs } else { Arc::new(packs.with_rates(tables)) })
}

fn laid_over(core: &Core) -> Result<Arc<Packs>, StoreError> {
    if !Reference::is_in(core.store.folder()) {
        return Ok(held(core, None).unwrap_or_else(|| made(core, None, Vec::new())));
    }
    let reference = core.reference()?;
    let version = Some(reference.version()?);
    match held(core, version) {
        Some(packs) => Ok(packs),
        None => Ok(made(core, version, tables(reference)?)),
    }
}

fn held(core: &Core, version: Version) -> Option<Arc<Packs>> {
    let made = core.rated.made.lock().unwrap_or_else(PoisonError::into_inner);
    let (of, packs) = made.as_ref()?;
    (*of == version && packs.hash() == core.rules.now().hash()).then(|| Arc::clone(packs))
}

fn made(core: &Core, version: Version, tables: Vec<RateTable>) -> Arc<Packs> {
    let own = core.rules.now();
    let packs = if tables.is_empty() { own } else { Arc::new(own.with_rates(tables)) };
    let mut made = core.rated.made.lock().unwrap_or_else(PoisonError::into_inner);
    *made = Some((version, Arc::clone(&packs)));
    packs
}

/// The imported tables with the days on which they hold, those that count before others first: by
/// source, then the latest, then the newest list.
fn tables(reference: &Reference) -> Result<Vec<RateTable>, StoreError> {
    let spans = reference.rate_spans()?;
    let mut all = Vec::new();
    for source in RateSource::ALL {
        let of_source: Vec<&RateSpan> = spans.iter().filter(|span| span.source == source).collect();
        let published: Vec<_> = of_source.iter().map(|span| (span.from, span.until)).collect();
        let mut holding = holding(source, &published);
        holding.sort_by_key(|held| std::cmp::Reverse(held.from));
        for held in holding {
            let Some(span) = of_source.get(held.table) else { continue };
            let table = reference.rate_table(span.no)?;
            all.push(RateTable { from: held.from, until: held.until, ..table });
        }
    }
    Ok(all)
}

/// Imports staged lists, each as a whole or not at all.
///
/// # Errors
/// A file is not staged any more or cannot be read, or the disk does not take it.
pub(crate) fn import(core: &Core, request: &ImportRates) -> Result<RatesReport, DeskError> {
    let mut report = RatesReport::default();
    for id in &request.staged {
        let staged = core.staging.get(*id)?;
        let file = import_one(core, &staged)?;
        report.refused = report.refused.saturating_add(small(file.refused.len() as u64));
        report.files.push(file);
        core.staging.forget(*id);
    }
    Ok(report)
}

fn import_one(core: &Core, staged: &StagedFile) -> Result<RatesImported, DeskError> {
    let io = |cause| DeskError::Io { what: format!("“{}”", staged.name), cause };
    let mut bytes = Vec::new();
    let opened = File::open(&staged.path).map_err(io)?;
    opened.take(limits::LARGEST_RATES + 1).read_to_end(&mut bytes).map_err(io)?;
    let mut file = RatesImported { path: staged.name.clone(), ..RatesImported::default() };
    let list = match read_rates(bytes.as_slice()).map_err(io)? {
        RatesFile::List(list) => list,
        RatesFile::Refused(refused) => {
            file.refused = refused.into_iter().map(RefusedRecord::from).collect();
            return Ok(file);
        }
    };
    let name = staged.name.rsplit(['/', '\\']).next().unwrap_or(&staged.name);
    let told = RateFile {
        name: name.to_owned(),
        hash: Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
        imported_at: core.surroundings.now(),
    };
    let taken = core.reference()?.import_rates(&told, &list)?;
    file.source = Some(list.source.as_str().to_owned());
    file.base = Some(list.base.0.clone());
    file.from = list.tables.iter().map(|table| table.from).min();
    file.until = list.tables.iter().map(|table| table.until).max();
    (file.new, file.replaced, file.known) = (taken.new, taken.replaced, taken.known);
    Ok(file)
}

/// The rates of a day, and the lists that were imported.
///
/// # Errors
/// The reference data cannot be read.
pub(crate) fn rates(core: &Core, request: &RatesRequest) -> Result<RatesOfDay, DeskError> {
    let on = request.on.unwrap_or_else(|| core.today());
    let lists = core.reference()?.rate_lists()?;
    let packs = laid_over(core)?;
    Ok(RatesOfDay {
        on,
        rates: packs.on(on).rates().into_iter().map(review::rate_used).collect(),
        lists: lists.into_iter().map(told).collect(),
    })
}

fn told(list: RateListRow) -> RateList {
    RateList {
        source: list.source.as_str().to_owned(),
        base: list.source.base().0,
        name: list.file.name,
        hash: list.file.hash,
        imported_at: list.file.imported_at,
        from: list.from,
        until: list.until,
        tables: list.current,
        replaced: list.replaced,
    }
}
