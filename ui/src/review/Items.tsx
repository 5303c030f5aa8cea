import { useState } from "react";
import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import type { ItemView, Severity } from "../contract/contract";
import { Button, Mass, Money } from "../design";
import { useReview } from "./state";
import "./tables.css";

const PAGE = 100;

/** All goods items, a hundred at a time. */
export function Items({ items }: { items: ItemView[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      <ItemsTable items={items.slice(0, shown)} whole />
      {shown < items.length && (
        <p className="section-more">
          <Button onPress={() => setShown(shown + PAGE)}>
            {t("review.items.more", { count: Math.min(PAGE, items.length - shown) })}
          </Button>
        </p>
      )}
    </>
  );
}

/** Goods items; one with a finding on it is marked. `whole` adds origin, procedure and packages. */
export function ItemsTable({ items, whole = false }: { items: ItemView[]; whole?: boolean }) {
  const { t } = useTranslation();
  return (
    <table className={whole ? "lines items items-whole" : "lines items"}>
      <thead>
        <tr>
          <th className="items-number">{t("review.items.number")}</th>
          <th>{t("review.items.description")}</th>
          <th className="items-commodity">{t("review.items.commodity")}</th>
          <th className="num items-mass">{t("review.items.mass")}</th>
          <th className="num items-value">{t("review.items.value")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ItemRow key={item.number} item={item} whole={whole} />
        ))}
      </tbody>
    </table>
  );
}

function ItemRow({ item, whole }: { item: ItemView; whole: boolean }) {
  const { t } = useTranslation();
  const { goTo } = useReview();
  const more = [
    item.origin,
    item.procedure,
    item.packages && t("review.items.packages", { number: item.packages }),
    item.supplementary_units && t("review.items.units", { number: item.supplementary_units }),
  ].filter(Boolean);
  return (
    <tr data-testid={`item-${item.number}`}>
      <td>
        {item.number}
        {item.worst !== null && <Mark severity={item.worst} />}
      </td>
      <td className={whole ? undefined : "clip"} title={item.description}>
        <Button look="link" onPress={() => goTo(item.path)} excludeFromTabOrder={!whole}>
          <bdi>{item.description || "–"}</bdi>
        </Button>
        {whole && <span className="items-more muted">{more.join(" · ")}</span>}
      </td>
      <td className="mono">
        {item.commodity ? (
          <Button
            look="link"
            onPress={() => go("tariff", item.commodity ?? undefined)}
            aria-label={`${t("tariff.inTariff")}: ${item.commodity}`}
            excludeFromTabOrder={!whole}
            data-testid={`item-${item.number}-tariff`}
          >
            {item.commodity}
          </Button>
        ) : (
          "–"
        )}
      </td>
      <td className="num">
        <Mass kilograms={item.gross_mass ?? item.net_mass} />
      </td>
      <td className="num">
        <Money value={item.value} currency={item.currency} />
      </td>
    </tr>
  );
}

/** That something was found on the item. */
function Mark({ severity }: { severity: Severity }) {
  const { t } = useTranslation();
  const word = t(`terms.severity.${severity}`);
  return (
    <span className={`mark-${severity}`} title={word}>
      <span aria-hidden="true"> {severity === "error" ? "✕" : "!"}</span>
      <span className="sr-only">{word}</span>
    </span>
  );
}
