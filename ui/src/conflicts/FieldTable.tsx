import { useTranslation } from "react-i18next";

import type { Conflict, ConflictField } from "../contract/contract";
import { Pick } from "./Pick";
import type { Picks, Side } from "./picks";
import { SideHead } from "./SideHead";
import type { Choosing } from "./useChoosing";

interface Props {
  conflict: Conflict;
  /** `null` where it is answered. */
  choosing: Choosing | null;
  /** What counts, element by element. */
  picks: Picks;
}

const SIDES: readonly Side[] = ["standing", "contested"];

/** Every element in which base, standing and contested differ. */
export function FieldTable({ conflict, choosing, picks }: Props) {
  const { t } = useTranslation();
  return (
    <table className="three-way" data-testid="three-way">
      <thead>
        <tr>
          <th scope="col">{t("conflicts.element")}</th>
          <th scope="col">{t("conflicts.side.base")}</th>
          {SIDES.map((side) => (
            <th key={side} scope="col" data-testid={`side-${side}`}>
              <SideHead side={side} value={conflict[side]} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {conflict.fields.map((field) => (
          <FieldRow
            key={field.path}
            field={field}
            choosing={choosing}
            taken={picks.get(field.path)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  field: ConflictField;
  choosing: Choosing | null;
  taken: Side | undefined;
}

function FieldRow({ field, choosing, taken }: RowProps) {
  const { t } = useTranslation();
  const { path, label, data_element, base, clash } = field;
  const words = (value: string | null) => value ?? t("conflicts.nothing");
  return (
    <tr data-testid="conflict-field" data-clash={clash} data-taken={taken}>
      <th scope="row">
        <span>{label}</span>
        {data_element && <span className="mono muted three-way-number">{data_element}</span>}
        {clash && (
          <span className="three-way-clash">
            <span aria-hidden="true">≠ </span>
            {t("conflicts.clash")}
          </span>
        )}
      </th>
      <td>
        <span className="three-way-base selectable">
          <bdi>{words(base)}</bdi>
        </span>
      </td>
      {SIDES.map((side) => (
        <td key={side}>
          <Pick
            path={path}
            side={side}
            choosing={choosing}
            taken={taken}
            label={`${label}, ${t(`conflicts.side.${side}`)}: ${words(field[side])}`}
          >
            <bdi>{words(field[side])}</bdi>
            {field[side] === base && <span className="muted"> {t("conflicts.unchanged")}</span>}
          </Pick>
        </td>
      ))}
    </tr>
  );
}
