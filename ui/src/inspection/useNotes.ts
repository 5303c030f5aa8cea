import { useState } from "react";

import type { Attachment } from "../contract/contract";
import { asFailure, type DeskFailure } from "../platform";
import { notesOn, type NumberedNote, type Unsaved } from "./notes";
import { useInspecting } from "./useInspecting";
import { buildAnnotation, withRegion, withRemark, type Region, type Remark } from "./webAnnotation";

/** The notes on one photo and how to change them. Every change goes to the desk at once. */
export interface Notes {
  notes: NumberedNote[];
  failure: DeskFailure | null;
  /** Answers the new note's id. */
  draw(region: Region): string;
  reshape(id: string, region: Region): void;
  /** Resolves when the desk has it; rejects with its failure. */
  remark(id: string, remark: Remark): Promise<void>;
  remove(id: string): void;
}

/** Notes on the photo with this hash, of the declaration with this id. */
export function useNotes(id: string, photos: readonly Attachment[], hash: string): Notes {
  const inspecting = useInspecting();
  const [unsaved, setUnsaved] = useState<readonly Unsaved[]>([]);
  const [failure, setFailure] = useState<DeskFailure | null>(null);
  const notes = notesOn(photos, hash, unsaved);
  const noteOf = (note: string) => notes.find((one) => one.id === note);

  const keep = async (change: Unsaved): Promise<void> => {
    const others = (all: readonly Unsaved[]) =>
      all.filter(({ annotation }) => annotation.id !== change.annotation.id);
    setUnsaved((all) => [...others(all), change]);
    setFailure(null);
    try {
      await inspecting("annotate", { id, ...change });
    } finally {
      setUnsaved((all) => all.filter((one) => one !== change));
    }
  };
  const keepAndTell = (change: Unsaved) =>
    void keep(change).catch((error) => setFailure(asFailure(error)));

  return {
    notes,
    failure,
    draw(region) {
      const note = {
        id: `urn:uuid:${crypto.randomUUID()}`,
        region,
        note: "",
        element: null,
        rule: null,
      };
      keepAndTell({ hash, annotation: buildAnnotation(hash, note) });
      return note.id;
    },
    reshape(note, region) {
      const known = noteOf(note);
      if (known) keepAndTell({ hash, annotation: withRegion(known.annotation, hash, region) });
    },
    async remark(note, remark) {
      const known = noteOf(note);
      if (known) await keep({ hash, annotation: withRemark(known.annotation, remark) });
    },
    remove(note) {
      setFailure(null);
      inspecting("remove_annotation", { id, annotation: note }).catch((error) =>
        setFailure(asFailure(error)),
      );
    },
  };
}
