// Made from src-tauri/crates/desk/src/contract by `cargo xtask generate`. Do not edit.

export type About = { 
/**
 * Greenlane's version.
 */
version: string, 
/**
 * This desk.
 */
device: string, 
/**
 * Who works here; `None` until someone signs in.
 */
broker: Broker | null, 
/**
 * The desk's own time.
 */
now: string, 
/**
 * How many entries the journal holds.
 */
entries: number, 
/**
 * Up to which entry the chain was last verified since the program started.
 */
verified_to: number, 
/**
 * Entries that no hub has seen. Without a hub, all of them.
 */
unsent: number, 
/**
 * When the oldest of them was written.
 */
oldest_unsent: string | null, 
/**
 * When a message of the authority last came onto the desk.
 */
last_authority_message: string | null, 
/**
 * The rule packs in force today.
 */
packs: Array<PackInfo>, 
/**
 * Rises whenever anything was written to the store, by whatever program.
 */
store_version: number, };

export type Actions = { decisions: Array<Decision>, amend: boolean, inspect: boolean, close_inspection: boolean, };

export type AmendRequest = { id: string, changes: Array<NewValue>, reason: string, seen_revision: number | null, };

export type AnnotateRequest = { id: string, 
/**
 * The photo.
 */
hash: string, annotation: Record<string, unknown>, };

export type Annotation = { 
/**
 * Number of the callout, over all photos of the declaration, from one.
 */
number: number, 
/**
 * W3C Web Annotation. `id`; `target.selector` of type `FragmentSelector` (`xywh=pixel:`) or
 * `SvgSelector`, absent for a note on the whole photo; bodies: purpose `commenting` the note,
 * `tagging` the data element's path, `identifying` the rule of the finding.
 */
annotation: Record<string, unknown>, by: string, at: string, };

export type AttachRequest = { id: string, 
/**
 * Staged file.
 */
staged: string, purpose: AttachmentPurpose, };

export type Attachment = { 
/**
 * SHA-256 in hexadecimal.
 */
hash: string, name: string, media_type: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * Width and height in pixels.
 */
pixels: [number, number] | null, purpose: AttachmentPurpose, by: string, at: string, 
/**
 * When the hub confirmed the whole file; `None` where it has not, or there is no hub.
 */
confirmed_at: string | null, 
/**
 * Whether its bytes are on this desk; those of others come when they are asked for.
 */
here: boolean, 
/**
 * W3C Web Annotations on it, numbered by their order in the declaration.
 */
annotations: Array<Annotation>, };

export type AttachmentPurpose = "photo" | "document" | "source";

export type Broker = { 
/**
 * Name as it is signed.
 */
name: string, 
/**
 * Customs office, for example `BE532000`.
 */
office: string, 
/**
 * The office's name, for example `Bierset`.
 */
office_name: string, };

export type ChangeView = { path: string, data_element: string | null, label: string, from: string | null, to: string | null, };

export type ChangedDeclaration = { id: string, lrn: string, lane_before: Lane, lane_after: Lane, 
/**
 * Rules whose findings appear and go.
 */
appears: Array<string>, disappears: Array<string>, payable_before: string, payable_after: string, currency: string, };

export type Changes = { 
/**
 * Declarations with any change. The filter `changed_by` with the job's id shows them.
 */
declarations: number, 
/**
 * Moves from lane to lane, the gravest first.
 */
lanes: Array<LaneChange>, 
/**
 * Rules whose findings appear or go, those with most first.
 */
rules: Array<RuleChange>, 
/**
 * What is to be paid, by currency.
 */
charges: Array<ChargeChange>, 
/**
 * The first of them.
 */
examples: Array<ChangedDeclaration>, };

export type ChargeChange = { currency: string, declarations: number, before: string, after: string, };

export type ChargeLineView = { item: number | null, 
/**
 * For example A00.
 */
tax_type: string, 
/**
 * What the tax type is called.
 */
label: string, base: string, 
/**
 * Percent, or an amount per unit where `per_unit`.
 */
rate: string, per_unit: boolean, amount: string, payable: string, note: string, rule: string, 
/**
 * How it is paid, where that is stated.
 */
method_of_payment: CodeInfo | null, };

export type ChargesView = { lines: Array<ChargeLineView>, payable: string, currency: string, customs_value: string | null, 
/**
 * What could not be worked out, and why.
 */
gaps: Array<string>, 
/**
 * Worked out by the authority (from its tax message) rather than by this desk.
 */
by_authority: boolean, 
/**
 * The exchange rates that they rest on; none where the authority worked them out.
 */
rates: Array<RateUsed>, };

export type ChosenField = { path: string, 
/**
 * `None` takes the element out.
 */
value: string | null, };

export type ClaimRequest = { ids: Array<string>, claimed: boolean, };

export type CloseInspection = { id: string, 
/**
 * A1 ... B1.
 */
result: string, remarks: string, };

export type ClosedInspection = { 
/**
 * A1 ... B1.
 */
result: string, remarks: string, signed_by: string, at: string, };

export type CodeInfo = { 
/**
 * The code.
 */
code: string, 
/**
 * What it means.
 */
label: string, };

export type CodeList = { 
/**
 * Codes in the list's own order.
 */
codes: Array<CodeInfo>, };

export type CodesRequest = { 
/**
 * For example `control_type`, `control_result`.
 */
list: string, 
/**
 * Language code: `en`, `fr`, `nl`, `de` or `zh`.
 */
language: string, };

export type Conflict = { 
/**
 * Names the conflict.
 */
id: string, declaration: string, lrn: string, goods: string, about: ConflictAspect, 
/**
 * Someone has to choose.
 */
open: boolean, 
/**
 * Both came to the same; it is on record only.
 */
agreed: boolean, 
/**
 * What both started from.
 */
base: ConflictBase, 
/**
 * What the hub had first. It stands while nobody has chosen; an approval does not.
 */
standing: ConflictSide, 
/**
 * What came later.
 */
contested: ConflictSide, 
/**
 * For data: every element in which base, standing and contested are not all the same.
 */
fields: Array<ConflictField>, 
/**
 * How it was answered.
 */
answer: ConflictAnswer | null, 
/**
 * Revision of the declaration now; send it back with the choice.
 */
revision: number, };

export type ConflictAnswer = { choice: ConflictChoice, by: string, at: string, reason: string | null, };

