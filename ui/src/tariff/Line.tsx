import { useTranslation } from "react-i18next";

import type { TariffLine } from "../contract/contract";
import { spaced } from "./place";

/** One line: its code, what it says, whether goods can be declared under it. */
export function Line({ line, withPath = false }: { line: TariffLine; withPath?: boolean }) {
  const { t } = useTranslation();
  const isHeading = line.suffix !== 80;
  return (
    <span className="tariff-line">
      <span className={isHeading ? "mono muted tariff-code" : "mono tariff-code"}>
        {spaced(line.code)}
        {isHeading && <small> ({line.suffix})</small>}
      </span>
      <span className="tariff-text" lang={line.language || undefined}>
        {line.text || <span className="muted">–</span>}
        {withPath && line.path.length > 0 && (
          <span className="tariff-path muted">
            {line.path.map((step) => step.text || spaced(step.code)).join(" › ")}
          </span>
        )}
      </span>
      {line.declarable && (
        <span className="tariff-declarable" title={t("tariff.declarableHint")}>
          {t("tariff.declarable")}
        </span>
      )}
    </span>
  );
}
