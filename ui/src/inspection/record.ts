import type { DeclarationView, InspectionRecord, ItemView, Measured } from "../contract/contract";
import { readDecimal } from "./decimal";
import { MEASURES } from "./difference";

const EMPTY: InspectionRecord = { control_type: null, measured: [], seals: [], remarks: "" };

/** The record to fill in: what was recorded, and a line for each item that was not measured yet. */
export function recordOf({ inspection, items }: DeclarationView): InspectionRecord {
  const record = inspection?.record ?? EMPTY;
  const known = (item: number | null) => record.measured.find((line) => line.item === item);
  const whole = known(null) ?? (items.length > 1 ? unmeasured(null) : null);
  const lines = items.map((item) => known(item.number) ?? unmeasured(item));
  return { ...record, measured: whole === null ? lines : [whole, ...lines] };
}

/**
 * The record as the desk takes it: without lines that say nothing, numbers as decimals. What is no
 * number is left out; the form marks it.
 */
export function recordToSave(record: InspectionRecord): InspectionRecord {
  return {
    ...record,
    measured: record.measured
      .map(readable)
      .filter((line) => MEASURES.some((measure) => line[measure] !== null)),
    seals: record.seals.filter(({ number }) => number.trim() !== ""),
  };
}

/** Whether something typed into the record is no number, so that it could not be saved. */
export function hasUnreadable(record: InspectionRecord): boolean {
  return record.measured.some((line) =>
    MEASURES.some((measure) => isTyped(line[measure]) && readable(line)[measure] === null),
  );
}

function readable(line: Measured): Measured {
  const read = (typed: string | null) => {
    const value = typed === null ? null : readDecimal(typed);
    return value?.startsWith("-") === true ? null : value;
  };
  return {
    ...line,
    quantity: read(line.quantity),
    gross_mass: read(line.gross_mass),
    packages: read(line.packages),
  };
}

function isTyped(typed: string | null): boolean {
  return typed !== null && typed.trim() !== "";
}

function unmeasured(item: ItemView | null): Measured {
  return {
    item: item?.number ?? null,
    declared_quantity: item?.supplementary_units ?? null,
    quantity: null,
    declared_gross_mass: item?.gross_mass ?? null,
    gross_mass: null,
    declared_packages: item?.packages ?? null,
    packages: null,
  };
}
