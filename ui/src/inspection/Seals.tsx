import { useTranslation } from "react-i18next";

import type { Seal } from "../contract/contract";
import { Button, Check } from "../design";

interface Props {
  seals: readonly Seal[];
  readOnly: boolean;
  onChange: (seals: Seal[]) => void;
  onLeave: () => void;
}

/** The seals that were found, and whether each was intact. */
export function Seals({ seals, readOnly, onChange, onLeave }: Props) {
  const { t } = useTranslation();
  const change = (at: number, seal: Seal) =>
    onChange(seals.map((old, place) => (place === at ? seal : old)));
  return (
    <section className="inspection-section" onBlur={onLeave}>
      <header>
        <h3>{t("inspection.seals.title")}</h3>
        {!readOnly && (
          <Button
            look="quiet"
            onPress={() => onChange([...seals, { number: "", intact: true }])}
            data-testid="seal-add"
          >
            {t("inspection.seals.add")}
          </Button>
        )}
      </header>
      {seals.length === 0 && <p className="muted">{t("inspection.seals.none")}</p>}
      <ul className="seals">
        {seals.map((seal, at) => (
          <SealRow
            key={at}
            seal={seal}
            readOnly={readOnly}
            onChange={(changed) => change(at, changed)}
            onRemove={() => onChange(seals.filter((_, place) => place !== at))}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  seal: Seal;
  readOnly: boolean;
  onChange: (seal: Seal) => void;
  onRemove: () => void;
}

function SealRow({ seal, readOnly, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { number, intact } = seal;
  return (
    <li className="seal" data-intact={intact} data-testid="seal">
      <input
        className="field-input mono"
        aria-label={t("inspection.seals.number")}
        placeholder={t("inspection.seals.number")}
        // A seal that was just added is there to be named.
        autoFocus={number === "" && !readOnly}
        readOnly={readOnly}
        value={number}
        onChange={(event) => onChange({ ...seal, number: event.target.value })}
        data-testid="seal-number"
      />
      <Check
        isSelected={intact}
        isReadOnly={readOnly}
        aria-label={t("inspection.seals.state", { number })}
        onChange={(selected) => onChange({ ...seal, intact: selected })}
      >
        {t(intact ? "inspection.seals.intact" : "inspection.seals.broken")}
      </Check>
      {!readOnly && (
        <Button
          look="quiet"
          aria-label={t("inspection.seals.remove", { number })}
          onPress={onRemove}
        >
          <span aria-hidden="true">×</span>
        </Button>
      )}
    </li>
  );
}
