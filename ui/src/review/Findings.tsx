import { useTranslation } from "react-i18next";

import { commandOf } from "../commands";
import type { Finding, Severity } from "../contract/contract";
import { Button, Kbd, useFormats } from "../design";
import { useQueue } from "../queue/state";
import { useReview } from "./state";
import "./findings.css";

const MARKS: Record<Severity, string> = { error: "✕", warning: "!", note: "i" };
const GRAVEST_FIRST: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** What the rules found; the gravest first. */
export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return <p className="muted">{t("review.findings.none")}</p>;
  const ordered = [...findings].sort(
    (a, b) => GRAVEST_FIRST[a.severity] - GRAVEST_FIRST[b.severity],
  );
  const first = findings.find(({ path }) => path !== null);
  return (
    <div className="findings">
      {ordered.map((finding) => (
        <FindingCard
          key={`${finding.rule} ${finding.path} ${finding.item}`}
          finding={finding}
          hasKey={finding === first}
        />
      ))}
    </div>
  );
}

function FindingCard({ finding, hasKey }: { finding: Finding; hasKey: boolean }) {
  const { t } = useTranslation();
  const { severity, title, detail, hint } = finding;
  return (
    <article className={`finding finding-${severity}`} data-testid={`finding-${finding.rule}`}>
      <h3>
        <span className="finding-mark" aria-hidden="true">
          {MARKS[severity]}
        </span>
        <span className="sr-only">{t(`terms.severity.${severity}`)}: </span>
        {title}
      </h3>
      <p className="selectable">{[detail, hint].filter(Boolean).join(" ")}</p>
      <Origin finding={finding} hasKey={hasKey} />
    </article>
  );
}

/** Which rule, of which day, from where, and about which field. */
function Origin({ finding, hasKey }: { finding: Finding; hasKey: boolean }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const { goTo } = useReview();
  const { setFilter } = useQueue();
  const { rule, item, data_element, source, rules_of, unverified, path, filter, severity } =
    finding;
  const facts = [
    t(`terms.severity.${severity}`),
    rule,
    item !== null && t("review.findings.item", { number: item }),
    data_element,
    source,
    t("review.findings.rulesOf", { date: date(rules_of) }),
  ].filter(Boolean);
  return (
    <p className="finding-origin">
      {facts.join(" · ")}
      {unverified && (
        <>
          {" · "}
          <span className="finding-unverified" title={t("review.findings.unverifiedWhy")}>
            {t("review.findings.unverified")}
          </span>
        </>
      )}
      {path !== null && (
        <>
          {" · "}
          <Button look="link" onPress={() => goTo(path)} data-testid={`go-${rule}`}>
            {t("commands.goToField")}
          </Button>{" "}
          {hasKey && <Kbd shortcut={commandOf("goToField").keys?.[0] ?? ""} />}
        </>
      )}
      {filter !== null && (
        <>
          {" · "}
          <Button look="link" onPress={() => setFilter(filter)} data-testid={`show-${rule}`}>
            {t("review.findings.showGroup")}
          </Button>
        </>
      )}
    </p>
  );
}
