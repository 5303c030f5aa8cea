//! The one command contract: what every host carries between the desk and whoever drives it.
//!
//! The window (Tauri), the browser tests (`devhost`) and scripts (`greenlane --json`) send the same
//! requests and get the same answers. The TypeScript in `ui/src/contract` is made from these types;
//! a test checks that it is current. Amounts and masses are decimal strings, times are RFC 3339 in
//! UTC, dates ISO 8601, ids UUIDs. Paths of the disk never appear.

mod about;
mod conflicts;
mod error;
mod export;
mod import;
mod inspection;
mod leases;
mod lens;
mod packs;
mod parcels;
mod print;
mod queue;
mod rates;
mod review;
mod syncing;
mod tariff;
mod typescript;
mod whatif;

pub use about::*;
pub use conflicts::*;
pub use error::{ErrorCode, Failure};
pub use export::*;
pub use import::*;
pub use inspection::*;
pub use leases::*;
pub use lens::*;
pub use packs::*;
pub use parcels::*;
pub use print::*;
pub use queue::*;
pub use rates::*;
pub use review::*;
pub use syncing::*;
pub use tariff::*;
pub use typescript::typescript;
pub use whatif::*;

use serde::{Deserialize, Serialize};

/// A number as the contract carries it: what is larger than any count that a person meets is cut off.
pub(crate) fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A request without particulars.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Nothing {}

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident $name:literal: $request:ty => $response:ty),* $(,)?) => {
        /// One command with its particulars.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(tag = "command", content = "request", rename_all = "snake_case")]
        pub enum Request {
            $($(#[$doc])* $variant($request),)*
        }

        /// Shows every type of the contract to a visitor.
        fn visit_types(visitor: &mut impl ts_rs::TypeVisitor) {
            $(visitor.visit::<$request>();
            visitor.visit::<$response>();)*
        }

        /// The commands as TypeScript: name, request, response.
        fn signatures(config: &ts_rs::Config) -> Vec<(&'static str, String, String)> {
            use ts_rs::TS;
            vec![$(($name, <$request>::name(config), <$response>::name(config)),)*]
        }
    };
}

commands! {
    /// Who works here, with what, and what is the state of the desk.
    About "about": Nothing => About,
    /// Sets who works at this desk.
    SignIn "sign_in": SignIn => About,
    /// A page of the queue.
    Queue "queue": QueueRequest => QueuePage,
    /// Views with their live counts.
    Views "views": Nothing => Views,
    /// Keeps a filter under a name.
    SaveView "save_view": SaveView => Views,
    /// Drops a view of one's own.
    RemoveView "remove_view": RemoveView => Views,
    /// The declaration after this one in the same filter and order.
    Next "next": NextRequest => NextAnswer,
    /// Everything about one declaration.
    Show "show": ShowRequest => DeclarationView,
    /// The same goods declared otherwise.
    WhatIf "what_if": ShowRequest => WhatIf,
    /// Every data element of one declaration.
    Elements "elements": ShowRequest => Elements,
    /// Decides one or many.
    Decide "decide": DecideRequest => Decided,
    /// Takes declarations on or gives them back.
    Claim "claim": ClaimRequest => Decided,
    /// Changes data elements.
    Amend "amend": AmendRequest => DeclarationView,
    /// Takes back the last thing this broker did that can be taken back.
    Undo "undo": Nothing => Undone,
    /// Writes the inspection's record.
    RecordInspection "record_inspection": RecordInspection => DeclarationView,
    /// Closes the inspection and signs it.
    CloseInspection "close_inspection": CloseInspection => DeclarationView,
    /// Attaches a staged file.
    Attach "attach": AttachRequest => DeclarationView,
    /// Puts a region or note on a photo, or changes one.
    Annotate "annotate": AnnotateRequest => DeclarationView,
    /// Takes a region or note off.
    RemoveAnnotation "remove_annotation": RemoveAnnotation => DeclarationView,
    /// Which documents can be printed, and why others cannot.
    Documents "documents": ShowRequest => Documents,
    /// Makes a document to look at; nothing is recorded.
    Preview "preview": PreviewRequest => Preview,
    /// Makes a document, records it and, if a printer is named, sends it there.
    Print "print": PrintRequest => PrintRecord,
    /// All prints, newest first.
    Prints "prints": PrintsRequest => Prints,
    /// Printers of this machine.
    Printers "printers": Nothing => Printers,
    /// Makes a file of declarations for other programs, to be saved.
    Export "export": ExportRequest => Exported,
    /// Starts importing staged files.
    StartImport "start_import": StartImport => ImportProgress,
    /// How an import gets on.
    ImportStatus "import_status": ImportJob => ImportProgress,
    /// Stops an import; what came in stays.
    CancelImport "cancel_import": ImportJob => ImportProgress,
    /// Earlier imports, newest first, with what was refused.
    Imports "imports": Nothing => Imports,
    /// What headers of tables mean that are not known by themselves.
    HeaderMappings "header_mappings": Nothing => HeaderMappings,
    /// Remembers what headers mean, from the next import on.
    MapHeaders "map_headers": MapHeaders => HeaderMappings,
    /// Forgets what a header means.
    ForgetHeader "forget_header": ForgetHeader => HeaderMappings,
    /// What identifier a text is.
    Identify "identify": IdentifyRequest => Identified,
    /// A code list with its labels.
    Codes "codes": CodesRequest => CodeList,
    /// The rule packs and their rules.
    Rules "rules": RulesRequest => RuleBook,
    /// The shelf of rule packs: what this desk works with.
    Packs "packs": Nothing => PackShelf,
    /// Takes a signed release of rules.
    TakeRelease "take_release": TakeRelease => PackShelf,
    /// Trusts a publisher of rules.
    TrustPublisher "trust_publisher": TrustPublisher => PackShelf,
    /// Goes back to the rules of a day, or forth to all of them.
    GoBackTo "go_back_to": GoBackTo => PackShelf,
    /// Keeps the office's own rules.
    SaveOfficeRules "save_office_rules": SaveOfficeRules => PackShelf,
    /// Starts to look what other rules, or another day, would change in the queue.
    WhatChanges "what_changes": WhatChanges => Rejudging,
    /// Starts to judge anew, by the rules in force, what waits for someone.
    JudgeAgain "judge_again": Nothing => Rejudging,
    /// How a run over the queue gets on.
    RejudgingStatus "rejudging_status": RejudgingJob => Rejudging,
    /// Stops a run over the queue.
    CancelRejudging "cancel_rejudging": RejudgingJob => Rejudging,
    /// A verdict on one declaration by the rules of a day.
    Judge "judge": JudgeRequest => JudgedAgain,
    /// Checks the journal's chain, the projections and the attachments.
    Verify "verify": Nothing => Verification,
    /// How the desk stands with its hub.
    SyncStatus "sync_status": Nothing => SyncStatus,
    /// Joins a hub.
    Enrol "enrol": EnrolRequest => SyncStatus,
    /// Exchanges everything with the hub now, and answers when that is done or has failed.
    SyncNow "sync_now": Nothing => SyncStatus,
    /// Sets what this desk holds.
    Subscribe "subscribe": SubscriptionInfo => SyncStatus,
    /// What the hub does not have, and what it refused.
    Outbox "outbox": Nothing => Outbox,
    /// Deals with an entry that the hub refused.
    SettleRefused "settle_refused": SettleRefused => Outbox,
    /// What two desks did without knowing of each other.
    Conflicts "conflicts": ConflictsRequest => Conflicts,
    /// Chooses between the sides of a conflict.
    Resolve "resolve": ResolveRequest => Conflicts,
    /// Who checked out what.
    Leases "leases": Nothing => Leases,
    /// Checks out a part of the queue.
    TakeLease "take_lease": TakeLease => LeaseAnswer,
    /// Gives a lease back.
    ReturnLease "return_lease": LeaseId => Leases,
    /// Where parcels are.
    Parcels "parcels": ParcelsRequest => Parcels,
    /// Brings declarations back from the hub.
    Fetch "fetch": FetchRequest => Fetched,
    /// The editions of the nomenclature that this desk has.
    TariffEditions "tariff_editions": Nothing => TariffEditions,
    /// Imports official files of the nomenclature.
    ImportNomenclature "import_nomenclature": ImportNomenclature => NomenclatureReport,
    /// Searches the nomenclature by words or by the beginning of a code.
    TariffSearch "tariff_search": TariffSearch => TariffFound,
    /// What a code means on a day, and the lines below it.
    TariffShow "tariff_show": TariffShow => TariffView,
    /// Which codes may fit a description of goods.
    SuggestCodes "suggest_codes": SuggestCodes => SuggestedCodes,
    /// What the desk's own history shows: split orders, odd values, shared and doubled numbers.
    Lenses "lenses": LensesRequest => Lenses,
    /// Imports lists of exchange rates.
    ImportRates "import_rates": ImportRates => RatesReport,
    /// The exchange rates of a day, and the lists that this desk has.
    Rates "rates": RatesRequest => RatesOfDay,
}
