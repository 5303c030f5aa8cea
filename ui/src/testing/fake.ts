import type { Broker, Decision, QueueRow, Status, View } from "../contract/contract";
import {
  DeskFailure,
  type CommandName,
  type Platform,
  type RequestOf,
  type ResponseOf,
} from "../platform";
import {
  event,
  fakeElements,
  fakeView,
  freshDeclaration,
  type FakeDeclaration,
} from "./declaration";
import { fakeHub, hubAnswers, type FakeHub } from "./hub";
import { packAnswers } from "../packs/fakePacks";
import { fakeWhatIf } from "../whatif/fakeWhatIf";
import { answersTo, fakeRow, inOrder } from "./rows";

/** Answers to commands, in place of the fake desk's own or beside them. */
export type Answers = {
  [K in CommandName]?: (request: RequestOf<K>) => ResponseOf<K> | Promise<ResponseOf<K>>;
};

interface Options {
  /** How many declarations it holds. */
  declarations?: number;
  broker?: Broker | null;
  /** What it knows of its hub; it works alone where nothing is said. */
  hub?: FakeHub;
  answers?: Answers;
}

/** A fake host and what it was asked. */
export interface FakePlatform extends Platform {
  asked: { command: CommandName; request: unknown }[];
  /** The languages that it was told to speak. */
  spoken: string[];
  /** Replaces answers from now on. */
  answer(answers: Answers): void;
  rows: QueueRow[];
  hub: FakeHub;
  /** Sends what the native menu would send. */
  menu(key: string): void;
}

const STATUS_AFTER: Record<Decision, Status> = {
  approve: "approved",
  hold: "held",
  refer: "referred",
  refuse: "refused",
};

const LENA: Broker = { name: "Lena Fox", office: "BE532000", office_name: "Bierset" };