export type ConflictAspect = "data" | "decision" | "inspection" | "choice";

export type ConflictBase = { 
/**
 * The decision that counted then.
 */
decision: Decision | null, 
/**
 * In words, for what is neither data nor a decision.
 */
summary: string | null, };

export type ConflictChoice = "standing" | "contested" | "combined";

export type ConflictField = { path: string, label: string, data_element: string | null, base: string | null, standing: string | null, contested: string | null, 
/**
 * Both sides changed it, each in another way.
 */
clash: boolean, };

export type ConflictSide = { 
/**
 * Who.
 */
by: string, 
/**
 * At which desk, as the others call it; `None` for this desk, and for one whose name the hub
 * does not know.
 */
desk: string | null, 
/**
 * Whether it was written at this desk.
 */
mine: boolean, at: string, decision: Decision | null, reason: string | null, 
/**
 * In words, for what is neither data nor a decision, for example the inspection's remarks.
 */
summary: string | null, 
/**
 * The entries, for the timeline.
 */
entries: Array<string>, };

export type Conflicts = { conflicts: Array<Conflict>, };

export type ConflictsRequest = { 
/**
 * Only those of one declaration (id, LRN or MRN).
 */
declaration: string | null, 
/**
 * Also those that were answered, and those in which both sides agreed.
 */
all: boolean, };

export type Connection = { state: ConnectionState, 
/**
 * Since when.
 */
since: string | null, 
/**
 * Why not, where it is not up.
 */
failure: Failure | null, 
/**
 * When the desk tries again by itself.
 */
next_try: string | null, };

export type ConnectionState = "alone" | "starting" | "connected" | "offline" | "shut";

export type DataElement = { path: string, 
/**
 * `None` for what this version does not know: kept all the same.
 */
number: string | null, label: string, 
/**
 * `header`, `shipment` or `item`.
 */
group: string, item: number | null, 
/**
 * Empty where the element is known to be missing and could be filled in.
 */
value: string, 
/**
 * Currency or unit, where the element carries one.
 */
unit: string | null, 
/**
 * Rules that fired on it.
 */
rules: Array<string>, };

export type DecideRequest = { 
/**
 * Greenlane's ids, LRNs or MRNs.
 */
ids: Array<string>, decision: Decision, 
/**
 * Needed to hold and to refuse.
 */
reason: string | null, 
/**
 * The revision the broker saw, for a single declaration: if it has moved on, nothing is written.
 */
seen_revision: number | null, };

export type Decided = { 
/**
 * Rows as they are now, for those that were decided. They are on disk.
 */
rows: Array<QueueRow>, 
/**
 * Those that could not be decided, each with its reason.
 */
refused: Array<RefusedDecision>, };

export type Decision = "approve" | "hold" | "refer" | "refuse";

export type DeclarationView = { row: QueueRow, 
/**
 * 11 01 and 11 02, for example `IM A`.
 */
declaration_type: string, ucr: string | null, 
/**
 * The criteria that chose the lane.
 */
lane_reasons: Array<string>, findings: Array<Finding>, parties: Array<PartyView>, items: Array<ItemView>, charges: ChargesView, 
/**
 * Files behind the declaration: its sources, documents, photos.
 */
evidence: Array<Attachment>, inspection: InspectionView | null, prints: Array<PrintRecord>, 
/**
 * Oldest first.
 */
timeline: Array<TimelineEvent>, 
/**
 * What may be done now.
 */
actions: Actions, 
/**
 * SHA-256 of the rule packs that were applied.
 */
pack_hash: string, rules_of: string, };

export type DocumentChoice = { 
/**
 * `release-note`, `duty-notice`, `inspection-report` or `declaration`.
 */
document: string, 
/**
 * Why not; `None` where it can be printed.
 */
refused: Failure | null, };

export type Documents = { documents: Array<DocumentChoice>, 
/**
 * Language codes.
 */
languages: Array<string>, };

export type Elements = { revision: number, elements: Array<DataElement>, };

export type EnrolRequest = { 
/**
 * The hub's address. A bare host name means `https` and port 7443.
 */
hub: string, 
/**
 * The one-time code. It also says by which certificate the hub is known.
 */
code: string, 
/**
 * What the others shall call this desk, for example `Counter 2`.
 */
desk_name: string, };

export type EntryStanding = "counts" | "unsent" | "contested" | "refused";

export type ExportChoice = { "by": "named", ids: Array<string>, } | { "by": "filtered", filter: Filter, sort: Sort, };

export type ExportFormat = "wco" | "h7-csv" | "h7-xlsx" | "json";

export type ExportRequest = { format: ExportFormat, which: ExportChoice, };

export type Exported = { 
/**
 * SHA-256 of the file; its bytes are had from the host by it.
 */
hash: string, 
/**
 * Suggested file name.
 */
file_name: string, 
/**
 * Size in bytes, as a decimal number: it may be larger than a page can count.
 */
size: string, 
/**
 * How many declarations are in it.
 */
declarations: number, 
/**
 * How many are not, because this form cannot hold them.
 */
refused: number, 
/**
 * How many elements were left out of those that are in it.
 */
left_out: number, 
/**
 * What is not in it, the first 500.
 */
missing: Array<NotExported>, };

export type Failure = { 
/**
 * Machine code.
 */
code: string, 
/**
 * What happened, naming the record and the place.
 */
message: string, 
/**
 * The way out.
 */
hint: string, };

export type FetchRequest = { 
/**
 * Id, LRN, MRN, parcel or transport number.
 */
number: string, };

export type Fetched = { declarations: Array<string>, };

export type FileReport = { 
/**
 * The file's name; on the command line, where there is no screen, the path as it was given.
 */
path: string, format: string | null, declarations: number, 
/**
 * Of the declarations: changed one that was here.
 */
amended: number, 
/**
 * Of the declarations: here already, unchanged.
 */
unchanged: number, messages: number, 
/**
 * At most 10,000 are told; `ImportReport.refused` counts all.
 */
refused: Array<RefusedRecord>, 
/**
 * Headers of its table that are not known. Told when the file is read, not kept on record.
 */
unknown_headers: Array<UnknownHeader>, };

