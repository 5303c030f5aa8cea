import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import type { LensGroup, LensLimits, LensName, LensNamed } from "../contract/contract";
import { Button, useFormats } from "../design";
import { useQueue } from "../queue/state";
import { MembersTable } from "./MembersTable";

interface Props {
  lens: LensName;
  group: LensGroup;
  limits: LensLimits;
}

/** One group: what it has in common, how much it is, who is in it, and the way to its declarations. */
export function GroupCard({ lens, group, limits }: Props) {
  const { t } = useTranslation();
  const { count, date, money } = useFormats();
  const { setFilter } = useQueue();
  const { common, parcels, value, from, until, spread } = group;
  const open = () => {
    setFilter(group.filter);
    go("queue");
  };
  return (
    <article className="lens-group" aria-label={common} data-testid={`group-${group.key}`}>
      <header className="lens-group-head">
        <h2 className="mono selectable">
          <bdi>{common}</bdi>
        </h2>
        <span>{from === until ? date(from) : `${date(from)} – ${date(until)}`}</span>
        <span>{t("lenses.declarations", { count: parcels, number: count(parcels) })}</span>
        <span>{money(value, "EUR")}</span>
        {group.unrelated_sellers !== null && (
          <span>
            {t("lenses.unrelated", {
              count: group.unrelated_sellers,
              number: count(group.unrelated_sellers),
            })}
          </span>
        )}
        <Button onPress={open} data-testid={`open-${group.key}`}>
          {t("lenses.open")}
        </Button>
      </header>
      {spread && (
        <p data-testid="lens-spread">
          {t("lenses.spread", {
            count: spread.lines,
            number: count(spread.lines),
            lowest: limits.low,
            highest: limits.high,
            low: money(spread.low, "EUR"),
            median: money(spread.median, "EUR"),
            high: money(spread.high, "EUR"),
          })}
        </p>
      )}
      <dl className="lens-names">
        <Names label={t("lenses.consignees")} names={group.consignees} />
        <Names label={t("lenses.sellers")} names={group.sellers} />
        <Names label={t("lenses.flights")} names={group.flights} />
      </dl>
      <MembersTable lens={lens} group={group} />
    </article>
  );
}

function Names({ label, names }: { label: string; names: readonly LensNamed[] }) {
  const { count } = useFormats();
  if (names.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {names.map(({ name, parcels }) => (
          <span key={name} className="lens-name">
            <bdi>{name}</bdi> <b className="muted">{count(parcels)}</b>
          </span>
        ))}
      </dd>
    </>
  );
}
