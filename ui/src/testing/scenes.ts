import type { Conflict, ParcelInfo, ParcelStage, QueueRow, StageName } from "../contract/contract";
import { busyShelf, packAnswers } from "../packs/fakePacks";
import { fakePlatform, type FakePlatform } from "./fake";
import { EMPTY_OUTBOX, fakeHub, joined, type FakeHub } from "./hub";

const MINUTE = 60_000;
const earlier = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

/** A conflict about data: one element that both changed, and one that only the later side did. */
export function dataConflict(row: QueueRow, parts: Partial<Conflict> = {}): Conflict {
  return {
    id: `11111111-${row.id.slice(9)}`,
    declaration: row.id,
    lrn: row.lrn,
    goods: row.goods,
    about: "data",
    open: true,
    agreed: false,
    base: { decision: null, summary: null },
    standing: side({ by: "Anneke Maes", desk: "Counter 1", at: earlier(190) }),
    contested: side({ by: "Lena Fox", desk: null, mine: true, at: earlier(182) }),
    fields: [
      {
        path: "items/1/description",
        label: "Description of goods",
        data_element: "18 05 001 000",
        base: row.goods,
        standing: "Wooden train, 12 parts",
        contested: "Toy train made of wood, painted, for children over three years",
        clash: true,
      },
      {
        path: "items/1/value",
        label: "Intrinsic value",
        data_element: "14 14 014 000",
        base: "48.40",
        standing: "51.00",
        contested: "49.95",
        clash: true,
      },
      {
        path: "items/1/commodity",
        label: "Commodity code",
        data_element: "18 09 056 000",
        base: "950300",
        standing: "950300",
        contested: "950349",
        clash: false,
      },
    ],
    answer: null,
    revision: row.revision,
    ...parts,
  };
}

/** A conflict about the decision: approved there, held here. */
export function decisionConflict(row: QueueRow, parts: Partial<Conflict> = {}): Conflict {
  return dataConflict(row, {
    id: `22222222-${row.id.slice(9)}`,
    about: "decision",
    standing: side({ by: "Anneke Maes", desk: "Counter 1", at: earlier(95), decision: "approve" }),
    contested: side({
      by: "Lena Fox",
      desk: null,
      mine: true,
      at: earlier(91),
      decision: "hold",
      reason: "The invoice names another consignee than the label",
    }),
    fields: [],
    ...parts,
  });
}

function side(parts: Partial<Conflict["standing"]>): Conflict["standing"] {
  return {
    by: "",
    desk: null,
    mine: false,
    at: earlier(60),
    decision: null,
    reason: null,
    summary: null,
    entries: [],
    ...parts,
  };
}

/** A parcel as far as the authority's release. */
export function fakeParcel(row: QueueRow, parts: Partial<ParcelInfo> = {}): ParcelInfo {
  const stage = (name: StageName, from: string, minutes: number): ParcelStage => ({
    stage: name,
    at: earlier(minutes),
    from,
    from_name: null,
    known_since: earlier(minutes - 2),
  });
  return {
    declaration: row.id,
    lrn: row.lrn,
    mrn: "26BE5320000048217R1",
    parcel: row.parcel ?? "",
    transport_document: row.transport_document ?? "",
    goods: row.goods,
    consignee: row.consignee,
    stages: [
      stage("received", "sender", 1_500),
      stage("in_review", "office", 320),
      stage("lodged", "authority", 300),
      stage("accepted", "authority", 290),
    ],
    stage: "accepted",
    expected: "released",
    as_of: earlier(4),
    ...parts,
  };
}

/** Desks in the states that are hard to come by, for work on the UI: `?fake=offline`. */
export function scene(name: string): FakePlatform {
  const hub = fakeHub();
  const platform = fakePlatform({ hub });
  if (name === "rules") platform.answer(packAnswers(platform.rows, busyShelf()));
  SCENES[name]?.(hub, platform.rows);
  return platform;
}