export type Filter = { 
/**
 * Any of these statuses.
 */
statuses?: Array<Status>, 
/**
 * Any of these lanes.
 */
lanes?: Array<Lane>, 
/**
 * Any of these data sets, for example `H7`.
 */
data_sets?: Array<string>, 
/**
 * Words to be found in LRN, MRN, parcel number, names or goods.
 */
search?: string | null, 
/**
 * Transport document (air waybill).
 */
transport_document?: string | null, 
/**
 * Commodity code of an item starts with these digits.
 */
commodity?: string | null, 
/**
 * Country of origin of the first item.
 */
origin?: string | null, 
/**
 * Customs value in euro, at least.
 */
value_from?: string | null, 
/**
 * Customs value in euro, at most.
 */
value_to?: string | null, 
/**
 * Has findings that are errors.
 */
with_errors?: boolean | null, 
/**
 * Due within so many minutes from now.
 */
due_within_minutes?: number | null, 
/**
 * Claimed by this broker.
 */
claimed_by?: string | null, 
/**
 * Split consignments only: several parcels for one consignee on one transport document that are
 * together over the value limit.
 */
split?: boolean | null, 
/**
 * In the same consignee group as this declaration.
 */
grouped_with?: string | null, 
/**
 * Someone has to choose between what two desks did.
 */
in_conflict?: boolean | null, 
/**
 * Checked out by this desk (`true`), or by nobody else (`false`).
 */
leased_here?: boolean | null, 
/**
 * A run over the queue with other rules found a change; none where it is not known any more.
 */
changed_by?: string | null, 
/**
 * In a group that a lens found.
 */
lens?: LensOpened | null, };

export type Finding = { rule: string, severity: Severity, title: string, detail: string, hint: string, 
/**
 * For example `14 14 000 000`.
 */
data_element: string | null, 
/**
 * Where the value stands; the target of “Go to field”.
 */
path: string | null, item: number | null, source: string, pack: string, rules_of: string, unverified: boolean, 
/**
 * For findings on a group of parcels: shows them.
 */
filter: Filter | null, };

export type FlatLines = { each: string, 
/**
 * What the lines cost as they are declared.
 */
separate: string, 
/**
 * What they cost when lines of one sub-heading are one.
 */
together: string, 
/**
 * Sub-headings that more than one line has.
 */
same: Array<SameHeading>, };

export type ForgetHeader = { header: string, };

export type GoBackTo = { 
/**
 * The last day whose releases count; `None` for all.
 */
day: string | null, };

export type HeaderMapping = { 
/**
 * Case, accents, spaces and signs do not matter.
 */
header: string, 
/**
 * Name of the column, or its data element number.
 */
column: string, };

export type HeaderMappings = { mappings: Array<HeaderMapping>, 
/**
 * What a header can mean, in the order in which tables are written.
 */
columns: Array<MappableColumn>, };

export type HubInfo = { 
/**
 * Its address, for example `https://hub.office.example:7443`.
 */
url: string, 
/**
 * The office's name.
 */
office: string, 
/**
 * What this desk may do there: `broker`, `supervisor`, `inspector`, `read_only`.
 */
role: string, 
/**
 * The name that the others see for this desk.
 */
desk_name: string, 
/**
 * When it joined.
 */
since: string, 
/**
 * Where the desk's key is kept.
 */
key_place: KeyPlace, };

export type Identified = { 
/**
 * Likeliest first; empty where it is none that we know.
 */
candidates: Array<IdentifierInfo>, };

export type IdentifierInfo = { 
/**
 * For example `mrn`.
 */
kind: string, 
/**
 * The form in which it is stored.
 */
normalised: string, 
/**
 * Whether its check digit holds; `None` where it has none that is known.
 */
check_holds: boolean | null, 
/**
 * For people, for example “the last character should be 9”.
 */
explanation: string, };

export type IdentifyRequest = { 
/**
 * As typed or scanned.
 */
text: string, 
/**
 * Language code of the explanation; English without one.
 */
language?: string, };

export type ImportJob = { job: string, };

export type ImportNomenclature = { staged: Array<string>, 
/**
 * Language of files that do not say it; without it their words tell.
 */
language: string | null, 
/**
 * The first day on which the edition holds; without it the year in the file's name, else the
 * newest date in the file.
 */
from: string | null, };

export type ImportProgress = { job: string, stage: ImportStage, 
/**
 * Bytes read of all files.
 */
done_bytes: number, total_bytes: number, 
/**
 * The file being read.
 */
current: string | null, 
/**
 * What became of the files so far.
 */
report: ImportReport, 
/**
 * Why it failed.
 */
failure: Failure | null, };

export type ImportRates = { staged: Array<string>, };

export type ImportRecord = { entry: string, at: string, by: string, cancelled: boolean, report: ImportReport, };

export type ImportReport = { files: Array<FileReport>, declarations: number, 
/**
 * Of the declarations: not here before.
 */
new: number, 
/**
 * Of the declarations: changed one that was here.
 */
amended: number, 
/**
 * Of the declarations: here already, unchanged.
 */
unchanged: number, messages: number, 
/**
 * Of the messages: waiting for their declaration.
 */
waiting: number, refused: number, };

export type ImportStage = "running" | "done" | "cancelled" | "failed";

export type Imports = { imports: Array<ImportRecord>, 
/**
 * Messages whose declaration has not come yet.
 */
waiting_messages: number, };

export type InspectionRecord = { 
/**
 * Code of `control_type`.
 */
control_type: string | null, measured: Array<Measured>, seals: Array<Seal>, remarks: string, };

export type InspectionView = { record: InspectionRecord, by: string, at: string, closed: ClosedInspection | null, };

export type ItemView = { number: number, description: string, commodity: string | null, origin: string | null, 
/**
 * Requested and previous procedure, then additional ones, for example `40 00 F48`.
 */
procedure: string, value: string | null, currency: string | null, 
/**
 * Kilograms.
 */
gross_mass: string | null, 
/**
 * Kilograms.
 */
net_mass: string | null, packages: string | null, supplementary_units: string | null, 
/**
 * The gravest finding on this item.
 */
worst: Severity | null, path: string, };

export type JudgeRequest = { 
/**
 * Id, LRN, MRN or parcel number.
 */
id: string, 
/**
 * The day whose rules to apply; without it the rules that its verdict names.
 */
on: string | null, language?: string, };

