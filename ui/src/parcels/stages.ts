import type { ParcelInfo, ParcelStage, StageName } from "../contract/contract";

/** The stages in the order of the process. Control and the end by other ways are shown only where they happen. */
const WAY: readonly StageName[] = [
  "received",
  "in_review",
  "lodged",
  "accepted",
  "under_control",
  "released",
  "handed_over",
];

/** A step on a parcel's way. */
export interface Step {
  stage: StageName;
  /** The fact; `null` where it has not been reached. */
  reached: ParcelStage | null;
  isNow: boolean;
  isExpected: boolean;
}

/** The steps of a parcel: those on its way, and those that happened beside it. */
export function stepsOf({ stages, stage, expected }: ParcelInfo): Step[] {
  const reached = new Map(stages.map((fact) => [fact.stage, fact]));
  const shown = WAY.filter(
    (name) => reached.has(name) || (name !== "under_control" && stage !== "stopped"),
  );
  const all: StageName[] = stage === "stopped" ? [...shown, "stopped"] : shown;
  return all.map((name) => ({
    stage: name,
    reached: reached.get(name) ?? null,
    isNow: name === stage,
    isExpected: name === expected,
  }));
}

/** The fact behind where a parcel stands. */
export function lastFact({ stages, stage }: ParcelInfo): ParcelStage | undefined {
  return stages.findLast((fact) => fact.stage === stage) ?? stages.at(-1);
}