const SCENES: Record<string, (hub: FakeHub, rows: QueueRow[]) => void> = {
  connected: (hub, rows) => {
    hub.status = joined();
    hub.leases = leases();
    known(hub, rows);
  },
  sending: (hub, rows) => {
    hub.status = joined({
      activity: { kind: "sending", done: 3, total: 12 },
      unsent: 9,
      oldest_unsent: earlier(14),
      files_waiting: 2,
    });
    waiting(hub, rows);
  },
  reading: (hub, rows) => {
    hub.status = joined({ files_staying: 2 });
    if (hub.status.hub) hub.status.hub.role = "read_only";
    waiting(hub, rows);
    const files = hub.outbox.files.slice(0, 2).map((file) => ({ ...file, sent: 0 }));
    hub.outbox = {
      ...EMPTY_OUTBOX,
      files,
      files_in_all: 2,
      files_stay: {
        code: "files_stay",
        message: "The hub takes no files from a desk of this role: they stay on this desk.",
        hint: "Nothing is lost. If the office shall have them, ask for a code of another role and join again.",
      },
    };
  },
  offline: (hub, rows) => {
    hub.status = joined({
      connection: {
        state: "offline",
        since: earlier(42),
        failure: {
          code: "hub_unreachable",
          message: "The hub at hub.bierset.example does not answer.",
          hint: "Nothing has to be done: the desk goes on and tries again.",
        },
        next_try: new Date(Date.now() + 25_000).toISOString(),
      },
      last_complete: earlier(42),
      unsent: 7,
      oldest_unsent: earlier(39),
      hub_head: 48_260,
      clock_offset_ms: -4_000,
    });
    hub.leases = leases();
    waiting(hub, rows);
    known(hub, rows);
    rows.slice(2, 9).forEach((row, at) => (rows[at + 2] = { ...row, unsent: true }));
  },
  needs: (hub, rows) => {
    hub.status = joined({ unsent: 2, oldest_unsent: earlier(5), refused: 1, conflicts: 3 });
    hub.status.evicted = 1_204;
    hub.status.subscription = { statuses: ["queued", "held", "referred"], days: 14 };
    hub.status.warnings = [
      {
        code: "key_in_file",
        message: "This desk's key for the hub is kept in a file, because no keychain answered.",
        hint: "The system has no keychain. Whoever can read the file can act as this desk.",
      },
    ];
    waiting(hub, rows);
    conflicts(hub, rows);
    hub.leases = leases();
  },
  shut: (hub, rows) => {
    hub.status = joined({
      connection: {
        state: "shut",
        since: earlier(3),
        failure: {
          code: "device_revoked",
          message: "Counter 2 was taken off the hub by Jan Peeters today at 13:58.",
          hint: "Ask for a new code and join again: your unsent changes are kept and go out then.",
        },
        next_try: null,
      },
      unsent: 7,
      oldest_unsent: earlier(39),
    });
    waiting(hub, rows);
  },
};

function waiting(hub: FakeHub, rows: QueueRow[]): void {
  const entry = (at: number, kind: string, subject: string | null) => ({
    entry: crypto.randomUUID(),
    kind,
    subject,
    declaration: rows[at]?.id ?? null,
    lrn: rows[at]?.lrn ?? null,
    actor: "Lena Fox",
    at: earlier(39 - at * 5),
  });
  const file = (name: string, size: number, sent: number, confirmed_at: string | null) => ({
    hash: name.padEnd(64, "0"),
    name,
    declaration: rows[3]?.id ?? null,
    lrn: rows[3]?.lrn ?? null,
    size,
    sent,
    confirmed_at,
  });
  hub.outbox = {
    ...EMPTY_OUTBOX,
    entries: [
      entry(2, "decided", "approve"),
      entry(3, "inspection_recorded", null),
      entry(3, "attached", "label.png"),
      entry(4, "decided", "hold"),
      entry(5, "amended", "broker"),
    ],
    entries_in_all: 107,
    refused:
      hub.status.refused === 0
        ? []
        : [
            {
              what: entry(6, "inspection_closed", "A2"),
              failure: {
                code: "role_not_allowed",
                message: "Counter 2 is a broker's desk: only an inspector's may close inspections.",
                hint: "Let an inspector close it, or ask the supervisor for another role.",
              },
              refused_at: earlier(4),
              can_write_again: true,
            },
          ],
    files: [
      file(
        "parcel opened, all four sides, with the label of another sender.jpg",
        4_812_000,
        0,
        null,
      ),
      file("label.png", 2_400_000, 1_560_000, null),
      file("invoice 2026-118.pdf", 184_000, 184_000, earlier(12)),
    ],
    files_in_all: 2,
  };
}