export type JudgedAgain = { lrn: string, 
/**
 * SHA-256 of the rules that were applied, and their day.
 */
pack_hash: string, rules_of: string, lane: Lane, findings: Array<Finding>, charges: ChargesView, 
/**
 * What the verdict on record says otherwise; `None` where it says the same.
 */
differs: ChangedDeclaration | null, };

export type KeyPlace = "keychain" | "file";

export type Lane = "green" | "blue" | "yellow" | "red";

export type LaneChange = { from: Lane, to: Lane, declarations: number, };

export type LeaseAnswer = { 
/**
 * `None` where others have all of it.
 */
lease: LeaseInfo | null, 
/**
 * How many others have.
 */
taken: Array<LeaseTaken>, };

export type LeaseId = { id: string, };

export type LeaseInfo = { id: string, label: string, by: string, mine: boolean, since: string, until: string, 
/**
 * How many declarations.
 */
count: number, 
/**
 * How many of them still wait for a decision, as far as this desk knows.
 */
open: number, };

export type LeaseTaken = { by: string, until: string, count: number, };

export type Leases = { 
/**
 * As of when the hub said so; `None` where it never did.
 */
as_of: string | null, 
/**
 * This desk's first, then by the time they end. Leases that have ended are not among them.
 */
leases: Array<LeaseInfo>, };

export type LensFound = { lens: LensName, 
/**
 * The newest first, then the largest.
 */
groups: Array<LensGroup>, total: number, };

export type LensGroup = { key: string, 
/**
 * What they have in common: country and postcode, six digits of a code, an IOSS number, a parcel's
 * or an invoice's number.
 */
common: string, parcels: number, 
/**
 * Together in euro, as far as it is known.
 */
value: string, from: string, until: string, unrelated_sellers: number | null, spread: LensSpread | null, 
/**
 * Transport documents, sellers and consignees as they are written, the commonest first, at most 20
 * of each.
 */
flights: Array<LensNamed>, sellers: Array<LensNamed>, consignees: Array<LensNamed>, 
/**
 * The first 50.
 */
members: Array<LensMember>, 
/**
 * Shows them in the queue.
 */
filter: Filter, };

export type LensLimits = { 
/**
 * Splitting: at least so many parcels, together over so much in euro.
 */
parcels: number, value: string, 
/**
 * Value per kilogram: at least so many lines of a code; outside these quantiles in percent, and
 * so many times from the median.
 */
lines: number, low: number, high: number, times: number, 
/**
 * IOSS: at least so many unrelated sellers.
 */
sellers: number, };

export type LensMember = { id: string, lrn: string, consignee: string, street: string, seller: string, flight: string, value: string | null, 
/**
 * The item that stands out, and its value for a kilogram in euro.
 */
item: number | null, value_per_kg: string | null, };

export type LensName = "splitting" | "value_per_kg" | "shared_ioss" | "same_parcel" | "same_invoice";

export type LensNamed = { name: string, parcels: number, };

export type LensOpened = { lens: LensName, 
/**
 * `LensGroup.key`.
 */
group: string, };

export type LensSpread = { 
/**
 * The lines behind it.
 */
lines: number, low: string, median: string, high: string, };

export type Lenses = { 
/**
 * How many entries of the journal, and groups that they touch, are still to be looked at: ask
 * again. Nothing is told of the groups until it is 0.
 */
behind: number, limits: LensLimits, 
/**
 * How many declarations were looked at, and since which day.
 */
declarations: number, since: string | null, lenses: Array<LensFound>, };

export type LensesRequest = { 
/**
 * Only this one; without it all.
 */
lens: LensName | null, 
/**
 * Groups of each lens, 200 at most.
 */
limit: number, };

export type MapHeaders = { mappings: Array<HeaderMapping>, };

export type MappableColumn = { name: string, 
/**
 * Data element number; empty where the column has none of its own.
 */
number: string, 
/**
 * Every table must have it.
 */
required: boolean, };

export type Measured = { 
/**
 * `None` for the whole consignment.
 */
item: number | null, declared_quantity: string | null, quantity: string | null, 
/**
 * Kilograms.
 */
declared_gross_mass: string | null, 
/**
 * Kilograms.
 */
gross_mass: string | null, declared_packages: string | null, packages: string | null, };

export type NewValue = { path: string, 
/**
 * `None` takes the element out.
 */
value: string | null, };

export type NextAnswer = { 
/**
 * `None` at the end.
 */
id: string | null, 
/**
 * Its place in the filter and order, from zero.
 */
position: number | null, };

export type NextRequest = { 
/**
 * From here; the first or last where none is given.
 */
from: string | null, filter: Filter, sort: Sort, 
/**
 * The one before instead.
 */
backwards: boolean, };

export type NomenclatureImported = { 
/**
 * The file's name; on the command line the path as it was given.
 */
path: string, 
/**
 * What it was recognised as, and from which day it holds; `None` where it was refused.
 */
system: TariffSystem | null, from: string | null, languages: Array<string>, lines: number, 
/**
 * At most 1,000 are told; `NomenclatureReport.refused` counts all.
 */
refused: Array<RefusedRecord>, };

export type NomenclatureReport = { files: Array<NomenclatureImported>, 
/**
 * Lines that came in, and lines or files that did not.
 */
lines: number, refused: number, };

export type NotExported = { 
/**
 * LRN of its declaration, else the MRN.
 */
reference: string | null, 
/**
 * The whole declaration is not in it; else the element at `path`.
 */
whole: boolean, 
/**
 * The element that it is about, where it is about one.
 */
path: string | null, failure: Failure, };

export type Nothing = Record<symbol, never>;

export type OtherRules = { "kind": "same" } | { "kind": "release", staged: string, } | { "kind": "office", text: string, } | { "kind": "back_to", day: string | null, };

export type Outbox = { 
/**
 * Oldest first; the first hundred.
 */
entries: Array<OutboxEntry>, 
/**
 * How many there are in all.
 */
entries_in_all: number, 
/**
 * Entries that the hub refused, newest first. Each stays until someone deals with it.
 */
refused: Array<RefusedEntry>, 
/**
 * Files that wait, the first hundred; after them those that the hub confirmed last, with their
 * receipts.
 */
files: Array<OutboxFile>, 
/**
 * How many wait in all.
 */
files_in_all: number, 
/**
 * Why they all stay here; `None` where they may go.
 */
files_stay: Failure | null, };

