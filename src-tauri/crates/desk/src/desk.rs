//! What a host holds.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use journal::{AttachmentHash, DeviceId};
use serde::Serialize;
use serde_json::Value;
use store::Store;
use uuid::Uuid;

use crate::contract::{ExportRequest, Exported, Failure, Request};
use crate::core::Core;
use crate::error::DeskError;
use crate::packs::InForce;
use crate::staging::Staging;
use crate::surroundings::Surroundings;
use crate::syncing::{Courier, Exchanged, Syncing};
use crate::uplink::Uplink;
use crate::{
    about, amending, conflicts, deciding, exporting, importing, inspecting, leasing, lenses, packs,
    parcels, printing, queueing, rates, reference, showing, syncing, tariff, tidying, undoing,
    whatif,
};

/// One desk: its store, its rules, and the commands. Threads may share it.
pub struct Desk {
    core: Arc<Core>,
    /// Exchanges with the hub in the background until the desk is dropped.
    _courier: Option<Courier>,
}

/// What a host chooses.
pub struct Settings {
    /// The folder with the fonts for documents. Without it nothing can be printed.
    pub fonts: Option<PathBuf>,
    /// Clock and ids.
    pub surroundings: Arc<dyn Surroundings>,
    /// The way to a hub. Without it the desk works by itself.
    pub uplink: Option<Arc<dyn Uplink>>,
    /// Whether the desk exchanges with its hub by itself, or only when it is asked to.
    pub exchange: Exchange,
}

/// When a desk exchanges with its hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// By itself: at once when something is written or the line comes back, else on its own timer.
    InBackground,
    /// Only when it is asked to: for programs that end when their command is done.
    OnDemand,
}

/// A file's bytes with what they are.
pub struct Blob {
    pub bytes: Vec<u8>,
    pub media_type: String,
}

impl Desk {
    /// Opens the desk in a folder, and makes it where there is none.
    ///
    /// # Errors
    /// The store is another program's or a newer version's, or the disk does not let us.
    pub fn open(folder: &Path, settings: Settings) -> Result<Self, Failure> {
        let surroundings = settings.surroundings;
        let store =
            Store::open(folder, || DeviceId(surroundings.new_id())).map_err(DeskError::from)?;
        let uploads = folder.join("uploads");
        let staging = Staging::new(&uploads, surroundings.new_id(), surroundings.now())?;
        let reader = store.reader().map_err(DeskError::from)?;
        let syncing = Syncing::resume(settings.uplink, folder, &reader)?;
        let core = Core {
            store,
            rules: InForce::open(folder).map_err(DeskError::from)?,
            runs: Default::default(),
            rated: Default::default(),
            staging,
            surroundings,
            jobs: importing::Jobs::default(),
            previews: Default::default(),
            exports: Default::default(),
            fonts_folder: settings.fonts,
            fonts: Default::default(),
            readers: Mutex::new(vec![reader]),
            reference: Default::default(),
            lenses: Default::default(),
            verified_to: Default::default(),
            syncing,
        };
        // Tidying can wait: a full disk or a busy store must not keep anyone from their desk.
        let _ = tidying::tidy(&core);
        let _ = packs::note_if_nothing_waits(&core);
        let core = Arc::new(core);
        let courier = match settings.exchange {
            Exchange::InBackground => {
                syncing::watch(&core);
                Some(Courier::start(&core)?)
            }
            Exchange::OnDemand => None,
        };
        Ok(Self { core, _courier: courier })
    }

    /// Exchanges everything with the hub on this thread, and says what went which way.
    ///
    /// # Errors
    /// The desk has no hub, or the exchange broke off; what was exchanged until then stands.
    pub fn exchange(&self) -> Result<Exchanged, Failure> {
        Ok(syncing::exchange(&self.core)?)
    }

    /// Does one step of the exchange on this thread: one question to the hub, and what it answered
    /// in one transaction. Answers whether there is more to do now.
    ///
    /// # Errors
    /// As [`Self::exchange`].
    pub fn exchange_step(&self) -> Result<bool, Failure> {
        Ok(syncing::step(&self.core)?)
    }

    /// Carries out one command. Blocks until it is done; what it wrote is on disk then.
    ///
    /// # Errors
    /// Why it was not carried out; nothing was written then.
    pub fn handle(&self, request: Request) -> Result<Value, Failure> {
        self.dispatch(request).map_err(Failure::from)
    }

