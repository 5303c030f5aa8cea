import { createImageAnnotator, UserSelectAction } from "@annotorious/annotorious";
import type { ImageAnnotation, ImageAnnotator } from "@annotorious/annotorious";
import { useCallback, useEffect, useRef, useState, type RefCallback } from "react";

import type { NumberedNote } from "./notes";
import { drawingOf, regionOfShape, shapeOf } from "./shapes";
import type { ReadRegion, Region } from "./webAnnotation";

export type Tool = "select" | "box" | "polygon";

interface Drawing {
  notes: readonly NumberedNote[];
  tool: Tool;
  selected: string | null;
  readOnly: boolean;
  onDraw: (region: Region) => void;
  onReshape: (id: string, region: Region) => void;
  onSelect: (id: string | null) => void;
}

/**
 * Draws over an image with Annotorious. The desk's notes are the truth: whatever Annotorious holds
 * beside them (its own undo included) is replaced by them.
 */
export function useAnnotator(
  image: HTMLImageElement | null,
  drawing: Drawing,
): RefCallback<HTMLElement> {
  const [annotator, setAnnotator] = useState<ImageAnnotator | null>(null);
  const latest = useRef(drawing);
  useEffect(() => {
    latest.current = drawing;
  });
  const attach = useCallback(
    (host: HTMLElement | null) => {
      if (host === null || image === null) return;
      host.replaceChildren(image);
      const made = createImageAnnotator(image, { drawingEnabled: false, theme: "light" });
      made.element.querySelector("svg")?.setAttribute("aria-label", image.alt);
      const stop = listen(made, host, latest);
      setAnnotator(made);
      return () => {
        stop();
        made.destroy();
        setAnnotator(null);
      };
    },
    [image],
  );
  useEffect(() => {
    if (annotator !== null) show(annotator, drawing);
  }, [annotator, drawing]);
  return attach;
}

/** Puts notes, tool and selection into Annotorious. */
function show(annotator: ImageAnnotator, { notes, tool, selected, readOnly }: Drawing): void {
  const draws = tool !== "select" && !readOnly;
  annotator.setUserSelectAction(readOnly ? UserSelectAction.SELECT : UserSelectAction.EDIT);
  annotator.setAnnotations(
    notes.flatMap(({ id, region }) => {
      const shape = shapeOf(region);
      return shape === null ? [] : [drawingOf(id, shape)];
    }),
  );
  if (draws) {
    annotator.setDrawingTool(tool === "box" ? "rectangle" : "polygon");
    annotator.setDrawingMode(tool === "box" ? "drag" : "click");
  }
  annotator.setDrawingEnabled(draws);
  if (!draws) annotator.cancelDrawing();
  // While a tool is out, a selected region would take the pointer from it.
  const wanted = draws ? null : selected;
  const [has] = annotator.getSelected();
  if ((has?.id ?? null) !== wanted) {
    annotator.setSelected(
      wanted !== null && annotator.getAnnotationById(wanted) ? wanted : undefined,
    );
  }
}

/** Hands on what the broker draws, moves and selects. */
function listen(
  annotator: ImageAnnotator,
  host: HTMLElement,
  latest: { readonly current: Drawing },
): () => void {
  const resync = () => show(annotator, latest.current);
  const settle = (drawn: ImageAnnotation | undefined) => {
    const known = latest.current.notes.find(({ id }) => id === drawn?.id);
    if (drawn === undefined || known === undefined) return;
    const region = regionOfShape(drawn.target.selector);
    if (region === null) resync();
    else if (!isSame(region, known.region)) latest.current.onReshape(known.id, region);
  };
  annotator.on("createAnnotation", (drawn) => {
    const region = regionOfShape(drawn.target.selector);
    if (region === null) resync();
    else latest.current.onDraw(region);
  });
  annotator.on("deleteAnnotation", resync);
  annotator.on("updateAnnotation", settle);
  // Annotorious tells of a moved region only once it is deselected, and of a selection also when it
  // was we who made it. The pointer tells both, at once.
  const released = () => {
    const [chosen] = annotator.getSelected();
    const { tool, selected, onSelect } = latest.current;
    settle(chosen);
    if (tool === "select" && (chosen?.id ?? null) !== selected) onSelect(chosen?.id ?? null);
  };
  const pressed = () => settle(annotator.getSelected()[0]);
  host.addEventListener("pointerup", released);
  host.addEventListener("keyup", pressed);
  return () => {
    host.removeEventListener("pointerup", released);
    host.removeEventListener("keyup", pressed);
  };
}

function isSame(a: Region, b: ReadRegion): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
