import { describe, expect, test } from "vitest";

import { drawingOf, regionOfShape, shapeOf } from "./shapes";
import {
  buildAnnotation,
  type PhotoNote,
  readAnnotation,
  type Region,
  withRegion,
  withRemark,
} from "./webAnnotation";

const HASH = "ab".repeat(32);

/** Repeatable noise: the tests must fail the same way twice. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

function anyRegion(roll: (below: number) => number): Region {
  const kind = roll(3);
  if (kind === 0) return { kind: "whole" };
  if (kind === 1) {
    return {
      kind: "box",
      x: roll(4000),
      y: roll(3000),
      width: 2 + roll(900),
      height: 2 + roll(900),
    };
  }
  const corner = roll(2000);
  const points = Array.from({ length: 1 + roll(9) }, () => [roll(4000), roll(3000)] as const);
  return { kind: "polygon", points: [[corner, corner], [corner + 9, corner + 9], ...points] };
}

function anyNote(seed: number): PhotoNote<Region> {
  const roll = dice(seed);
  const words = ["", "cracked lid", 'label says "10 pcs" <b>', "铭牌 не совпадает", "a\nb"];
  return {
    id: `urn:uuid:${seed}`,
    region: anyRegion(roll),
    note: words[roll(words.length)] ?? "",
    element: roll(2) === 0 ? null : `/item/${roll(99)}/18 04 001 000`,
    rule: roll(2) === 0 ? null : `GL-H7-${roll(100)}`,
  };
}

test("what was written is what is read, for a thousand notes", () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const note = anyNote(seed);
    const stored: unknown = JSON.parse(JSON.stringify(buildAnnotation(HASH, note)));
    expect(readAnnotation(stored as Record<string, unknown>)).toEqual(note);
  }
});

test("a region survives being drawn, for a thousand regions", () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { id, region } = anyNote(seed);
    const shape = shapeOf(region);
    if (shape === null) expect(region.kind).toBe("whole");
    else expect(regionOfShape(drawingOf(id, shape).target.selector)).toEqual(region);
  }
});

test("a box is a media fragment in pixels of the photo named by its hash", () => {
  const annotation = buildAnnotation(HASH, {
    id: "urn:uuid:1",
    region: { kind: "box", x: 10.4, y: 20.6, width: 30, height: 40 },
    note: "dent",
    element: "/item/1/goods",
    rule: null,
  });
  expect(annotation).toEqual({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: "urn:uuid:1",
    type: "Annotation",
    motivation: "commenting",
    body: [
      { type: "TextualBody", purpose: "commenting", value: "dent" },
      { type: "TextualBody", purpose: "tagging", value: "/item/1/goods" },
    ],
    target: {
      source: `urn:sha256:${HASH}`,
      selector: {
        type: "FragmentSelector",
        conformsTo: "http://www.w3.org/TR/media-frags/",
        value: "xywh=pixel:10,21,30,40",
      },
    },
  });
});

describe("annotations of other programs", () => {
  const foreign = {
    id: "https://example.org/1",
    type: "Annotation",
    created: "2026-11-02T09:00:00Z",
    body: { purpose: "describing", value: "kept" },
    target: { source: "x", renderedVia: "viewer", selector: { type: "PointSelector", x: 1 } },
  };

  test("a region that cannot be drawn is listed as unknown", () => {
    expect(readAnnotation(foreign)).toMatchObject({ region: { kind: "unknown" }, note: "" });
  });

  test("writing a remark keeps their bodies, target and members", () => {
    const changed = withRemark(foreign, { note: "seen", element: null, rule: "GL-1" });
    expect(changed).toMatchObject({ created: foreign.created, target: foreign.target });
    expect(changed.body).toContainEqual(foreign.body);
    expect(readAnnotation(changed)).toMatchObject({ note: "seen", rule: "GL-1", element: null });
  });

  test("moving keeps the target's other members", () => {
    const moved = withRegion(foreign, HASH, { kind: "whole" });
    expect(moved.target).toMatchObject({ renderedVia: "viewer", source: `urn:sha256:${HASH}` });
  });

  test("one without an id cannot be named, so it is passed over", () => {
    expect(readAnnotation({ ...foreign, id: undefined })).toBeNull();
  });
});

test("a click without a drag draws nothing", () => {
  expect(regionOfShape(shapeOf({ kind: "box", x: 5, y: 5, width: 1, height: 30 })!)).toBeNull();
});
