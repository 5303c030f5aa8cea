import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { TariffFound } from "../contract/contract";
import { ErrorState, Field } from "../design";
import { Line } from "./Line";
import { placeOf } from "./place";

const MOST = 50;

interface Props {
  text: string;
  onText: (text: string) => void;
  language: string | null;
  onOpen: (place: string) => void;
}

/** Searches while one types, by words of any language or by the beginning of a code. */
export function Search({ text, onText, language, onOpen }: Props) {
  const { t } = useTranslation();
  const typed = useDeferredValue(text.trim());
  const found = useQuery({
    ...question(usePlatform(), "tariff_search", {
      text: typed,
      language: language === "" ? null : language,
      on: null,
      limit: MOST,
    }),
    enabled: typed !== "",
    placeholderData: keepPreviousData,
  });
  return (
    <div className="tariff-search">
      <Field
        label={t("tariff.search")}
        placeholder={t("tariff.example")}
        value={text}
        onChange={onText}
        type="search"
        autoFocus
        autoComplete="off"
        spellCheck="false"
        data-testid="tariff-text"
      />
      {typed !== "" && found.isError && <ErrorState error={found.error} />}
      {typed !== "" && found.data && <Results found={found.data} onOpen={onOpen} />}
    </div>
  );
}

/** The lines that were found; arrows go through them, Enter opens one. */
export function Results({
  found,
  onOpen,
}: {
  found: TariffFound;
  onOpen: (place: string) => void;
}) {
  const { t } = useTranslation();
  const { lines, total, all_words } = found;
  return (
    <>
      <p className="muted tariff-count" aria-live="polite" data-testid="tariff-count">
        {total === 0
          ? t("tariff.nothing")
          : t(all_words ? "tariff.found" : "tariff.foundSome", { shown: lines.length, total })}
      </p>
      <ListBox
        aria-label={t("tariff.results")}
        className="tariff-results"
        items={lines.map((line) => ({ id: placeOf(line), line }))}
        onAction={(place) => onOpen(String(place))}
      >
        {({ id, line }) => (
          <ListBoxItem
            id={id}
            className="tariff-result"
            textValue={line.text}
            data-testid={`found-${id}`}
          >
            <Line line={line} withPath />
          </ListBoxItem>
        )}
      </ListBox>
    </>
  );
}
