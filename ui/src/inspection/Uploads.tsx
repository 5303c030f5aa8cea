import { useTranslation } from "react-i18next";

import { Button, FailureBox } from "../design";
import type { Upload } from "./useAttaching";

/** Files on their way, and those the desk refused, each in its own words. */
export function Uploads({
  uploads,
  onDismiss,
}: {
  uploads: readonly Upload[];
  onDismiss: (key: number) => void;
}) {
  const { t } = useTranslation();
  if (uploads.length === 0) return null;
  return (
    <ul className="uploads" aria-live="polite">
      {uploads.map(({ key, name, percent, failure }) => (
        <li key={key} data-testid="upload">
          {failure === null ? (
            <span className="muted">{t("inspection.photos.adding", { name, percent })}</span>
          ) : (
            <div className="upload-refused">
              <FailureBox failure={failure} title={t("inspection.photos.failed", { name })} />
              <Button look="quiet" onPress={() => onDismiss(key)} data-testid="upload-dismiss">
                {t("inspection.photos.dismiss")}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
