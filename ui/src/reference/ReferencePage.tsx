import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { PackInfo, RuleBook } from "../contract/contract";
import { Button, EmptyState, ErrorState, Field, Skeleton, useFormats } from "../design";
import { IdentifyBox } from "./IdentifyBox";
import { RatesCard } from "./RatesCard";
import { matchingRules } from "./ruleFilter";
import { RulesTable } from "./RulesTable";
import "./reference.css";

/** The rules of a day, where they come from, and what an identifier is. */
export function ReferencePage() {
  const { t, i18n } = useTranslation();
  const [on, setOn] = useState<string | null>(null);
  const rules = useQuery({
    ...question(usePlatform(), "rules", { on, language: i18n.language }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page" data-testid="reference-screen">
      <h1>{t("reference.title")}</h1>
      <div className="reference-top">
        <IdentifyBox />
        {rules.data && <Packs packs={rules.data.packs} />}
        <RatesCard on={on} />
      </div>
      {rules.isPending && <Skeleton />}
      {rules.isError && <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />}
      {rules.data && <Rules book={rules.data} onDay={setOn} />}
    </div>
  );
}

function Packs({ packs }: { packs: readonly PackInfo[] }) {
  const { t } = useTranslation();
  return (
    <section className="reference-card">
      <h2>{t("reference.packs")}</h2>
      <ul className="reference-packs">
        {packs.map((pack) => (
          <li key={pack.id} data-testid="pack">
            <strong>{pack.title}</strong>
            {!pack.title.includes(pack.version) && (
              <span className="muted reference-version">
                {t("reference.pack.version", { version: pack.version })}
              </span>
            )}
            <span className="reference-pack-count">
              {t("reference.pack.rules", { count: pack.rules })}
            </span>
            <span className="mono muted clip selectable" title={pack.hash}>
              {t("reference.pack.hash")} {pack.hash}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rules({ book, onDay }: { book: RuleBook; onDay: (day: string | null) => void }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const [typed, setTyped] = useState("");
  const shown = matchingRules(book.rules, typed);
  return (
    <section>
      <div className="reference-bar">
        <label className="field reference-day">
          <span className="field-label">{t("reference.day")}</span>
          <input
            className="field-input"
            type="date"
            value={book.on}
            onChange={(event) => event.target.value !== "" && onDay(event.target.value)}
            data-testid="rules-day"
          />
        </label>
        <Button onPress={() => onDay(null)}>{t("reference.today")}</Button>
        <Field
          label={t("reference.filter")}
          placeholder={t("reference.filterPlaceholder")}
          value={typed}
          onChange={setTyped}
          data-testid="rules-filter"
        />
        <span className="muted" aria-live="polite" data-testid="rules-count">
          {t("reference.rules.count", {
            shown: count(shown.length),
            total: count(book.rules.length),
          })}
        </span>
      </div>
      {book.rules.length === 0 ? (
        <EmptyState title={t("reference.rules.empty")}>{t("reference.rules.emptyHint")}</EmptyState>
      ) : (
        <RulesTable rules={shown} />
      )}
    </section>
  );
}
