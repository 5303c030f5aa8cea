import type { Annotation, Attachment } from "../contract/contract";
import { readAnnotation, type PhotoNote, type WebAnnotation } from "./webAnnotation";

/** A note as it is listed: with its number on the report, who wrote it and when. */
export interface NumberedNote extends PhotoNote {
  number: number;
  annotation: WebAnnotation;
  by: string;
  at: string;
}

/** What was drawn or written here and is not in the desk's answer yet. */
export interface Unsaved {
  hash: string;
  annotation: WebAnnotation;
}

/** The notes on a photo by number, those on their way to the desk last. */
export function notesOn(
  photos: readonly Attachment[],
  hash: string,
  unsaved: readonly Unsaved[],
): NumberedNote[] {
  const here = photos.find((photo) => photo.hash === hash)?.annotations ?? [];
  const known = here.flatMap((annotation) => numbered(annotation));
  const last = Math.max(
    0,
    ...photos.flatMap((photo) => photo.annotations.map(({ number }) => number)),
  );
  const changed = known.map((note) => {
    const change = unsaved.find(({ annotation }) => annotation.id === note.id);
    return change
      ? { ...note, ...readAnnotation(change.annotation), annotation: change.annotation }
      : note;
  });
  const added = unsaved
    .filter((one) => one.hash === hash && !known.some(({ id }) => id === one.annotation.id))
    .flatMap(({ annotation }, at) =>
      numbered({ number: last + 1 + at, annotation, by: "", at: "" }),
    );
  return [...changed, ...added].sort((a, b) => a.number - b.number);
}

/** Photos of a declaration, oldest first. */
export function photosOf(evidence: readonly Attachment[]): Attachment[] {
  return evidence.filter(({ purpose }) => purpose === "photo");
}

function numbered({ number, annotation, by, at }: Annotation): NumberedNote[] {
  const note = readAnnotation(annotation);
  return note === null ? [] : [{ ...note, number, annotation, by, at }];
}
