import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { InspectionRecord, ItemView } from "../contract/contract";
import { Field } from "../design";
import { MeasuredTable } from "./MeasuredTable";
import { Seals } from "./Seals";

interface Props {
  record: InspectionRecord;
  items: readonly ItemView[];
  readOnly: boolean;
  onChange: (record: InspectionRecord) => void;
  /** A field was left: what is waiting can be saved. */
  onLeave: () => void;
}

/** The inspection's record. */
export function RecordForm({ record, items, readOnly, onChange, onLeave }: Props) {
  const { t } = useTranslation();
  const change = (changes: Partial<InspectionRecord>) => onChange({ ...record, ...changes });
  return (
    <div className="inspection-record">
      <ControlType
        chosen={record.control_type}
        readOnly={readOnly}
        onChoose={(control_type) => change({ control_type })}
        onLeave={onLeave}
      />
      <MeasuredTable
        lines={record.measured}
        items={items}
        readOnly={readOnly}
        onChange={(measured) => change({ measured })}
        onLeave={onLeave}
      />
      <Seals
        seals={record.seals}
        readOnly={readOnly}
        onChange={(seals) => change({ seals })}
        onLeave={onLeave}
      />
      <Field
        label={t("inspection.record.remarks")}
        placeholder={readOnly ? undefined : t("inspection.record.remarksHint")}
        multiline
        isReadOnly={readOnly}
        value={record.remarks}
        onChange={(remarks) => change({ remarks })}
        onBlur={onLeave}
        data-testid="inspection-remarks"
      />
    </div>
  );
}

interface ControlTypeProps {
  chosen: string | null;
  readOnly: boolean;
  onChoose: (code: string | null) => void;
  onLeave: () => void;
}

function ControlType({ chosen, readOnly, onChoose, onLeave }: ControlTypeProps) {
  const { t, i18n } = useTranslation();
  const codes =
    useDesk("codes", { list: "control_type", language: i18n.language }).data?.codes ?? [];
  const isKnown = chosen === null || codes.some(({ code }) => code === chosen);
  return (
    <label className="field">
      <span className="field-label">{t("inspection.record.controlType")}</span>
      <select
        className="field-input"
        disabled={readOnly}
        value={chosen ?? ""}
        onChange={(event) => onChoose(event.target.value === "" ? null : event.target.value)}
        onBlur={onLeave}
        data-testid="inspection-control-type"
      >
        <option value="">{t("inspection.record.controlTypeNone")}</option>
        {!isKnown && <option value={chosen}>{chosen}</option>}
        {codes.map(({ code, label }) => (
          <option key={code} value={code}>
            {code} · {label}
          </option>
        ))}
      </select>
    </label>
  );
}