export type OutboxEntry = { entry: string, 
/**
 * As in the timeline, for example `decided`.
 */
kind: string, 
/**
 * What it is about, as in the timeline, for example `approve`.
 */
subject: string | null, declaration: string | null, lrn: string | null, actor: string, at: string, };

export type OutboxFile = { hash: string, name: string, declaration: string | null, lrn: string | null, size: number, sent: number, 
/**
 * When the hub confirmed the whole file's hash: the receipt. `None` while it waits.
 */
confirmed_at: string | null, };

export type PackInfo = { 
/**
 * For example `eu`.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Its version.
 */
version: string, 
/**
 * How many of its rules are in force today.
 */
rules: number, 
/**
 * SHA-256 in hexadecimal.
 */
hash: string, };

export type PackRelease = { layer: string, version: string, sequence: number, issued: string, 
/**
 * It counts now.
 */
in_force: boolean, 
/**
 * The name under which its publisher is known; `None` for what the office wrote itself.
 */
publisher: string | null, taken_by: string, taken_at: string, };

export type PackShelf = { 
/**
 * SHA-256 of the rules in force, as verdicts name it.
 */
hash: string, 
/**
 * Layers with their versions, for example `eu 2026-11-01, be 2026-11-01`.
 */
version: string, 
/**
 * Releases that were taken, newest first.
 */
releases: Array<PackRelease>, 
/**
 * The day that the desk went back to; `None` where everything counts.
 */
back_to: string | null, 
/**
 * Whose signatures count.
 */
publishers: Array<Publisher>, 
/**
 * What the office wrote itself; empty where it wrote nothing.
 */
office: string, 
/**
 * Releases that are there but cannot be used, and why. Their rules do not count.
 */
troubles: Array<Failure>, 
/**
 * Something waits for someone that was judged by other rules than these.
 */
queue_is_behind: boolean, };

export type ParcelAnswer = { asked: string, 
/**
 * What the number is, for example `mrn`; `None` where it is none that we know.
 */
kind: string | null, 
/**
 * Empty where this desk knows none.
 */
parcels: Array<ParcelInfo>, 
/**
 * The number is known to be on the hub only, see `fetch`.
 */
on_hub_only: boolean, };

export type ParcelInfo = { declaration: string, lrn: string, mrn: string, parcel: string, transport_document: string, goods: string, consignee: string, stages: Array<ParcelStage>, stage: StageName, expected: StageName | null, 
/**
 * When this desk last had news about it.
 */
as_of: string, };

export type ParcelStage = { stage: StageName, at: string, 
/**
 * `sender`, `office`, `authority` or `operator`.
 */
from: string, 
/**
 * The operator's name.
 */
from_name: string | null, 
/**
 * When it was learned here.
 */
known_since: string, };

export type Parcels = { answers: Array<ParcelAnswer>, 
/**
 * The desk's own time, for ages.
 */
now: string, 
/**
 * When this desk last had everything that the hub had; `None` for a desk that works by itself.
 */
synced_at: string | null, };

export type ParcelsRequest = { 
/**
 * Tracking numbers, LRNs, MRNs or air waybills; at most a thousand.
 */
numbers: Array<string>, };

export type PartyView = { 
/**
 * `importer`, `exporter`, `declarant`, `representative`, `fiscal`.
 */
role: string, 
/**
 * Code of the role, for example FR5 or 2.
 */
role_code: string | null, id: string | null, name: string | null, 
/**
 * Street, postcode and city on one line.
 */
address: string | null, country: string | null, path: string, };

export type Preview = { hash: string, pages: number, 
/**
 * Characters that no font could show.
 */
unprintable: Array<string>, };

export type PreviewRequest = { id: string, document: string, language: string, };

export type PrintRecord = { declaration: string, lrn: string, document: string, language: string, 
/**
 * SHA-256 of the PDF; its bytes are had from the host by it.
 */
hash: string, pages: number, revision: number, 
/**
 * The declaration has moved on since.
 */
superseded: boolean, printer: string | null, by: string, at: string, 
/**
 * Suggested file name.
 */
file_name: string, };

export type PrintRequest = { id: string, document: string, language: string, 
/**
 * `None` only records it, to be saved.
 */
printer: string | null, };

export type PrinterInfo = { name: string, is_default: boolean, };

export type Printers = { printers: Array<PrinterInfo>, };

export type Prints = { prints: Array<PrintRecord>, total: number, };

export type PrintsRequest = { offset: number, limit: number, };

export type Publisher = { name: string, 
/**
 * Ed25519 public key, base64url without padding.
 */
key: string, 
/**
 * Who trusted it at this desk; `None` for the one that comes with the program.
 */
trusted_by: string | null, };

export type QueuePage = { 
/**
 * The rows.
 */
rows: Array<QueueRow>, 
/**
 * How many match the filter.
 */
total: number, 
/**
 * How many declarations the desk holds.
 */
of: number, 
/**
 * How long the store took, in microseconds.
 */
took_us: number, };

export type QueueRequest = { 
/**
 * Which declarations.
 */
filter: Filter, 
/**
 * In which order.
 */
sort: Sort, 
/**
 * Rows to skip.
 */
offset: number, 
/**
 * Rows to answer, 500 at most.
 */
limit: number, };

export type QueueRow = { id: string, lane: Lane, status: Status, lrn: string, mrn: string | null, data_set: string, 
/**
 * Goods of the first item, with how many more there are.
 */
goods: string, 
/**
 * Goods items.
 */
items: number, consignee: string, 
/**
 * Commodity code of the first item.
 */
commodity: string | null, origin: string | null, 
/**
 * Customs value in euro.
 */
value: string | null, 
/**
 * To pay, in the currency of the charges.
 */
charges: string | null, 
/**
 * Air waybill or other transport document.
 */
transport_document: string | null, 
/**
 * Parcel number.
 */
parcel: string | null, errors: number, warnings: number, 
/**
 * Part of a split consignment: several parcels for one consignee that are together over the limit.
 */
split: boolean, queued_at: string, 
/**
 * The office's own target for a decision.
 */
due_at: string, claimed_by: string | null, revision: number, 
/**
 * Someone has to choose between what two desks did.
 */
conflict: boolean, 
/**
 * Who has it checked out.
 */
lease: RowLease | null, 
/**
 * Something about it has not reached the hub yet; `false` for a desk that works by itself.
 */
unsent: boolean, };

