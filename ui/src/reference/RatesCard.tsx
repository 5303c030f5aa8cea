import { useRef, type ChangeEvent } from "react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { question, refresh } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { RatesOfDay, RatesReport } from "../contract/contract";
import { Button, ErrorState, useFormats, useToasts } from "../design";
import { Rate } from "../review/Rate";

/** The exchange rates of a day, the lists that they come from, and importing more. */
export function RatesCard({ on }: { on: string | null }) {
  const { t } = useTranslation();
  const rates = useQuery(question(usePlatform(), "rates", { on }));
  return (
    <section className="reference-card" data-testid="rates">
      <h2>{t("reference.rates.title")}</h2>
      <ImportRates />
      {rates.isError && <ErrorState error={rates.error} onRetry={() => void rates.refetch()} />}
      {rates.data && <Lists rates={rates.data} />}
    </section>
  );
}

function Lists({ rates: { on, rates, lists } }: { rates: RatesOfDay }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  return (
    <>
      {lists.length === 0 && <p className="muted">{t("reference.rates.none")}</p>}
      <ul className="reference-packs">
        {lists.map((list) => (
          <li key={list.hash} data-testid="rate-list">
            <strong className="clip">{list.name}</strong>
            <span className="muted">
              {date(list.from)} {t("reference.rates.until", { until: date(list.until) })}
            </span>
            <span>
              {t("reference.rates.tables", { count: list.tables })}
              {list.replaced > 0 && `, ${t("reference.rates.replaced", { count: list.replaced })}`}
            </span>
            <span className="mono muted clip selectable" title={list.hash}>
              {t("reference.pack.hash")} {list.hash}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>
          {t("reference.rates.of")} {date(on)}
        </summary>
        <ul className="reference-rates">
          {rates.map((rate) => (
            <li key={rate.base + rate.currency} data-testid="rate">
              <Rate rate={rate} />
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Hands lists to the desk and says what became of them. */
function ImportRates() {
  const { t } = useTranslation();
  const { show, fail } = useToasts();
  const platform = usePlatform();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const taking = useMutation({
    mutationFn: async (files: File[]) => {
      const staged: string[] = [];
      for (const file of files) staged.push(await platform.stage(file));
      return platform.call("import_rates", { staged });
    },
    onError: fail,
    onSuccess: (report) => {
      void refresh(queries);
      const refusal = firstRefusal(report);
      const detail = refusal && t("reference.rates.refused", refusal);
      const text = t("reference.rates.imported", brought(report));
      show({ text, detail, tone: refusal ? "error" : undefined });
    },
  });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(event.target.files ?? []);
    event.target.value = "";
    if (files.length > 0) taking.mutate(files);
  };
  return (
    <>
      <Button
        onPress={() => input.current?.click()}
        isDisabled={taking.isPending}
        data-testid="rates-import"
      >
        {t(taking.isPending ? "reference.rates.importing" : "reference.rates.import")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t("reference.rates.import")}
        data-testid="rates-files"
        onChange={choose}
      />
    </>
  );
}

function brought({ files }: RatesReport) {
  const sum = (of: "new" | "replaced" | "known") =>
    files.reduce((total, file) => total + file[of], 0);
  return { new: sum("new"), replaced: sum("replaced"), known: sum("known") };
}

function firstRefusal({ files }: RatesReport) {
  const file = files.find(({ refused }) => refused.length > 0);
  const first = file?.refused[0];
  if (!file || !first) return undefined;
  return { path: file.path, line: first.line, reason: first.reason, hint: first.hint };
}