function conflicts(hub: FakeHub, rows: QueueRow[]): void {
  const [first, second, third, fourth] = rows as [QueueRow, QueueRow, QueueRow, QueueRow];
  hub.conflicts = [
    decisionConflict(first),
    dataConflict(second),
    dataConflict(third, {
      id: "33333333-0000-7000-8000-000000000001",
      about: "inspection",
      fields: [],
      base: { decision: null, summary: "Not inspected" },
      standing: side({
        by: "Anneke Maes",
        desk: "Counter 1",
        summary: "One watch more than declared; gross mass 1.25 kg",
      }),
      contested: side({ by: "Jan Peeters", desk: "Warehouse 3", summary: "As declared" }),
    }),
    decisionConflict(fourth, {
      open: false,
      answer: {
        choice: "standing",
        by: "Anneke Maes",
        at: earlier(30),
        reason: "The label was checked at the counter",
      },
    }),
  ];
  [first, second, third].forEach((row, at) => (rows[at] = { ...row, conflict: true }));
}

function leases(): FakeHub["leases"] {
  const lease = (by: string, label: string, mine: boolean, hours: number, open: number) => ({
    id: crypto.randomUUID(),
    label,
    by,
    mine,
    since: earlier(55),
    until: new Date(Date.now() + hours * 60 * MINUTE).toISOString(),
    count: 50,
    open,
  });
  return [
    lease("Lena Fox", "Red lane", true, 3, 12),
    lease("Anneke Maes", "AWB 784-12345675", false, 1, 50),
    lease("Jan Peeters", "Split consignments to one address in the rue Hors-Château", false, 7, 0),
  ];
}

function known(hub: FakeHub, rows: QueueRow[]): void {
  const until = (hours: number) => new Date(Date.now() + hours * 60 * MINUTE).toISOString();
  const lease = (at: number, by: string, mine: boolean) => {
    const row = rows[at];
    if (row) rows[at] = { ...row, lease: { by, mine, until: until(mine ? 3 : 1) } };
  };
  [0, 1, 7].forEach((at) => lease(at, "Lena Fox", true));
  [3, 4, 9].forEach((at) => lease(at, "Anneke Maes", false));
  const [first, second, third] = rows as [QueueRow, QueueRow, QueueRow];
  const answer = (row: QueueRow, parts: Partial<ParcelInfo> = {}) => ({
    asked: row.lrn,
    kind: "lrn",
    parcels: [fakeParcel(row, parts)],
    on_hub_only: false,
  });
  hub.parcels = [
    answer(first),
    answer(second, { stage: "stopped", expected: null, stages: stopped() }),
    { ...answer(third), parcels: [], on_hub_only: true },
  ];
}

function stopped(): ParcelStage[] {
  const at = { known_since: earlier(30), from_name: null };
  return [
    { ...at, stage: "received", at: earlier(900), from: "sender" },
    { ...at, stage: "in_review", at: earlier(60), from: "office" },
    { ...at, stage: "stopped", at: earlier(35), from: "office" },
  ];
}
