import type {
  Conflict,
  LeaseInfo,
  Outbox,
  ParcelAnswer,
  ResolveRequest,
  SyncStatus,
} from "../contract/contract";
import type { RequestOf, ResponseOf } from "../platform";
import { failure, type Answers } from "./fake";

/** What the fake desk knows of its hub. Tests change it as they go; the next question sees it. */
export interface FakeHub {
  status: SyncStatus;
  outbox: Outbox;
  conflicts: Conflict[];
  leases: LeaseInfo[];
  parcels: ParcelAnswer[];
}

/** How a desk stands that never joined a hub. */
export const ALONE: SyncStatus = {
  hub: null,
  connection: { state: "alone", since: null, failure: null, next_try: null },
  activity: null,
  last_complete: null,
  unsent: 12,
  oldest_unsent: new Date(Date.now() - 3_600_000).toISOString(),
  refused: 0,
  conflicts: 0,
  files_waiting: 0,
  file_bytes_waiting: 0,
  files_staying: 0,
  clock_offset_ms: null,
  hub_head: 0,
  have_up_to: 0,
  subscription: { statuses: [], days: null },
  evicted: 0,
  warnings: [],
};

/** How a desk stands whose hub has everything. */
export function joined(parts: Partial<SyncStatus> = {}): SyncStatus {
  const now = new Date().toISOString();
  return {
    ...ALONE,
    hub: {
      url: "https://hub.bierset.example:7443",
      office: "Greenlane Bierset",
      role: "broker",
      desk_name: "Counter 2",
      since: "2026-11-20T08:00:00Z",
      key_place: "keychain",
    },
    connection: { state: "connected", since: now, failure: null, next_try: null },
    last_complete: now,
    unsent: 0,
    oldest_unsent: null,
    clock_offset_ms: 120_000,
    hub_head: 48_210,
    have_up_to: 48_210,
    ...parts,
  };
}

export const EMPTY_OUTBOX: Outbox = {
  entries: [],
  entries_in_all: 0,
  refused: [],
  files: [],
  files_in_all: 0,
  files_stay: null,
};

/** A hub as a desk knows it; alone where nothing is said. */
export function fakeHub(parts: Partial<FakeHub> = {}): FakeHub {
  const start = { status: ALONE, outbox: EMPTY_OUTBOX, conflicts: [], leases: [], parcels: [] };
  return { ...start, ...parts };
}

/** The fake desk's answers about its hub. */
export function hubAnswers(hub: FakeHub): Answers {
  return {
    sync_status: () => hub.status,
    sync_now: () => hub.status,
    enrol: (request) => enrol(hub, request),
    subscribe: (subscription) => (hub.status = { ...hub.status, subscription }),
    outbox: () => hub.outbox,
    settle_refused: ({ entry }) => settle(hub, entry),
    conflicts: ({ declaration, all }) => ({
      conflicts: hub.conflicts.filter(
        (one) => (all || one.open) && (declaration === null || one.declaration === declaration),
      ),
    }),
    resolve: (request) => resolve(hub, request),
    leases: () => ({ as_of: hub.status.last_complete, leases: hub.leases }),
    take_lease: (request) => takeLease(hub, request),
    return_lease: ({ id }) => {
      hub.leases = hub.leases.filter((lease) => lease.id !== id);
      return { as_of: hub.status.last_complete, leases: hub.leases };
    },
    parcels: (request) => parcelsOf(hub, request),
    fetch: ({ number }) => {
      hub.parcels = hub.parcels.map((one) =>
        one.asked === number ? { ...one, on_hub_only: false } : one,
      );
      return { declarations: ["00000000-0000-7000-8000-000000000001"] };
    },
  };
}

function enrol(hub: FakeHub, { hub: url, desk_name }: RequestOf<"enrol">): SyncStatus {
  const status = joined();
  hub.status = { ...status, hub: status.hub && { ...status.hub, url, desk_name } };
  return hub.status;
}

function settle(hub: FakeHub, entry: string): Outbox {
  const refused = hub.outbox.refused.filter(({ what }) => what.entry !== entry);
  hub.outbox = { ...hub.outbox, refused };
  hub.status = { ...hub.status, refused: refused.length };
  return hub.outbox;
}

function resolve(hub: FakeHub, { conflict, choice, reason }: ResolveRequest) {
  const answered = hub.conflicts.find((one) => one.id === conflict);
  if (!answered) throw failure("not_found", "There is no such conflict.");
  const answer = { choice, by: "Lena Fox", at: new Date().toISOString(), reason: reason ?? null };
  hub.conflicts = hub.conflicts.map((one) =>
    one === answered ? { ...one, open: false, answer } : one,
  );
  const open = hub.conflicts.filter((one) => one.open);
  hub.status = { ...hub.status, conflicts: open.length };
  return { conflicts: open };
}

function takeLease(hub: FakeHub, request: RequestOf<"take_lease">): ResponseOf<"take_lease"> {
  if (hub.status.connection.state !== "connected") {
    throw failure("offline", "The hub cannot be reached.", "Try again when the line is up.");
  }
  const count = request.ids?.length ?? request.count ?? 37;
  const until = new Date(Date.now() + request.minutes * 60_000).toISOString();
  const lease: LeaseInfo = {
    id: crypto.randomUUID(),
    label: request.label,
    by: "Lena Fox",
    mine: true,
    since: new Date().toISOString(),
    until,
    count,
    open: count,
  };
  hub.leases = [lease, ...hub.leases];
  return { lease, taken: [] };
}

function parcelsOf(hub: FakeHub, { numbers }: RequestOf<"parcels">): ResponseOf<"parcels"> {
  const unknown = (asked: string): ParcelAnswer => ({
    asked,
    kind: null,
    parcels: [],
    on_hub_only: false,
  });
  return {
    answers: numbers.map((n) => hub.parcels.find(({ asked }) => asked === n) ?? unknown(n)),
    now: new Date().toISOString(),
    synced_at: hub.status.last_complete,
  };
}
