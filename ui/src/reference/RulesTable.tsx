import { useTranslation } from "react-i18next";

import type { RuleInfo } from "../contract/contract";
import { EmptyState, useFormats } from "../design";

/** Rules, each with its source and the days it holds. */
export function RulesTable({ rules }: { rules: readonly RuleInfo[] }) {
  const { t } = useTranslation();
  if (rules.length === 0) {
    return (
      <EmptyState title={t("reference.rules.none")}>{t("reference.rules.noneHint")}</EmptyState>
    );
  }
  return (
    <table className="reference-rules">
      <thead>
        <tr>
          <th>{t("reference.rules.rule")}</th>
          <th>{t("reference.rules.what")}</th>
          <th>{t("reference.rules.element")}</th>
          <th>{t("reference.rules.source")}</th>
          <th>{t("reference.rules.validity")}</th>
        </tr>
      </thead>
      <tbody className="selectable">
        {rules.map((rule) => (
          <RuleRow key={`${rule.pack}/${rule.id}`} rule={rule} />
        ))}
      </tbody>
    </table>
  );
}

function RuleRow({ rule }: { rule: RuleInfo }) {
  const { t } = useTranslation();
  return (
    <tr data-testid="rule" data-rule={rule.id}>
      <td>
        <span className="mono">{rule.id}</span>
        <span className="muted reference-pack">{rule.pack}</span>
      </td>
      <td>
        <span className={`reference-severity reference-${rule.severity}`}>
          {t(`reference.severity.${rule.severity}`)}
        </span>{" "}
        {rule.title}
      </td>
      <td className="mono reference-element">{rule.data_element ?? "–"}</td>
      <td>
        {rule.source}
        {rule.unverified && (
          <span className="reference-unverified" title={t("reference.rules.unverifiedHint")}>
            <span aria-hidden="true">? </span>
            {t("reference.rules.unverified")}
          </span>
        )}
      </td>
      <td className="muted">
        <Validity rule={rule} />
      </td>
    </tr>
  );
}

function Validity({ rule: { from, until } }: { rule: RuleInfo }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  if (from && until) return t("reference.rules.between", { from: date(from), until: date(until) });
  if (from) return t("reference.rules.from", { from: date(from) });
  if (until) return t("reference.rules.until", { until: date(until) });
  return t("reference.rules.always");
}