export type RateList = { source: string, base: string, 
/**
 * Name and SHA-256 of its file.
 */
name: string, hash: string, imported_at: string, 
/**
 * The first day that it was published for, and the first after the last.
 */
from: string, until: string, 
/**
 * Tables of it that count, and those that later lists have replaced.
 */
tables: number, replaced: number, };

export type RateListUsed = { 
/**
 * Whose list: `ecb`, `eu_customs`, `hmrc`.
 */
source: string, 
/**
 * The first day that it was published for.
 */
published: string, 
/**
 * SHA-256 of the file that it came in.
 */
hash: string, };

export type RateUsed = { currency: string, 
/**
 * The currency that the rate is for one unit of.
 */
base: string, 
/**
 * Units of the currency for one unit of the base.
 */
units: string, 
/**
 * First day on which it holds.
 */
from: string, 
/**
 * The imported list that it comes from; `None` for those of the rule packs.
 */
list: RateListUsed | null, 
/**
 * A sample, or its source could not be verified.
 */
unverified: boolean, };

export type RatesImported = { 
/**
 * The file's name; on the command line the path as it was given.
 */
path: string, 
/**
 * Whose list it is: `ecb`, `eu_customs`, `hmrc`; `None` where it was refused.
 */
source: string | null, 
/**
 * The currency that its rates are for one unit of.
 */
base: string | null, 
/**
 * The first day that it was published for, and the first after the last.
 */
from: string | null, until: string | null, 
/**
 * Tables for days that had none of this source, those that took the place of others, and those
 * that were here already.
 */
new: number, replaced: number, known: number, 
/**
 * What is wrong with it; at most 1,000 lines are told.
 */
refused: Array<RefusedRecord>, };

export type RatesOfDay = { on: string, 
/**
 * By base, then currency.
 */
rates: Array<RateUsed>, 
/**
 * Newest first.
 */
lists: Array<RateList>, };

export type RatesReport = { files: Array<RatesImported>, 
/**
 * Reasons for which files did not come in.
 */
refused: number, };

export type RatesRequest = { on: string | null, };

export type RecordInspection = { id: string, record: InspectionRecord, };

export type RefusedDecision = { id: string, failure: Failure, };

export type RefusedEntry = { what: OutboxEntry, failure: Failure, 
/**
 * When the hub said so.
 */
refused_at: string, 
/**
 * Whether the same may be written again as a new entry.
 */
can_write_again: boolean, };

export type RefusedRecord = { 
/**
 * Which record of the file, from one.
 */
record: number, 
/**
 * Line, from one.
 */
line: number, 
/**
 * LRN or MRN, where it could be read.
 */
reference: string | null, code: string, reason: string, hint: string, };

export type Rejudging = { job: string, stage: RejudgingStage, 
/**
 * Declarations looked at, of how many.
 */
done: number, total: number, 
/**
 * What changes, so far.
 */
changes: Changes, failure: Failure | null, };

export type RejudgingJob = { job: string, };

export type RejudgingStage = "running" | "done" | "cancelled" | "failed";

export type RemoveAnnotation = { id: string, annotation: string, };

export type RemoveView = { key: string, };

export type ResolveRequest = { conflict: string, choice: ConflictChoice, 
/**
 * For `combined`: the value of each element that shall differ from the standing one.
 */
fields: Array<ChosenField>, reason?: string, 
/**
 * The revision that the person had before them.
 */
seen_revision?: number, };

export type RowLease = { by: string, mine: boolean, until: string, };

export type RuleBook = { 
/**
 * The day.
 */
on: string, 
/**
 * The layers, in the order in which they apply.
 */
packs: Array<PackInfo>, 
/**
 * The rules in force on that day.
 */
rules: Array<RuleInfo>, };

export type RuleChange = { rule: string, severity: Severity, title: string, appears: number, disappears: number, };

export type RuleInfo = { 
/**
 * For example `GL-H7-014`.
 */
id: string, 
/**
 * The pack it comes from.
 */
pack: string, 
/**
 * What it says.
 */
title: string, 
/**
 * How much a finding of it matters.
 */
severity: Severity, 
/**
 * Data element number.
 */
data_element: string | null, 
/**
 * Legal or technical source.
 */
source: string, 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
until: string | null, 
/**
 * Could not be verified in a public source.
 */
unverified: boolean, };

export type RulesRequest = { 
/**
 * The day; today where none is given.
 */
on: string | null, 
/**
 * Language of the titles: `en` or `fr`.
 */
language?: string, };

export type SameHeading = { code: string, items: Array<number>, };

export type SaveOfficeRules = { 
/**
 * A pack text without a head: rules, code lists, criteria.
 */
text: string, };

export type SaveView = { name: string, filter: Filter, sort: Sort, };

export type Seal = { number: string, intact: boolean, };

export type SettleAction = "write_again" | "set_aside";

export type SettleRefused = { entry: string, action: SettleAction, };

export type Severity = "note" | "warning" | "error";

export type ShowRequest = { 
/**
 * Greenlane's id, an LRN or an MRN.
 */
id: string, 
/**
 * Language of findings and labels: `en` or `fr`.
 */
language: string | null, };

export type SignIn = { 
/**
 * Who.
 */
broker: Broker, };

export type Sort = { 
/**
 * By what.
 */
field: SortField, 
/**
 * Greatest first.
 */
descending: boolean, };

export type SortField = "urgency" | "lrn" | "goods" | "commodity" | "origin" | "value" | "charges" | "due" | "queued";

export type StageName = "received" | "in_review" | "lodged" | "accepted" | "under_control" | "released" | "handed_over" | "stopped";

export type StartImport = { staged: Array<string>, };

export type Status = "queued" | "approved" | "held" | "referred" | "refused" | "lodged" | "accepted" | "under_control" | "released" | "not_released" | "rejected" | "invalidated";

export type SubscriptionInfo = { 
/**
 * In one of these statuses; empty for all.
 */
statuses: Array<Status>, 
/**
 * Came into the queue within so many days; `None` for all.
 */
days: number | null, };

export type SuggestCodes = { text: string, language: string | null, on: string | null, };

export type SuggestedCode = { code: string, 
/**
 * What the nomenclature says of it; `None` where it does not know it.
 */
line: TariffLine | null, reasons: Array<SuggestionReason>, };

