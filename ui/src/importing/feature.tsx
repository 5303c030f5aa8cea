import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Feature } from "../app/features";
import { useCommand } from "../commands";
import { useFailureWords, useFormats, useToasts } from "../design";
import { ImportDialog } from "./ImportDialog";
import { ImportPill } from "./ImportPill";
import { ImportsScreen } from "./ImportsScreen";
import type { ImportState } from "./runImport";
import {
  closeImport,
  importAgain,
  isBusy,
  openImport,
  stopImport,
  useImporting,
  useStartImport,
} from "./store";
import { WindowDrop } from "./WindowDrop";
import "./importing.css";

function Overlay() {
  const { t } = useTranslation();
  const { state, dialog } = useImporting();
  const start = useStartImport();
  const toasts = useToasts();
  const take = (files: File[]) => {
    openImport();
    if (!start(files)) toasts.show({ text: t("importing.busy"), tone: "error" });
  };
  useCommand("import", openImport);
  useTellEnd(state, dialog);
  return (
    <>
      <WindowDrop onFiles={take} />
      {dialog ? (
        <ImportDialog
          state={state}
          onFiles={take}
          onStop={stopImport}
          onAgain={importAgain}
          onClose={closeImport}
        />
      ) : (
        <ImportPill state={state} onOpen={openImport} />
      )}
    </>
  );
}

/** Tells how an import ended that nobody was watching. */
function useTellEnd(state: ImportState, watched: boolean): void {
  const { t } = useTranslation();
  const { count } = useFormats();
  const toasts = useToasts();
  const inWords = useFailureWords();
  const before = useRef(state);
  useEffect(() => {
    const ended = isBusy(before.current) && !isBusy(state);
    before.current = state;
    if (!ended || watched) return;
    const action = { label: t("importing.pill.open"), run: openImport };
    if (state.stage === "refused") toasts.show({ ...toastOf(inWords(state.failure).text), action });
    if (state.stage !== "ended") return;
    const { report, stage } = state.progress;
    const detail = (["new", "amended", "messages", "refused"] as const)
      .filter((key) => report[key] > 0)
      .map((key) => `${t(`importing.count.${key}`)} ${count(report[key])}`)
      .join(" · ");
    const text = stage === "done" ? "ended" : stage === "failed" ? "failed" : "stopped";
    toasts.show({ text: t(`importing.pill.${text}`), detail, action });
  }, [state, watched, t, count, toasts, inWords]);
}

function toastOf(text: string) {
  return { text, tone: "error" } as const;
}

export const feature: Feature = { pages: { imports: ImportsScreen }, Overlay };
