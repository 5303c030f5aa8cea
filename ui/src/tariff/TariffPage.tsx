import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { PageProps } from "../app/features";
import { go } from "../app/route";
import { EmptyState, ErrorState, Skeleton } from "../design";
import { Detail } from "./Detail";
import { Editions } from "./Editions";
import { ImportButton } from "./ImportButton";
import { LanguageChoice } from "./LanguageChoice";
import { placeOf, readPlace } from "./place";
import { Search } from "./Search";
import { TariffTree } from "./TariffTree";
import "./tariff.css";

/** The nomenclature: search, browse, and what a code means. The route's argument is the code. */
export function TariffPage({ argument }: PageProps) {
  const { t, i18n } = useTranslation();
  const editions = useDesk("tariff_editions", {});
  const [wanted, setWanted] = useState<string | null>(null);
  const [text, setText] = useState("");
  const spoken = [
    ...new Set(editions.data?.editions.flatMap((one) => one.files.map((file) => file.language))),
  ].sort();
  const language = wanted ?? (spoken.includes(i18n.language) ? i18n.language : null);
  const open = (place: string) => go("tariff", place);
  return (
    <div className="page tariff" data-testid="tariff-page">
      <header className="tariff-head">
        <h1>{t("tariff.title")}</h1>
        {editions.data && <Editions editions={editions.data.editions} />}
        <ImportButton />
      </header>
      {editions.isPending && <Skeleton />}
      {editions.isError && (
        <ErrorState error={editions.error} onRetry={() => void editions.refetch()} />
      )}
      {editions.data?.editions.length === 0 && (
        <EmptyState title={t("tariff.none.title")} data-testid="tariff-none">
          {t("tariff.none.text")}
        </EmptyState>
      )}
      {editions.data && editions.data.editions.length > 0 && (
        <div className="tariff-panes">
          <section className="tariff-left">
            <div className="tariff-bar">
              <Search text={text} onText={setText} language={language} onOpen={open} />
              <LanguageChoice languages={spoken} language={language} onChoose={setWanted} />
            </div>
            {text.trim() === "" && (
              <TariffTree language={language} onOpen={(line) => open(placeOf(line))} />
            )}
          </section>
          {argument !== null && (
            <Detail {...readPlace(argument)} language={language} onOpen={open} />
          )}
        </div>
      )}
    </div>
  );
}
