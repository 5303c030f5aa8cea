import { expect, test } from "vitest";

import type { ImportProgress, ImportReport, ImportStage } from "../contract/contract";
import { DeskFailure } from "../platform";
import { type ImportDesk, type ImportState, runImport } from "./runImport";

const NOTHING: ImportReport = {
  files: [],
  declarations: 0,
  new: 0,
  amended: 0,
  unchanged: 0,
  messages: 0,
  waiting: 0,
  refused: 0,
};

function progress(stage: ImportStage, done_bytes = 0): ImportProgress {
  return {
    job: "j1",
    stage,
    done_bytes,
    total_bytes: 6,
    current: null,
    report: NOTHING,
    failure: null,
  };
}

/** A desk that needs three looks to finish, or one after it was asked to stop. */
function desk(changes: Partial<ImportDesk> = {}): ImportDesk & { asked: string[] } {
  const asked: string[] = [];
  let looks = 0;
  let stopped = false;
  return {
    asked,
    stage(file, sent) {
      asked.push(`stage ${file.name}`);
      sent(0.5);
      sent(1);
      return Promise.resolve(`staged ${file.name}`);
    },
    start(staged) {
      asked.push(`start ${staged.join()}`);
      return Promise.resolve(progress("running"));
    },
    status() {
      looks += 1;
      if (stopped) return Promise.resolve(progress("cancelled", looks));
      return Promise.resolve(progress(looks < 3 ? "running" : "done", looks));
    },
    cancel() {
      asked.push("cancel");
      stopped = true;
      return Promise.resolve(progress("running"));
    },
    wait: () => Promise.resolve(),
    ...changes,
  };
}

const FILES = [new File(["abcd"], "h7.csv"), new File(["ef"], "h1.xml")];

async function statesOf(
  from: ImportDesk,
  stopAt?: (state: ImportState) => boolean,
): Promise<ImportState[]> {
  const states: ImportState[] = [];
  const stop = new AbortController();
  const tell = (state: ImportState): void => {
    states.push(state);
    if (stopAt?.(state) === true) stop.abort();
  };
  await runImport(from, FILES, tell, stop.signal);
  return states;
}

test("files are copied one by one, then the import is followed to its end", async () => {
  const at = desk();
  const states = await statesOf(at);
  expect(at.asked).toEqual(["stage h7.csv", "stage h1.xml", "start staged h7.csv,staged h1.xml"]);
  const copied = states.flatMap((state) => (state.stage === "staging" ? [state.doneBytes] : []));
  expect(copied).toEqual([0, 2, 4, 4, 5, 6]);
  expect(states.at(-1)).toEqual({ stage: "ended", progress: progress("done", 3) });
});

test("stopping while copying leaves the desk untouched", async () => {
  const at = desk();
  const states = await statesOf(at, ({ stage }) => stage === "staging");
  expect(at.asked).toEqual(["stage h7.csv"]);
  expect(states.at(-1)).toEqual({ stage: "withdrawn" });
});

test("stopping while importing asks the desk once and waits for what it says came in", async () => {
  const at = desk();
  const states = await statesOf(at, ({ stage }) => stage === "running");
  expect(at.asked.filter((asked) => asked === "cancel")).toHaveLength(1);
  expect(states.at(-1)).toEqual({ stage: "ended", progress: progress("cancelled", 1) });
});

test("a desk that does not take the files says why", async () => {
  const failure = { code: "disk_full", message: "The disk is full.", hint: "Free some space." };
  const at = desk({ start: () => Promise.reject(new DeskFailure(failure)) });
  const last = (await statesOf(at)).at(-1);
  expect(last).toMatchObject({ stage: "refused", failure: { code: "disk_full" } });
});