/** A small desk in memory, for component tests and for work on the UI without a host. */
export function fakePlatform(options: Options = {}): FakePlatform {
  const desk = new FakeDesk(options);
  const hub = options.hub ?? fakeHub();
  const asked: FakePlatform["asked"] = [];
  const spoken: string[] = [];
  const listeners = new Set<(key: string) => void>();
  let answers: Answers = {
    ...desk.answers(),
    ...hubAnswers(hub),
    ...packAnswers(desk.rows),
    ...options.answers,
  };
  return {
    kind: "fake",
    asked,
    spoken,
    rows: desk.rows,
    hub,
    answer: (more) => (answers = { ...answers, ...more }),
    menu: (key) => listeners.forEach((listener) => listener(key)),
    async call(command, request) {
      asked.push({ command, request });
      const answer = answers[command];
      await Promise.resolve();
      if (!answer) throw failure("unknown_command", `The fake desk knows no ${command}.`);
      return answer(request);
    },
    stage: (file, onProgress) => {
      onProgress?.(1);
      return Promise.resolve(`staged:${file.name}`);
    },
    blobUrl: (hash) => Promise.resolve(`blob:${hash}`),
    saveBlob: () => Promise.resolve(true),
    saveText: () => Promise.resolve(true),
    speak: (language) => void spoken.push(language),
    onMenu(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
  };
}

/** A failure as the desk would send it. */
export function failure(code: string, message: string, hint = ""): DeskFailure {
  return new DeskFailure({ code, message, hint });
}

class FakeDesk {
  readonly rows: QueueRow[];
  private readonly known = new Map<string, FakeDeclaration>();
  private readonly done: { row: QueueRow; decision: Decision | null }[] = [];
  private broker: Broker | null;
  private version = 1;

  constructor({ declarations = 320, broker = LENA }: Options) {
    this.rows = Array.from({ length: declarations }, (_, number) => fakeRow(number));
    this.broker = broker;
  }

  answers(): Answers {
    return {
      about: () => this.about(),
      sign_in: ({ broker }) => {
        this.broker = broker;
        return this.about();
      },
      views: () => ({ views: this.views() }),
      save_view: () => ({ views: this.views() }),
      queue: (request) => this.queue(request),
      next: (request) => this.next(request),
      show: ({ id }) => fakeView(this.row(id), this.declaration(id)),
      elements: ({ id }) => ({
        revision: this.row(id).revision,
        elements: fakeElements(this.row(id), this.declaration(id)),
      }),
      what_if: () => fakeWhatIf(),
      decide: (request) => this.decide(request),
      claim: ({ ids, claimed }) => ({
        rows: ids.map((id) => this.change(id, { claimed_by: claimed ? this.name() : null })),
        refused: [],
      }),
      amend: (request) => this.amend(request),
      undo: () => this.undo(),
      rates: () => ({ on: "2026-11-21", rates: [], lists: [] }),
      rules: () => ({ on: "2026-11-21", packs: this.about().packs, rules: [] }),
      verify: () => ({ entries: 960, declarations: 320, attachments: 0, problems: [] }),
    };
  }

  private name(): string {
    return this.broker?.name ?? "";
  }

  private about(): ResponseOf<"about"> {
    const rules = { title: "European Union", version: "2026.11", rules: 64, hash: "e".repeat(64) };
    return {
      version: "0.1.0",
      device: "desk-01",
      broker: this.broker,
      now: new Date().toISOString(),
      entries: 960,
      verified_to: 960,
      unsent: 12,
      oldest_unsent: new Date().toISOString(),
      last_authority_message: null,
      packs: [{ id: "eu", ...rules }],
      store_version: this.version,
    };
  }

  private views(): View[] {
    const sort = { field: "urgency", descending: false } as const;
    const view = (key: string, group: View["group"], filter: View["filter"]): View => ({
      key,
      name: null,
      group,
      filter,
      sort,
      count: this.rows.filter((row) => answersTo(row, filter)).length,
    });
    return [
      view("ready", "work", { statuses: ["queued"] }),
      ...(["red", "yellow", "blue", "green"] as const).map((lane) =>
        view(lane, "work", { statuses: ["queued"], lanes: [lane] }),
      ),
      view("held", "work", { statuses: ["held"] }),
      view("approved", "work", { statuses: ["approved"] }),
      view("near_limit", "mine", { value_from: "140", value_to: "160" }),
      view("inspections", "desk", { statuses: ["referred"] }),
      view("all", "desk", {}),
    ];
  }

  private matching({ filter, sort }: Pick<RequestOf<"queue">, "filter" | "sort">): QueueRow[] {
    return inOrder(
      this.rows.filter((row) => answersTo(row, filter)),
      sort,
    );
  }

  private queue(request: RequestOf<"queue">): ResponseOf<"queue"> {
    const rows = this.matching(request);
    const { offset, limit } = request;
    return {
      rows: rows.slice(offset, offset + limit),
      total: rows.length,
      of: this.rows.length,
      took_us: 2_900,
    };
  }

  private next(request: RequestOf<"next">): ResponseOf<"next"> {
    const rows = inOrder(this.rows, request.sort);
    const from = rows.findIndex((row) => row.id === request.from);
    const step = request.backwards ? -1 : 1;
    const matching = this.matching(request);
    const start = request.from === null ? (request.backwards ? rows.length - 1 : 0) : from + step;
    for (let at = start; at >= 0 && at < rows.length; at += step) {
      const position = matching.findIndex((row) => row.id === rows[at]?.id);
      if (position >= 0) return { id: rows[at]?.id ?? null, position };
    }
    return { id: null, position: null };
  }

  private decide(request: RequestOf<"decide">): ResponseOf<"decide"> {
    const { ids, decision, reason } = request;
    const rows = ids.map((id) => {
      this.done.push({ row: this.row(id), decision });
      const row = this.change(id, { status: STATUS_AFTER[decision] });
      this.declaration(id).timeline.push(
        event(row, "decided", { subject: decision, detail: reason }),
      );
      return row;
    });
    return { rows, refused: [] };
  }

  private amend(request: RequestOf<"amend">): ResponseOf<"amend"> {
    const { id, changes, reason } = request;
    const known = this.declaration(id);
    this.done.push({ row: this.row(id), decision: null });
    const row = this.change(id, {});
    const seen = changes.map(({ path, value }) => ({
      path,
      data_element: null,
      label: path,
      from: known.values.get(path) ?? null,
      to: value,
    }));
    changes.forEach(({ path, value }) => known.values.set(path, value ?? ""));
    known.timeline.push(event(row, "amended", { detail: reason, changes: seen }));
    return fakeView(row, known);
  }

  private undo(): ResponseOf<"undo"> {
    const last = this.done.pop();
    if (!last) return { kind: null, decision: null, rows: [] };
    const row = this.change(last.row.id, { status: last.row.status });
    const taken = this.declaration(row.id).timeline.at(-1);
    if (taken) taken.undone = true;
    return { kind: last.decision ? "decided" : "amended", decision: last.decision, rows: [row] };
  }

  private row(id: string): QueueRow {
    const row = this.rows.find((candidate) => candidate.id === id || candidate.lrn === id);
    if (!row) throw failure("not_found", `No declaration has the id ${id}.`);
    return row;
  }

  private declaration(id: string): FakeDeclaration {
    const row = this.row(id);
    const known = this.known.get(row.id) ?? freshDeclaration(row);
    this.known.set(row.id, known);
    return known;
  }

  private change(id: string, parts: Partial<QueueRow>): QueueRow {
    const before = this.row(id);
    const after = { ...before, ...parts, revision: before.revision + 1 };
    this.rows[this.rows.indexOf(before)] = after;
    this.version += 1;
    return after;
  }
}
