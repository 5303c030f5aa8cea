import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { InspectionView } from "../contract/contract";
import { Button, FailureLine, useFormats } from "../design";
import type { SaveState } from "./autosave";

interface Props {
  saving: SaveState;
  /** Something typed is no number and was left out. */
  partly: boolean;
  inspection: InspectionView | null;
  onRetry: () => void;
}

/** Whether what is on the screen is on the disk, told as it is. */
export function SavedMark({ saving, partly, inspection, onRetry }: Props) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  if (saving.status === "failed") {
    return (
      <span
        className="saved saved-failed"
        role="alert"
        data-testid="inspection-saved"
        data-state="failed"
      >
        {t("inspection.saved.failed")}: <FailureLine failure={saving.failure} />{" "}
        <Button look="link" onPress={onRetry}>
          {t("app.error.retry")}
        </Button>
      </span>
    );
  }
  return (
    <span
      className="saved muted"
      aria-live="polite"
      data-testid="inspection-saved"
      data-state={saving.status}
    >
      {words()}
    </span>
  );

  function words(): string {
    if (saving.status === "pending") return t("inspection.saved.pending");
    if (saving.status === "saving") return t("inspection.saved.saving");
    if (inspection === null) return t("inspection.saved.never");
    const saved = t("inspection.saved.at", { at: moment(inspection.at, now), by: inspection.by });
    return partly ? `${saved}. ${t("inspection.saved.partly")}` : saved;
  }
}
