import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk, useDeskAction } from "../app/desk";
import type { FileReport, MappableColumn, UnknownHeader } from "../contract/contract";
import { Button, FailureBox, useFormats } from "../design";
import { unknownHeaders } from "./report";

/** Columns of tables that are not known: what stands below them, and what they mean from now on. */
export function UnknownHeaders({ files }: { files: readonly FileReport[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const known = useDesk("header_mappings", {});
  const save = useDeskAction("map_headers");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const headers = unknownHeaders(files);
  const mappings = Object.entries(chosen)
    .filter(([, column]) => column !== "")
    .map(([header, column]) => ({ header, column }));
  return (
    <section className="import-headers" data-testid="import-headers">
      <header>
        <h3>
          {t("importing.headers.title", { count: headers.length, headers: count(headers.length) })}
        </h3>
        <span className="muted">{t("importing.headers.hint")}</span>
      </header>
      <table className="import-table">
        <thead>
          <tr>
            <th>{t("importing.headers.header")}</th>
            <th>{t("importing.headers.samples")}</th>
            <th>{t("importing.headers.means")}</th>
          </tr>
        </thead>
        <tbody>
          {headers.map((unknown) => (
            <tr key={unknown.header}>
              <td className="mono">{unknown.header}</td>
              <td className="muted">{unknown.samples.join(" · ")}</td>
              <td>
                <ColumnChoice
                  unknown={unknown}
                  columns={known.data?.columns ?? []}
                  chosen={chosen[unknown.header] ?? ""}
                  onChoose={(column) => {
                    save.reset();
                    setChosen({ ...chosen, [unknown.header]: column });
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {known.error && <FailureBox failure={known.error} />}
      {save.error && <FailureBox failure={save.error} />}
      <p className="import-headers-save">
        <Button
          onPress={() => save.mutate({ mappings })}
          isDisabled={mappings.length === 0 || save.isPending || save.isSuccess}
          data-testid="import-headers-save"
        >
          {t(save.isSuccess ? "importing.headers.saved" : "importing.headers.save")}
        </Button>
        {save.isSuccess && <span role="status">{t("importing.headers.again")}</span>}
      </p>
    </section>
  );
}

interface ChoiceProps {
  unknown: UnknownHeader;
  columns: readonly MappableColumn[];
  chosen: string;
  onChoose: (column: string) => void;
}

/** The likely columns first. Nothing is chosen beforehand: what a column means, a person says. */
function ColumnChoice({ unknown, columns, chosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const likely = unknown.offers.flatMap((name) => columns.filter((column) => column.name === name));
  const others = columns.filter(({ name }) => !unknown.offers.includes(name));
  return (
    <select
      className="field-input"
      aria-label={t("importing.headers.meansOf", { header: unknown.header })}
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      data-testid={`import-header-${unknown.header}`}
    >
      <option value="">{t("importing.headers.unmapped")}</option>
      {likely.length > 0 && (
        <optgroup label={t("importing.headers.likely")}>
          {likely.map((column) => (
            <Choice key={column.name} column={column} />
          ))}
        </optgroup>
      )}
      <optgroup label={t("importing.headers.others")}>
        {others.map((column) => (
          <Choice key={column.name} column={column} />
        ))}
      </optgroup>
    </select>
  );
}

function Choice({ column: { name, number } }: { column: MappableColumn }) {
  return <option value={name}>{number === "" ? name : `${name} · ${number}`}</option>;
}
