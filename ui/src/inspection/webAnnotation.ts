/**
 * Regions and notes on a photo, to and from W3C Web Annotations (https://www.w3.org/TR/annotation-model/),
 * the form in which the desk keeps and exchanges them.
 */

/** Where on the photo, in whole pixels of the original. */
export type Region =
  | { kind: "box"; x: number; y: number; width: number; height: number }
  | { kind: "polygon"; points: ReadonlyArray<readonly [number, number]> }
  | { kind: "whole" };

/** What this version cannot draw is kept and listed all the same. */
export type ReadRegion = Region | { kind: "unknown" };

/** What the broker wrote about a region and ties it to. */
export interface Remark {
  note: string;
  /** Path of the declaration's data element. */
  element: string | null;
  /** Rule of the finding. */
  rule: string | null;
}

export interface PhotoNote<R extends ReadRegion = ReadRegion> extends Remark {
  /** `urn:uuid:...` */
  id: string;
  region: R;
}

export type WebAnnotation = Record<string, unknown>;

const UNKNOWN = { kind: "unknown" } as const;
const CONTEXT = "http://www.w3.org/ns/anno.jsonld";
const MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/";
const PURPOSES = { note: "commenting", element: "tagging", rule: "identifying" } as const;

/** A new annotation on the photo with this SHA-256. */
export function buildAnnotation(hash: string, note: PhotoNote<Region>): WebAnnotation {
  const { id, region, ...remark } = note;
  return {
    "@context": CONTEXT,
    id,
    type: "Annotation",
    motivation: "commenting",
    body: bodiesOf(remark),
    target: targetOf(hash, region),
  };
}

/** The same annotation with another remark; bodies and members of other programs are kept. */
export function withRemark(annotation: WebAnnotation, remark: Remark): WebAnnotation {
  const ours: readonly unknown[] = Object.values(PURPOSES);
  const others = listOf(annotation.body).filter(
    (body) => !ours.includes(memberOf(body, "purpose")),
  );
  return { ...annotation, body: [...bodiesOf(remark), ...others] };
}

/** The same annotation moved or reshaped. */
export function withRegion(annotation: WebAnnotation, hash: string, region: Region): WebAnnotation {
  const target = targetOf(hash, region);
  const before = listOf(annotation.target)[0];
  return { ...annotation, target: isMembers(before) ? { ...before, ...target } : target };
}

/** What an annotation says; `null` where it has no id to name it by. */
export function readAnnotation(annotation: WebAnnotation): PhotoNote | null {
  if (typeof annotation.id !== "string") return null;
  const region = regionOf(memberOf(listOf(annotation.target)[0], "selector"));
  const bodies = listOf(annotation.body);
  return {
    id: annotation.id,
    region,
    note: valueOf(bodies, PURPOSES.note) ?? "",
    element: valueOf(bodies, PURPOSES.element),
    rule: valueOf(bodies, PURPOSES.rule),
  };
}

function bodiesOf({ note, element, rule }: Remark): WebAnnotation[] {
  const values = { note: note === "" ? null : note, element, rule };
  return (["note", "element", "rule"] as const).flatMap((key) => {
    const value = values[key];
    return value === null ? [] : [{ type: "TextualBody", purpose: PURPOSES[key], value }];
  });
}

function targetOf(hash: string, region: Region): WebAnnotation {
  const source = `urn:sha256:${hash}`;
  switch (region.kind) {
    case "whole":
      return { source };
    case "box": {
      const { x, y, width, height } = region;
      const value = `xywh=pixel:${[x, y, width, height].map(Math.round).join(",")}`;
      return { source, selector: { type: "FragmentSelector", conformsTo: MEDIA_FRAGMENTS, value } };
    }
    case "polygon": {
      const points = region.points.map((point) => point.map(Math.round).join(",")).join(" ");
      const value = `<svg xmlns="http://www.w3.org/2000/svg"><polygon points="${points}"/></svg>`;
      return { source, selector: { type: "SvgSelector", value } };
    }
  }
}

function regionOf(selector: unknown): ReadRegion {
  if (selector === undefined || selector === null) return { kind: "whole" };
  const value = memberOf(selector, "value");
  if (typeof value !== "string") return UNKNOWN;
  switch (memberOf(selector, "type")) {
    case "FragmentSelector":
      return boxOf(value);
    case "SvgSelector":
      return polygonOf(value);
    default:
      return UNKNOWN;
  }
}

function boxOf(fragment: string): ReadRegion {
  const match = /xywh=(?:pixel:)?([\d.]+),([\d.]+),([\d.]+),([\d.]+)$/.exec(fragment);
  if (match === null) return UNKNOWN;
  const [x = NaN, y = NaN, width = NaN, height = NaN] = match.slice(1).map(Number);
  return [x, y, width, height].every(Number.isFinite)
    ? { kind: "box", x, y, width, height }
    : UNKNOWN;
}

function polygonOf(svg: string): ReadRegion {
  const written = /<polygon\b[^>]*\bpoints\s*=\s*["']([^"']*)["']/.exec(svg)?.[1];
  const numbers = (written ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  if (numbers.length < 6 || numbers.length % 2 !== 0) return UNKNOWN;
  if (!numbers.every(Number.isFinite)) return UNKNOWN;
  const points = Array.from(
    { length: numbers.length / 2 },
    (_, at) => [numbers[2 * at] ?? 0, numbers[2 * at + 1] ?? 0] as const,
  );
  return { kind: "polygon", points };
}

function valueOf(bodies: readonly unknown[], purpose: string): string | null {
  const value = memberOf(
    bodies.find((body) => memberOf(body, "purpose") === purpose),
    "value",
  );
  return typeof value === "string" ? value : null;
}

/** JSON-LD allows one value in place of a list of one. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function memberOf(value: unknown, key: string): unknown {
  return isMembers(value) ? value[key] : undefined;
}

function isMembers(value: unknown): value is WebAnnotation {
  return typeof value === "object" && value !== null;
}
