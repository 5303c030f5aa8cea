import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import type {
  Changes,
  ChargeChange,
  LaneChange,
  Rejudging,
  RuleChange,
} from "../contract/contract";
import { Button, LaneBadge, Money, useFormats } from "../design";
import { useQueue } from "../queue/state";
import { Examples } from "./Examples";
import type { Kind } from "./RunResult";

interface Props {
  progress: Rejudging;
  kind: Kind;
}

/** What other rules change: in one sentence, by lanes, rules and charges, and in examples. */
export function ChangesView({ progress, kind }: Props) {
  const { t } = useTranslation();
  const { setFilter } = useQueue();
  const { changes, job, stage } = progress;
  const showAll = () => {
    setFilter({ changed_by: job });
    go("queue");
  };
  return (
    <div className="packs-changes" data-testid="changes">
      <div className="packs-headline">
        <p className="packs-headline-words" data-testid="changes-headline">
          <Headline progress={progress} kind={kind} />
        </p>
        {changes.declarations > 0 && stage !== "running" && (
          <Button onPress={showAll} data-testid="changes-show-all">
            {t("packs.changes.showAll")}
          </Button>
        )}
      </div>
      {stage === "cancelled" && <p className="packs-stopped">{t(`packs.run.cancelled.${kind}`)}</p>}
      {kind === "looked" && <p className="muted">{t("packs.changes.nothingWritten")}</p>}
      {changes.declarations > 0 && <Tables changes={changes} />}
    </div>
  );
}

function Headline({ progress: { changes, done, total, stage }, kind }: Props) {
  const { t } = useTranslation();
  const { count } = useFormats();
  // Of one that was stopped, what it looked at is all that can be spoken of.
  const of = stage === "done" ? total : done;
  if (of === 0) return t("packs.changes.noneWaits");
  const words = { changed: count(changes.declarations), of: count(of) };
  if (changes.declarations === 0) return t(`packs.changes.none.${kind}`, { of: words.of });
  return t(`packs.changes.some.${kind}`, { ...words, count: changes.declarations });
}

function Tables({ changes: { lanes, rules, charges, examples } }: { changes: Changes }) {
  return (
    <>
      <div className="packs-sums">
        {lanes.length > 0 && <Lanes lanes={lanes} />}
        {charges.length > 0 && <Charges charges={charges} />}
      </div>
      {rules.length > 0 && <Rules rules={rules} />}
      {examples.length > 0 && <Examples examples={examples} />}
    </>
  );
}

function Lanes({ lanes }: { lanes: readonly LaneChange[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <section data-testid="changes-lanes">
      <h3>{t("packs.changes.lanes")}</h3>
      <table className="packs-table">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("packs.changes.lanes")}</th>
            <th scope="col">{t("packs.changes.declarations")}</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ from, to, declarations }) => (
            <tr key={`${from} ${to}`} data-testid={`lane-${from}-${to}`}>
              <td>
                <span className="packs-move">
                  <LaneBadge lane={from} /> <Arrow /> <LaneBadge lane={to} />
                </span>
              </td>
              <td className="num">{count(declarations)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** From before to after, also for those who hear the page. */
export function Arrow() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden="true" className="muted">
        →
      </span>
      <span className="sr-only">{t("packs.changes.to")}</span>
    </>
  );
}

function Charges({ charges }: { charges: readonly ChargeChange[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <section data-testid="changes-charges">
      <h3>{t("packs.changes.payable")}</h3>
      <table className="packs-table">
        <thead>
          <tr>
            <th scope="col">{t("packs.changes.currency")}</th>
            <th scope="col" className="num">
              {t("packs.changes.declarations")}
            </th>
            <th scope="col" className="num">
              {t("packs.changes.before")}
            </th>
            <th scope="col" className="num">
              {t("packs.changes.after")}
            </th>
          </tr>
        </thead>
        <tbody>
          {charges.map(({ currency, declarations, before, after }) => (
            <tr key={currency}>
              <th scope="row">{currency}</th>
              <td className="num">{count(declarations)}</td>
              <td className="num">
                <Money value={before} currency={currency} />
              </td>
              <td className="num">
                <Money value={after} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Rules({ rules }: { rules: readonly RuleChange[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <section data-testid="changes-rules">
      <h3>{t("packs.changes.rules")}</h3>
      <table className="packs-table">
        <thead>
          <tr>
            <th scope="col">{t("packs.changes.rule")}</th>
            <th scope="col">{t("packs.changes.says")}</th>
            <th scope="col" className="num">
              {t("packs.changes.appears")}
            </th>
            <th scope="col" className="num">
              {t("packs.changes.disappears")}
            </th>
          </tr>
        </thead>
        <tbody className="selectable">
          {rules.map(({ rule, severity, title, appears, disappears }) => (
            <tr key={rule} data-testid={`changed-rule-${rule}`}>
              <th scope="row" className="mono packs-rule">
                {rule}
              </th>
              <td>
                <span className={`packs-severity packs-${severity}`}>
                  {t(`terms.severity.${severity}`)}
                </span>{" "}
                {title}
              </td>
              <td className="num">{appears > 0 ? `+${count(appears)}` : "–"}</td>
              <td className="num">{disappears > 0 ? `−${count(disappears)}` : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
