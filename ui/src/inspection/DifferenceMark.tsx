import { useTranslation } from "react-i18next";

import { useFormats } from "../design";
import type { Difference } from "./difference";

const SIGNS: Partial<Record<Difference["kind"], string>> = { more: "▲ +", less: "▼ −", same: "✓ " };

/** How measured stands to declared: by sign, number and word. */
export function DifferenceMark({ found }: { found: Difference }) {
  const { t } = useTranslation();
  const { decimal } = useFormats();
  if (found.kind === "open") return null;
  const words =
    found.kind === "more" || found.kind === "less"
      ? t(`inspection.measured.${found.kind}`, { by: decimal(found.by) })
      : t(`inspection.measured.${found.kind}`);
  return (
    <span className={`difference difference-${found.kind}`} data-difference={found.kind}>
      <span aria-hidden="true">{SIGNS[found.kind]}</span>
      {words}
    </span>
  );
}