export type SuggestedCodes = { suggestions: Array<SuggestedCode>, };

export type SuggestionKind = "same_description" | "like_description" | "nomenclature";

export type SuggestionReason = { kind: SuggestionKind, 
/**
 * How many declarations went through with the code.
 */
declarations: number, 
/**
 * The words that were found.
 */
words: Array<string>, };

export type SyncActivity = { kind: SyncActivityKind, 
/**
 * Entries, or bytes of files.
 */
done: number, total: number, };

export type SyncActivityKind = "sending" | "receiving" | "sending_files" | "receiving_files";

export type SyncStatus = { 
/**
 * The hub that this desk joined; `None` for a desk that works by itself.
 */
hub: HubInfo | null, 
/**
 * Whether the line is up right now.
 */
connection: Connection, 
/**
 * What is under way.
 */
activity: SyncActivity | null, 
/**
 * When everything of both sides had last been exchanged.
 */
last_complete: string | null, 
/**
 * Entries that the hub does not have.
 */
unsent: number, 
/**
 * When the oldest of them was written.
 */
oldest_unsent: string | null, 
/**
 * Entries that the hub refused and nobody has dealt with.
 */
refused: number, 
/**
 * Conflicts in which someone has to choose.
 */
conflicts: number, 
/**
 * Files that go to the hub and that it has not confirmed.
 */
files_waiting: number, 
/**
 * How many bytes of them are still to be sent.
 */
file_bytes_waiting: number, 
/**
 * Files that stay here, because the hub takes none from a desk of this role.
 */
files_staying: number, 
/**
 * How far the hub's clock is ahead of this desk's, in milliseconds; `None` until both have met.
 * Shown only: nothing is ordered by clocks.
 */
clock_offset_ms: number | null, 
/**
 * The hub's last sequence number that this desk knows of, and up to which it has everything.
 */
hub_head: number, have_up_to: number, 
/**
 * What this desk holds.
 */
subscription: SubscriptionInfo, 
/**
 * Declarations that left the window and are on the hub only.
 */
evicted: number, 
/**
 * Something that a person should know, for example that the key is kept in a file.
 */
warnings: Array<Failure>, };

export type TakeLease = { 
/**
 * What it is called, for example the view's name or the flight.
 */
label: string, 
/**
 * Which declarations, by the queue's filter; those that wait for a decision are taken.
 */
filter?: Filter, 
/**
 * Or these, by id.
 */
ids?: Array<string>, 
/**
 * At most so many, in the order of urgency.
 */
count?: number, minutes: number, };

export type TakeRelease = { staged: string, };

export type TariffEdition = { system: TariffSystem, 
/**
 * The first day on which it held.
 */
from: string, 
/**
 * It is the one of today.
 */
in_force: boolean, 
/**
 * Its lines, and how many of them goods can be declared under.
 */
lines: number, declarable: number, files: Array<TariffFile>, };

export type TariffEditions = { editions: Array<TariffEdition>, };

export type TariffFile = { 
/**
 * Two letters.
 */
language: string, name: string, imported_at: string, lines: number, };

export type TariffFound = { on: string, lines: Array<TariffLine>, total: number, 
/**
 * False where no line has all the words; these have most of them.
 */
all_words: boolean, 
/**
 * How long it took, in microseconds.
 */
took_us: number, };

export type TariffLine = { system: TariffSystem, 
/**
 * Its digits, without blanks.
 */
code: string, 
/**
 * Product-line suffix: 80 for a code, others for headings above one.
 */
suffix: number, 
/**
 * Goods can be declared under it: a code with no line below.
 */
declarable: boolean, 
/**
 * There are lines below it.
 */
has_below: boolean, 
/**
 * It stands in the newest file of its edition.
 */
current: boolean, 
/**
 * Supplementary unit, as the official files write it.
 */
unit: string | null, valid_from: string | null, valid_until: string | null, 
/**
 * What it says, in the language that was asked for where there is a text in it.
 */
text: string, language: string, 
/**
 * The lines above it, chapter first.
 */
path: Array<TariffStep>, };

export type TariffSearch = { text: string, 
/**
 * Search texts of this language only; without it all.
 */
language: string | null, 
/**
 * By the editions of this day; without it today.
 */
on: string | null, 
/**
 * 200 at most.
 */
limit: number, };

export type TariffShow = { code: string | null, 
/**
 * Without it the code itself (80).
 */
suffix: number | null, language: string | null, 
/**
 * As it was on this day; without it today.
 */
on: string | null, };

export type TariffStep = { code: string, suffix: number, text: string, };

export type TariffSystem = "taric" | "cn" | "hs";

export type TariffText = { language: string, text: string, };

export type TariffView = { on: string, system: TariffSystem, 
/**
 * The first day of the edition that was asked.
 */
edition: string, 
/**
 * False where the edition begins after that day: no older one is here.
 */
of_its_day: boolean, 
/**
 * `None` for the chapters.
 */
line: TariffLine | null, 
/**
 * False where the code is not in the nomenclature; the line is then the nearest above it.
 */
exact: boolean, 
/**
 * The line holds on that day.
 */
in_force: boolean, 
/**
 * What it says in every language there is.
 */
texts: Array<TariffText>, below: Array<TariffLine>, };

export type TimelineEvent = { entry: string, 
/**
 * Kind of entry, for example `decided`; the UI has a sentence for each.
 */
kind: string, at: string, actor: string, 
/**
 * What the sentence names: decision, document, message kind ...
 */
subject: string | null, 
/**
 * Reason, remark, file name.
 */
detail: string | null, 
/**
 * Values that changed.
 */
changes: Array<ChangeView>, 
/**
 * A later entry took this one back.
 */
undone: boolean, 
/**
 * Hash of the entry, for the audit trail.
 */
hash: string, 
/**
 * How it stands in the office's order.
 */
standing: EntryStanding, };

export type TrustPublisher = { name: string, key: string, };

export type Undone = { 
/**
 * Kind of the entries taken back; `None` where there was nothing to take back.
 */
kind: string | null, 
/**
 * For decisions: which.
 */
decision: Decision | null, 
/**
 * Rows as they are now.
 */
rows: Array<QueueRow>, };

