import { useRef } from "react";

import type { DeclarationView, InspectionRecord } from "../contract/contract";
import { hasUnreadable, recordOf, recordToSave } from "./record";
import { useAutosave, useDraft } from "./useAutosave";
import { useInspecting } from "./useInspecting";

/** The record as it is typed, saved by itself. */
export function useRecord(declaration: DeclarationView) {
  const inspecting = useInspecting();
  const form = useRef<HTMLDivElement>(null);
  const { id } = declaration.row;
  const [saving, state] = useAutosave((record: InspectionRecord) =>
    inspecting("record_inspection", { id, record: recordToSave(record) }),
  );
  const version = JSON.stringify(declaration.inspection?.record ?? null);
  const [record, type, drop] = useDraft(recordOf(declaration), version, state);
  const change = (changed: InspectionRecord) => {
    type(changed);
    saving.change(changed);
  };
  const leave = async () => {
    const isSaved = await saving.flush();
    // While someone types, their own spelling stays: `0,` must not become `0` under their hands. And
    // what is no number stays to be mended.
    const isTyping = form.current?.contains(document.activeElement) === true;
    if (isSaved && !isTyping && !hasUnreadable(record)) drop();
  };
  return { form, record, state, change, leave: () => void leave(), flush: saving.flush };
}
