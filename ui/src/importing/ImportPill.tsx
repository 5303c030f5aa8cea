import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { percentOf } from "./bytes";
import type { ImportState } from "./runImport";

/** How an import gets on while its dialog is closed; opens it. */
export function ImportPill({ state, onOpen }: { state: ImportState; onOpen: () => void }) {
  const { t } = useTranslation();
  if (state.stage !== "staging" && state.stage !== "running") return null;
  const percent =
    state.stage === "staging"
      ? percentOf(state.doneBytes, state.totalBytes)
      : percentOf(state.progress.done_bytes, state.progress.total_bytes);
  return (
    <Button className="import-pill" onPress={onOpen} data-testid="import-pill">
      <span className="import-pill-done" style={{ width: `${percent}%` }} aria-hidden="true" />
      <span className="import-pill-words">{t(`importing.pill.${state.stage}`, { percent })}</span>
      <span className="sr-only">{t("importing.pill.open")}</span>
    </Button>
  );
}