    /// Announces a file whose bytes follow in [`Self::stage_append`].
    ///
    /// # Errors
    /// The disk does not take it.
    pub fn stage_begin(&self, name: &str, size: u64) -> Result<Uuid, Failure> {
        let id = self.core.surroundings.new_id();
        self.core.staging.begin(id, name, size)?;
        Ok(id)
    }

    /// The next bytes of an announced file.
    ///
    /// # Errors
    /// It was not announced, or the disk does not take them.
    pub fn stage_append(&self, id: Uuid, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.core.staging.append(id, bytes)?)
    }

    /// A file that may be read where it is; nothing is copied.
    ///
    /// # Errors
    /// It is not there.
    pub fn stage_path(&self, path: &Path) -> Result<Uuid, Failure> {
        let id = self.core.surroundings.new_id();
        self.core.staging.in_place(id, path)?;
        Ok(id)
    }

    /// The bytes of an attachment, a source, a print or a preview, by their hash.
    ///
    /// # Errors
    /// There is no such file here.
    pub fn blob(&self, hash: &str) -> Result<Blob, Failure> {
        Ok(blob(&self.core, hash)?)
    }

    /// Imports staged files on this thread and answers when all is done.
    ///
    /// # Errors
    /// A file cannot be read or the store does not take a record.
    pub fn import(&self, staged: &[Uuid]) -> Result<crate::contract::ImportReport, Failure> {
        Ok(importing::run_now(&self.core, staged)?)
    }

    /// What the rules say about the declarations in a file, without storing anything.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn check(&self, path: &Path) -> Result<Vec<Value>, Failure> {
        Ok(importing::check(&self.core, path)?)
    }

    /// Exports declarations to a place that the caller names; in a folder the file gets a name of its
    /// own. Answers where it is.
    ///
    /// # Errors
    /// No declaration can be exported so, or the disk does not take the file; what was there before is
    /// as it was then.
    pub fn export_to(
        &self,
        request: &ExportRequest,
        place: &Path,
    ) -> Result<(PathBuf, Exported), Failure> {
        Ok(exporting::export_to(&self.core, request, place)?)
    }

    /// Makes all projections anew from the journal; answers how many entries they were made of.
    ///
    /// # Errors
    /// The journal cannot be read, or the disk does not take the new projections.
    pub fn rebuild(&self) -> Result<u64, Failure> {
        let rebuilt = self.core.store.rebuild(|_| {}).map_err(DeskError::from)?;
        Ok(rebuilt.entries)
    }

    fn dispatch(&self, request: Request) -> Result<Value, DeskError> {
        let core = &self.core;
        match request {
            Request::About(_) => json(about::about(core)),
            Request::SignIn(request) => json(about::sign_in(core, &request)),
            Request::Verify(_) => json(about::verify(core)),
            Request::Queue(request) => json(queueing::queue(core, &request)),
            Request::Views(_) => json(queueing::views(core)),
            Request::SaveView(request) => json(queueing::save_view(core, request)),
            Request::RemoveView(request) => json(queueing::remove_view(core, &request)),
            Request::Next(request) => json(queueing::next(core, &request)),
            Request::Show(request) => json(showing::show(core, &request)),
            Request::WhatIf(request) => json(whatif::what_if(core, &request)),
            Request::Elements(request) => json(showing::elements(core, &request)),
            Request::Decide(request) => json(deciding::decide(core, &request)),
            Request::Claim(request) => json(deciding::claim(core, &request)),
            Request::Amend(request) => json(amending::amend(core, &request)),
            Request::Undo(_) => json(undoing::undo(core)),
            Request::RecordInspection(request) => json(inspecting::record(core, &request)),
            Request::CloseInspection(request) => json(inspecting::close(core, &request)),
            Request::Attach(request) => json(inspecting::attach(core, &request)),
            Request::Annotate(request) => json(inspecting::annotate(core, &request)),
            Request::RemoveAnnotation(request) => {
                json(inspecting::remove_annotation(core, &request))
            }
            Request::Documents(request) => json(printing::desk::documents(core, &request)),
            Request::Preview(request) => json(printing::desk::preview(core, &request)),
            Request::Print(request) => json(printing::desk::print(core, &request)),
            Request::Prints(request) => json(printing::desk::prints(core, &request)),
            Request::Printers(_) => json(Ok(printing::desk::printers())),
            Request::Export(request) => json(exporting::export(core, &request)),
            Request::StartImport(request) => json(importing::start(core, &request)),
            Request::ImportStatus(request) => json(importing::status(core, &request)),
            Request::CancelImport(request) => json(importing::cancel(core, &request)),
            Request::Imports(_) => json(importing::history(core)),
            Request::HeaderMappings(_) => json(importing::mappings(core)),
            Request::MapHeaders(request) => json(importing::remember(core, request)),
            Request::ForgetHeader(request) => json(importing::forget(core, &request)),
            Request::Identify(request) => json(Ok(reference::identify(&request))),
            Request::Codes(request) => json(reference::codes(&request)),
            Request::Rules(request) => json(Ok(reference::rules(core, &request))),
            Request::Packs(_) => json(packs::packs(core)),
            Request::TakeRelease(request) => json(packs::take(core, &request)),
            Request::TrustPublisher(request) => json(packs::trust(core, &request)),
            Request::GoBackTo(request) => json(packs::back_to(core, &request)),
            Request::SaveOfficeRules(request) => json(packs::save_office(core, &request)),
            Request::WhatChanges(request) => json(packs::what_changes(core, &request)),
            Request::JudgeAgain(_) => json(packs::judge_again(core)),
            Request::RejudgingStatus(request) => json(packs::status(core, request)),
            Request::CancelRejudging(request) => json(packs::cancel(core, request)),
            Request::Judge(request) => json(packs::judge(core, &request)),
            Request::SyncStatus(_) => json(syncing::status(core)),
            Request::Enrol(request) => json(syncing::enrol(core, &request)),
            Request::SyncNow(_) => json(syncing::sync_now(core)),
            Request::Subscribe(request) => json(syncing::subscribe(core, &request)),
            Request::Outbox(_) => json(syncing::outbox(core)),
            Request::SettleRefused(request) => json(syncing::settle(core, &request)),
            Request::Conflicts(request) => json(conflicts::conflicts(core, &request)),
            Request::Resolve(request) => json(conflicts::resolve(core, &request)),
            Request::Leases(_) => json(leasing::leases(core)),
            Request::TakeLease(request) => json(leasing::take(core, &request)),
            Request::ReturnLease(request) => json(leasing::give_back(core, &request)),
            Request::Parcels(request) => json(parcels::parcels(core, &request)),
            Request::Fetch(request) => json(syncing::fetch(core, &request)),
            Request::TariffEditions(_) => json(tariff::editions(core)),
            Request::ImportNomenclature(request) => json(tariff::import(core, &request)),
            Request::TariffSearch(request) => json(tariff::search(core, &request)),
            Request::TariffShow(request) => json(tariff::show(core, &request)),
            Request::SuggestCodes(request) => json(tariff::suggest(core, &request)),
            Request::Lenses(request) => json(lenses::lenses(core, &request)),
            Request::ImportRates(request) => json(rates::import(core, &request)),
            Request::Rates(request) => json(rates::rates(core, &request)),
        }
    }
}

