import type {
  ChangedDeclaration,
  Changes,
  PackRelease,
  PackShelf,
  QueueRow,
  Rejudging,
} from "../contract/contract";
import type { Answers } from "../testing/fake";
import { DeskFailure } from "../platform";

const DAY = 86_400_000;
const HASH = "3f9ac0de51b74e0a8d2c6b1f70e4a95d".repeat(2);

const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** A desk with the rules that come with the program. */
export function fakeShelf(parts: Partial<PackShelf> = {}): PackShelf {
  return {
    hash: HASH,
    version: "eu 2026-11-01, be 2026-11-01",
    releases: [],
    back_to: null,
    publishers: [
      { name: "Greenlane", key: "Qm9yZ2VyaG91dC1MaWVnZS1CaWVyc2V0LTIwMjYtMTE", trusted_by: null },
    ],
    office: "",
    troubles: [],
    queue_is_behind: false,
    ...parts,
  };
}

/** A release of the Union's rules. */
export function fakeRelease(parts: Partial<PackRelease> = {}): PackRelease {
  return {
    layer: "eu",
    version: "2027-01-01",
    sequence: 2,
    issued: "2026-11-12",
    in_force: true,
    publisher: "Greenlane",
    taken_by: "Lena Fox",
    taken_at: daysAgo(3),
    ...parts,
  };
}

/** A desk that has been busy: releases, two publishers, a file that cannot be used, a queue that is behind. */
export function busyShelf(): PackShelf {
  const long = "Confédération des transitaires et représentants en douane de la région liégeoise";
  return fakeShelf({
    version: "eu 2027-01-01, be 2026-11-01, office 2026-11-20 no. 2",
    releases: [
      fakeRelease({ layer: "be", version: "2026-12-01", in_force: false, publisher: long }),
      fakeRelease({
        layer: "office",
        version: "2026-11-20 no. 2",
        publisher: null,
        taken_at: daysAgo(2),
      }),
      fakeRelease(),
    ],
    publishers: [
      ...fakeShelf().publishers,
      { name: long, key: "x7JtB0yN4mWc_Zk2pL9vQeR1sT6uA-3dF5gH8jK0lM2", trusted_by: "Lena Fox" },
    ],
    office: '[lists]\noffice_friends = "BE0428759497"\n',
    troubles: [
      {
        code: "rule_pack_altered",
        message: "The file be-3.toml is not as it was when it was taken.",
        hint: "Take the release again from its publisher's file.",
      },
    ],
    queue_is_behind: true,
  });
}

/** What a release changes in a queue of which every fourth declaration is concerned. */
export function fakeChanges(rows: readonly QueueRow[]): Changes {
  const concerned = rows.filter((_, number) => number % 4 === 0);
  return {
    declarations: concerned.length,
    lanes: [
      { from: "green", to: "red", declarations: 12 },
      { from: "green", to: "yellow", declarations: 31 },
      { from: "red", to: "green", declarations: 4 },
    ],
    rules: [
      {
        rule: "GL-H7-021",
        severity: "error",
        title: "A product identifier is required for goods sold through a marketplace",
        appears: 43,
        disappears: 0,
      },
      {
        rule: "GL-VAL-002",
        severity: "warning",
        title: "The invoice total is below zero",
        appears: 0,
        disappears: 6,
      },
    ],
    charges: [{ currency: "EUR", declarations: 37, before: "111.00", after: "222.00" }],
    examples: concerned.slice(0, 40).map(example),
  };
}

function example({ id, lrn, lane, charges }: QueueRow, number: number): ChangedDeclaration {
  return {
    id,
    lrn,
    lane_before: lane,
    lane_after: number % 3 === 0 ? lane : "yellow",
    appears: ["GL-H7-021", ...(number % 5 === 0 ? ["GL-SEL-031"] : [])],
    disappears: number % 4 === 0 ? ["GL-VAL-002"] : [],
    payable_before: charges ?? "0",
    payable_after: "6.00",
    currency: "EUR",
  };
}

/** No change. */
export const NO_CHANGES: Changes = {
  declarations: 0,
  lanes: [],
  rules: [],
  charges: [],
  examples: [],
};

/** A run as the desk tells it. */
export function fakeRun(parts: Partial<Rejudging> = {}): Rejudging {
  return {
    job: "99999999-0000-7000-8000-000000000001",
    stage: "done",
    done: 320,
    total: 320,
    changes: NO_CHANGES,
    failure: null,
    ...parts,
  };
}

/** What a desk answers of its rules. A run takes a few looks; the office's rules are read as far as brackets go. */
export function packAnswers(rows: readonly QueueRow[], first: PackShelf = fakeShelf()): Answers {
  let shelf = first;
  let run = fakeRun();
  const change = (parts: Partial<PackShelf>) => (shelf = { ...shelf, ...parts });
  const begin = () => (run = fakeRun({ stage: "running", done: 0 }));
  const refuseBroken = (text: string) => {
    const line = text.split("\n").findIndex((written) => /^\[\[\w+\]$/.test(written)) + 1;
    if (line > 0) throw broken(line);
  };
  return {
    packs: () => shelf,
    take_release: () =>
      change({
        version: "eu 2027-01-01, be 2026-11-01",
        releases: [fakeRelease({ taken_at: daysAgo(0) }), ...shelf.releases],
        queue_is_behind: true,
      }),
    trust_publisher: ({ name, key }) => {
      const known = { name, key, trusted_by: "Lena Fox" };
      return change({ publishers: [...shelf.publishers, known] });
    },
    go_back_to: ({ day }) => change({ back_to: day, queue_is_behind: true }),
    save_office_rules: ({ text }) => {
      refuseBroken(text);
      return change({ office: text, queue_is_behind: true });
    },
    what_changes: ({ rules }) => {
      if (rules.kind === "office") refuseBroken(rules.text);
      return begin();
    },
    judge_again: () => {
      change({ queue_is_behind: false });
      return begin();
    },
    rejudging_status: () => {
      const done = Math.min(run.total, run.done + 110);
      const changes = fakeChanges(rows.slice(0, done));
      return (run = { ...run, done, changes, stage: done < run.total ? "running" : "done" });
    },
    cancel_rejudging: () => (run = { ...run, stage: "cancelled" }),
  };
}

function broken(line: number): DeskFailure {
  return new DeskFailure({
    code: "rule_pack_unreadable",
    message: `Rule pack 1 cannot be read: TOML parse error at line ${line}, column 7\n  |\n${line} | [[rule]\n  |       ^\ninvalid table header, expected \`]]\`\n`,
    hint: "Mend the text at the place named, or ask its publisher for another.",
  });
}
