/** Our regions to and from the shapes that Annotorious draws. */

import { ShapeType, boundsFromPoints } from "@annotorious/annotorious";
import type { ImageAnnotation, Polygon, Rectangle, Shape } from "@annotorious/annotorious";

import type { ReadRegion, Region } from "./webAnnotation";

/** The shape to draw; `null` for what has none: a note on the whole photo. */
export function shapeOf(region: ReadRegion): Shape | null {
  switch (region.kind) {
    case "box": {
      const { x, y, width: w, height: h } = region;
      const bounds = { minX: x, minY: y, maxX: x + w, maxY: y + h };
      return { type: ShapeType.RECTANGLE, geometry: { x, y, w, h, rot: 0, bounds } } as Rectangle;
    }
    case "polygon": {
      const points = region.points.map(([x, y]): [number, number] => [x, y]);
      return {
        type: ShapeType.POLYGON,
        geometry: { points, bounds: boundsFromPoints(points) },
      } as Polygon;
    }
    default:
      return null;
  }
}

/** The region of a drawn shape, in whole pixels; `null` for one too small to be meant. */
export function regionOfShape(shape: Shape): Region | null {
  const { minX, minY, maxX, maxY } = shape.geometry.bounds;
  if (maxX - minX < 2 || maxY - minY < 2) return null;
  if (isPolygon(shape)) {
    return {
      kind: "polygon",
      points: shape.geometry.points.map(([x = 0, y = 0]) => [Math.round(x), Math.round(y)]),
    };
  }
  if (!isRectangle(shape)) return null;
  const { x, y, w, h } = shape.geometry;
  return {
    kind: "box",
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(w),
    height: Math.round(h),
  };
}

/** What Annotorious holds for a note. */
export function drawingOf(id: string, shape: Shape): ImageAnnotation {
  return { id, bodies: [], target: { annotation: id, selector: shape } };
}

/** Where the callout's number stands: the top left of the region. */
export function anchorOf(region: ReadRegion): readonly [number, number] | null {
  const bounds = shapeOf(region)?.geometry.bounds;
  return bounds === undefined ? null : [bounds.minX, bounds.minY];
}

function isPolygon(shape: Shape): shape is Polygon {
  return shape.type === ShapeType.POLYGON;
}

function isRectangle(shape: Shape): shape is Rectangle {
  return shape.type === ShapeType.RECTANGLE;
}
