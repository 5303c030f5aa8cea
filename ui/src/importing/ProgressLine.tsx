import { ProgressBar } from "react-aria-components";

import { percentOf, useBytes } from "./bytes";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  done: number;
  total: number;
}

/** How far long work got: in bytes, percent and as a bar. */
export function ProgressLine({ label, done, total }: Props) {
  const { t } = useTranslation();
  const bytes = useBytes();
  const percent = percentOf(done, total);
  return (
    <ProgressBar className="import-progress" value={percent} aria-label={label}>
      <div className="import-progress-words">
        <span className="clip">{label}</span>
        <span className="muted num">
          {t("importing.staging.bytes", { done: bytes(done), total: bytes(total) })}
        </span>
      </div>
      <div className="import-progress-track">
        <div className="import-progress-done" style={{ width: `${percent}%` }} />
      </div>
    </ProgressBar>
  );
}
