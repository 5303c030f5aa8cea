import { useTranslation } from "react-i18next";

import type { ItemView, Measured } from "../contract/contract";
import { useFormats } from "../design";
import { DifferenceMark } from "./DifferenceMark";
import {
  countDifferences,
  declaredOf,
  difference,
  isMeasured,
  MEASURES,
  type Measure,
} from "./difference";

interface Props {
  lines: readonly Measured[];
  items: readonly ItemView[];
  readOnly: boolean;
  onChange: (lines: Measured[]) => void;
  onLeave: () => void;
}

/** Measured beside declared, for each item and the whole. */
export function MeasuredTable({ lines, items, readOnly, onChange, onLeave }: Props) {
  const { t } = useTranslation();
  const differences = countDifferences(lines);
  const change = (at: number, line: Measured) =>
    onChange(lines.map((old, place) => (place === at ? line : old)));
  return (
    <section className="inspection-section">
      <header>
        <h3>{t("inspection.measured.title")}</h3>
        <span
          className={differences > 0 ? "difference difference-more" : "muted"}
          data-testid="inspection-differences"
        >
          {isMeasured(lines)
            ? t("inspection.measured.count", { count: differences })
            : t("inspection.measured.nothing")}
        </span>
      </header>
      <table className="measured">
        <thead>
          <tr>
            <th>{t("inspection.measured.item")}</th>
            {MEASURES.map((measure) => (
              <th key={measure}>{t(`inspection.measured.${measure}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody onBlur={onLeave}>
          {lines.map((line, at) => (
            <MeasuredRow
              key={line.item ?? "whole"}
              line={line}
              item={items.find(({ number }) => number === line.item)}
              readOnly={readOnly}
              onChange={(changed) => change(at, changed)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  line: Measured;
  item: ItemView | undefined;
  readOnly: boolean;
  onChange: (line: Measured) => void;
}

function MeasuredRow({ line, item, readOnly, onChange }: RowProps) {
  const { t } = useTranslation();
  const name =
    line.item === null ? t("inspection.measured.whole") : `${line.item} ${item?.description ?? ""}`;
  return (
    <tr data-testid={`measured-${line.item ?? "whole"}`}>
      <th scope="row" title={item?.description}>
        <span className="measured-item">
          {line.item !== null && <span className="muted">{line.item} </span>}
          {line.item === null ? t("inspection.measured.whole") : item?.description}
        </span>
      </th>
      {MEASURES.map((measure) => (
        <MeasuredCell
          key={measure}
          measure={measure}
          line={line}
          name={name}
          readOnly={readOnly}
          onType={(typed) => onChange({ ...line, [measure]: typed === "" ? null : typed })}
        />
      ))}
    </tr>
  );
}

interface CellProps {
  measure: Measure;
  line: Measured;
  name: string;
  readOnly: boolean;
  onType: (typed: string) => void;
}

function MeasuredCell({ measure, line, name, readOnly, onType }: CellProps) {
  const { t } = useTranslation();
  const { decimal } = useFormats();
  const declared = declaredOf(line, measure);
  const found = difference(declared, line[measure]);
  const label = t("inspection.measured.field", {
    measure: t(`inspection.measured.${measure}`),
    item: name,
  });
  return (
    <td data-found={found.kind}>
      {readOnly ? (
        <span className="measured-value num">
          {line[measure] === null ? "–" : decimal(line[measure])}
        </span>
      ) : (
        <input
          className="field-input num"
          inputMode="decimal"
          autoComplete="off"
          aria-label={label}
          aria-invalid={found.kind === "unreadable"}
          value={line[measure] ?? ""}
          onChange={(event) => onType(event.target.value)}
          data-testid={`measured-${line.item ?? "whole"}-${measure}`}
        />
      )}
      <span className="measured-declared muted num">
        {declared !== null
          ? t("inspection.measured.of", { declared: decimal(declared) })
          : line.item !== null && t("inspection.measured.none")}
      </span>
      {found.kind !== "undeclared" && <DifferenceMark found={found} />}
    </td>
  );
}
