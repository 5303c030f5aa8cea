import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ChangedDeclaration } from "../contract/contract";
import { Button, LaneBadge, Money, useFormats } from "../design";
import { useOpenDeclaration } from "../queue/useOpenDeclaration";
import { Arrow } from "./ChangesView";

/** Those shown at first: the sums above say the rest. */
const FIRST = 12;

/** Declarations that other rules see otherwise, one by one. */
export function Examples({ examples }: { examples: readonly ChangedDeclaration[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [all, setAll] = useState(false);
  const shown = all ? examples : examples.slice(0, FIRST);
  return (
    <section data-testid="changes-examples">
      <h3>{t("packs.changes.examples")}</h3>
      <table className="packs-table">
        <thead>
          <tr>
            <th scope="col">{t("queue.column.lrn")}</th>
            <th scope="col">{t("queue.column.lane")}</th>
            <th scope="col">{t("packs.changes.rules")}</th>
            <th scope="col" className="num">
              {t("packs.changes.payable")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((example) => (
            <Example key={example.id} example={example} />
          ))}
        </tbody>
      </table>
      {shown.length < examples.length && (
        <Button look="quiet" onPress={() => setAll(true)} data-testid="examples-more">
          {t("packs.changes.more", { total: count(examples.length) })}
        </Button>
      )}
    </section>
  );
}

function Example({ example }: { example: ChangedDeclaration }) {
  const open = useOpenDeclaration();
  const { id, lrn, lane_before, lane_after, currency, payable_before, payable_after } = example;
  return (
    <tr data-testid="example" data-lrn={lrn}>
      <th scope="row">
        <Button look="link" onPress={() => open(id, lrn)} data-testid={`open-${lrn}`}>
          <span className="mono packs-lrn">{lrn}</span>
        </Button>
      </th>
      <td>
        <span className="packs-move">
          <LaneBadge lane={lane_before} />
          {lane_after !== lane_before && (
            <>
              {" "}
              <Arrow /> <LaneBadge lane={lane_after} />
            </>
          )}
        </span>
      </td>
      <td className="mono packs-signs">
        {example.appears.map((rule) => (
          <span key={`+${rule}`}>+{rule} </span>
        ))}
        {example.disappears.map((rule) => (
          <span key={`-${rule}`} className="muted">
            −{rule}{" "}
          </span>
        ))}
      </td>
      <td className="num">
        <Money value={payable_before} currency={currency} />
        {payable_after !== payable_before && (
          <>
            {" "}
            <Arrow /> <Money value={payable_after} currency={currency} />
          </>
        )}
      </td>
    </tr>
  );
}
