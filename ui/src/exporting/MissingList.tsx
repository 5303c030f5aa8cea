import { useTranslation } from "react-i18next";

import type { Exported, NotExported } from "../contract/contract";
import { FailureLine } from "../design";

/** What is not in the file, said before it is saved. */
export function MissingList({ exported }: { exported: Exported }) {
  const { t } = useTranslation();
  const { missing, refused, left_out } = exported;
  const untold = refused + left_out - missing.length;
  return (
    <div className="export-missing" role="alert" data-testid="export-missing">
      <strong>{t("exporting.missing.title")}</strong>
      {refused > 0 && <p>{t("exporting.missing.refused", { count: refused })}</p>}
      {left_out > 0 && <p>{t("exporting.missing.leftOut", { count: left_out })}</p>}
      <ul
        className="export-missing-list selectable"
        tabIndex={0}
        aria-label={t("exporting.missing.label")}
      >
        {missing.map((one, index) => (
          <li key={index}>
            <Place missing={one} />
            <FailureLine failure={one.failure} />
          </li>
        ))}
        {untold > 0 && <li>{t("exporting.missing.more", { count: untold })}</li>}
      </ul>
    </div>
  );
}

function Place({ missing: { reference, path } }: { missing: NotExported }) {
  const { t } = useTranslation();
  const named = reference ?? "?";
  return (
    <b className="export-place">
      {path === null ? named : t("exporting.missing.element", { reference: named, path })}
    </b>
  );
}