export type UnknownHeader = { 
/**
 * As it is written.
 */
header: string, 
/**
 * The first values below it, three at most.
 */
samples: Array<string>, 
/**
 * Names of columns that it may mean, the likeliest first, three at most.
 */
offers: Array<string>, };

export type ValueLimit = { 
/**
 * In euro.
 */
limit: string, 
/**
 * At the rates of the declaration's day.
 */
declared: ValueOn, 
/**
 * At the rates of today, where that is another day.
 */
today: ValueOn | null, };

export type ValueOn = { day: string, 
/**
 * In euro; `None` where a value or a rate is missing.
 */
value: string | null, 
/**
 * What is left up to the limit, in euro; below zero where the value is above it.
 */
left: string | null, rates: Array<RateUsed>, };

export type Verification = { 
/**
 * Entries whose chain holds.
 */
entries: number, 
/**
 * Declarations on the desk; their projections are what their entries fold into.
 */
declarations: number, 
/**
 * Attachments whose bytes give their hash.
 */
attachments: number, 
/**
 * What does not hold; empty when all is well.
 */
problems: Array<Failure>, };

export type View = { 
/**
 * Stable key, for example `ready`; views of one's own have the name as key.
 */
key: string, 
/**
 * Name given by the broker; `None` for built-in views, which the UI names by their key.
 */
name: string | null, group: ViewGroup, filter: Filter, sort: Sort, count: number, };

export type ViewGroup = "work" | "mine" | "desk";

export type Views = { views: Array<View>, };

export type Way = { 
/**
 * `H7` or `H1`.
 */
data_set: string, 
/**
 * The declaration is of this data set already.
 */
declared: boolean, charges: ChargesView, 
/**
 * What stands against it: errors that the rules find under this data set.
 */
obstacles: Array<Finding>, };

export type WhatChanges = { rules: OtherRules, 
/**
 * The day on which what is not accepted yet would be accepted; today without one.
 */
on: string | null, 
/**
 * Language of the titles; English without one.
 */
language?: string, };

export type WhatIf = { 
/**
 * The same goods as H7 and as H1; empty where nothing can be due, as on exports.
 */
ways: Array<Way>, 
/**
 * How far the goods' value is from the limit of low-value consignments.
 */
limit: ValueLimit | null, 
/**
 * What the flat duty makes of the lines; `None` where it does not apply.
 */
lines: FlatLines | null, };

export interface Commands {
  about: { request: Nothing; response: About };
  sign_in: { request: SignIn; response: About };
  queue: { request: QueueRequest; response: QueuePage };
  views: { request: Nothing; response: Views };
  save_view: { request: SaveView; response: Views };
  remove_view: { request: RemoveView; response: Views };
  next: { request: NextRequest; response: NextAnswer };
  show: { request: ShowRequest; response: DeclarationView };
  what_if: { request: ShowRequest; response: WhatIf };
  elements: { request: ShowRequest; response: Elements };
  decide: { request: DecideRequest; response: Decided };
  claim: { request: ClaimRequest; response: Decided };
  amend: { request: AmendRequest; response: DeclarationView };
  undo: { request: Nothing; response: Undone };
  record_inspection: { request: RecordInspection; response: DeclarationView };
  close_inspection: { request: CloseInspection; response: DeclarationView };
  attach: { request: AttachRequest; response: DeclarationView };
  annotate: { request: AnnotateRequest; response: DeclarationView };
  remove_annotation: { request: RemoveAnnotation; response: DeclarationView };
  documents: { request: ShowRequest; response: Documents };
  preview: { request: PreviewRequest; response: Preview };
  print: { request: PrintRequest; response: PrintRecord };
  prints: { request: PrintsRequest; response: Prints };
  printers: { request: Nothing; response: Printers };
  export: { request: ExportRequest; response: Exported };
  start_import: { request: StartImport; response: ImportProgress };
  import_status: { request: ImportJob; response: ImportProgress };
  cancel_import: { request: ImportJob; response: ImportProgress };
  imports: { request: Nothing; response: Imports };
  header_mappings: { request: Nothing; response: HeaderMappings };
  map_headers: { request: MapHeaders; response: HeaderMappings };
  forget_header: { request: ForgetHeader; response: HeaderMappings };
  identify: { request: IdentifyRequest; response: Identified };
  codes: { request: CodesRequest; response: CodeList };
  rules: { request: RulesRequest; response: RuleBook };
  packs: { request: Nothing; response: PackShelf };
  take_release: { request: TakeRelease; response: PackShelf };
  trust_publisher: { request: TrustPublisher; response: PackShelf };
  go_back_to: { request: GoBackTo; response: PackShelf };
  save_office_rules: { request: SaveOfficeRules; response: PackShelf };
  what_changes: { request: WhatChanges; response: Rejudging };
  judge_again: { request: Nothing; response: Rejudging };
  rejudging_status: { request: RejudgingJob; response: Rejudging };
  cancel_rejudging: { request: RejudgingJob; response: Rejudging };
  judge: { request: JudgeRequest; response: JudgedAgain };
  verify: { request: Nothing; response: Verification };
  sync_status: { request: Nothing; response: SyncStatus };
  enrol: { request: EnrolRequest; response: SyncStatus };
  sync_now: { request: Nothing; response: SyncStatus };
  subscribe: { request: SubscriptionInfo; response: SyncStatus };
  outbox: { request: Nothing; response: Outbox };
  settle_refused: { request: SettleRefused; response: Outbox };
  conflicts: { request: ConflictsRequest; response: Conflicts };
  resolve: { request: ResolveRequest; response: Conflicts };
  leases: { request: Nothing; response: Leases };
  take_lease: { request: TakeLease; response: LeaseAnswer };
  return_lease: { request: LeaseId; response: Leases };
  parcels: { request: ParcelsRequest; response: Parcels };
  fetch: { request: FetchRequest; response: Fetched };
  tariff_editions: { request: Nothing; response: TariffEditions };
  import_nomenclature: { request: ImportNomenclature; response: NomenclatureReport };
  tariff_search: { request: TariffSearch; response: TariffFound };
  tariff_show: { request: TariffShow; response: TariffView };
  suggest_codes: { request: SuggestCodes; response: SuggestedCodes };
  lenses: { request: LensesRequest; response: Lenses };
  import_rates: { request: ImportRates; response: RatesReport };
  rates: { request: RatesRequest; response: RatesOfDay };
}
