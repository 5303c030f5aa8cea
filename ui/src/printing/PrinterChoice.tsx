import { useTranslation } from "react-i18next";

import type { PrinterInfo } from "../contract/contract";

interface Props {
  /** `null` while they are being looked for. */
  printers: readonly PrinterInfo[] | null;
  chosen: string | null;
  onChoose: (name: string) => void;
}

/** Which printer; says so where there is none. */
export function PrinterChoice({ printers, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  if (printers?.length === 0) {
    return (
      <div className="field" data-testid="print-no-printer">
        <span className="field-label">{t("printing.printer.label")}</span>
        <strong>{t("printing.printer.none")}</strong>
        <span className="muted">{t("printing.printer.noneHint")}</span>
      </div>
    );
  }
  return (
    <label className="field">
      <span className="field-label">{t("printing.printer.label")}</span>
      <select
        className="field-input"
        value={chosen ?? ""}
        disabled={printers === null}
        onChange={(event) => onChoose(event.target.value)}
        data-testid="print-printer"
      >
        {printers === null && <option value="">{t("printing.printer.looking")}</option>}
        {printers?.map(({ name, is_default }) => (
          <option key={name} value={name}>
            {is_default ? t("printing.printer.default", { name }) : name}
          </option>
        ))}
      </select>
    </label>
  );
}
