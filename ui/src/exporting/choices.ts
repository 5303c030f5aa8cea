import type { ExportChoice, ExportFormat, Filter, Sort } from "../contract/contract";

/** What declarations can be exported as, the form that holds everything first. */
export const FORMATS = [
  "wco",
  "h7-csv",
  "h7-xlsx",
  "json",
] as const satisfies readonly ExportFormat[];

/** Which declarations: those that are selected, the one under review, or all that the queue shows. */
export type Slice = "selection" | "one" | "shown";

interface Shown {
  picked: ReadonlySet<string>;
  selected: string | null;
  filter: Filter;
  sort: Sort;
}

/** The slices that there are now, the likeliest first. */
export function slicesOf({ picked, selected }: Pick<Shown, "picked" | "selected">): Slice[] {
  const all: Slice[] = ["selection", "one", "shown"];
  const there = { selection: picked.size > 0, one: selected !== null, shown: true };
  return all.filter((slice) => there[slice]);
}

/** The slice as the desk takes it. */
export function choiceOf(slice: Slice, { picked, selected, filter, sort }: Shown): ExportChoice {
  if (slice === "shown") return { by: "filtered", filter, sort };
  const ids = slice === "selection" ? [...picked] : [selected ?? ""];
  return { by: "named", ids };
}