fn json<T: Serialize>(answer: Result<T, DeskError>) -> Result<Value, DeskError> {
    Ok(serde_json::to_value(answer?).expect("the contract's types have string keys"))
}

/// The bytes of a file by their hash.
///
/// # Errors
/// There is no such file here.
pub(crate) fn blob(core: &Core, hash: &str) -> Result<Blob, DeskError> {
    use std::io::Read;
    let previewed = || {
        let previews = core.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.get(hash).cloned()
    };
    let exported = || core.exports.find(hash).map(std::fs::read);
    let bytes = match previewed().map(Ok).or_else(exported) {
        Some(bytes) => {
            bytes.map_err(|cause| DeskError::Io { what: "The exported file".to_owned(), cause })?
        }
        None => {
            let hash = AttachmentHash(hash.to_owned());
            let mut reader = syncing::file(core, &hash)?;
            let mut bytes = Vec::new();
            reader
                .read_to_end(&mut bytes)
                .map_err(|cause| DeskError::Io { what: format!("The file {hash}"), cause })?;
            bytes
        }
    };
    Ok(Blob { media_type: media_type(&bytes).to_owned(), bytes })
}

/// What bytes are, by looking at them.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        _ => match std::str::from_utf8(&bytes[..bytes.len().min(512)]) {
            Ok(text) if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => {
                "application/xml"
            }
            _ => "text/plain",
        },
    }
}
