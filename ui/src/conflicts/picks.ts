import type { Conflict, ConflictField, ResolveRequest } from "../contract/contract";

/** What the hub had first, or what came later. */
export type Side = "standing" | "contested";

/** Which side each element is taken from; what nobody chose yet is not in it. */
export type Picks = ReadonlyMap<string, Side>;

/** The whole of a conflict that is not about data: there is one thing to choose. */
export const WHOLE = "";

/** What needs no choice: where one side alone changed an element, that side. */
export function firstPicks(conflict: Conflict): Picks {
  const { about, fields } = conflict;
  if (about !== "data" || isWholeVersion(conflict)) return new Map();
  return new Map(
    fields.flatMap((field) => (field.clash ? [] : [[field.path, changedBy(field)] as const])),
  );
}

/** One side in everything. What the later side never touched stays as it stands. */
export function wholeSide(conflict: Conflict, side: Side): Picks {
  if (conflict.about !== "data") return new Map([[WHOLE, side]]);
  const all = side === "standing" || isWholeVersion(conflict);
  return new Map(
    conflict.fields.map((field) => [field.path, all || field.clash ? side : changedBy(field)]),
  );
}

/** The same with one element taken from a side. */
export function picked(picks: Picks, path: string, side: Side): Picks {
  return new Map(picks).set(path, side);
}

/** The other side. */
export function otherSide(side: Side): Side {
  return side === "standing" ? "contested" : "standing";
}

/** Paths in which somebody still has to choose. */
export function unchosen({ about, fields }: Conflict, picks: Picks): string[] {
  const paths = about === "data" ? fields.map(({ path }) => path) : [WHOLE];
  return paths.filter((path) => !picks.has(path));
}

/** The value that will count; `undefined` while nobody has chosen. */
export function outcome(field: ConflictField, picks: Picks): string | null | undefined {
  const side = picks.get(field.path);
  return side && field[side];
}

/** The choice as the desk takes it. */
export function choiceOf(
  conflict: Conflict,
  picks: Picks,
): Pick<ResolveRequest, "choice" | "fields"> {
  if (conflict.about !== "data") {
    return { choice: picks.get(WHOLE) ?? "standing", fields: [] };
  }
  const different = conflict.fields.filter((field) => field.standing !== field.contested);
  const later = different.filter(({ path }) => picks.get(path) === "contested");
  if (later.length === 0) return { choice: "standing", fields: [] };
  if (later.length === different.length) return { choice: "contested", fields: [] };
  return {
    choice: "combined",
    fields: later.map(({ path, contested }) => ({ path, value: contested })),
  };
}

/** Both desks took the declaration in: there is no version that both started from, and none to merge. */
function isWholeVersion({ fields }: Conflict): boolean {
  return fields.every(({ base }) => base === null);
}

function changedBy({ base, contested }: ConflictField): Side {
  return contested === base ? "standing" : "contested";
}
