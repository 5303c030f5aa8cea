import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { usePlatform } from "../app/platform";
import type { Parcels } from "../contract/contract";
import { Button, EmptyState, useFormats, useToasts } from "../design";
import { useSyncStatus } from "../syncing/status";
import { ago } from "../syncing/words";
import { AnswerTable } from "./AnswerTable";
import { csvOf } from "./csv";
import { linesOf } from "./lines";
import { Missing } from "./Missing";
import { ParcelCard } from "./ParcelCard";
import { sourceWords } from "./words";

/** What was found: one parcel in full, many as a table with the chosen one beside it. */
export function Answers({ parcels }: { parcels: Parcels }) {
  const { t } = useTranslation();
  const lines = linesOf(parcels.answers);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = lines.length === 1 ? lines[0] : lines.find(({ key }) => key === chosen);
  const detail = shown && (
    <div className="parcels-detail">
      {shown.parcel ? (
        <ParcelCard key={shown.key} parcel={shown.parcel} />
      ) : (
        <Missing key={shown.key} answer={shown.answer} />
      )}
    </div>
  );
  return (
    <>
      <AnswersHead parcels={parcels} />
      {lines.length === 1 ? (
        detail
      ) : (
        <div className="parcels-many">
          <AnswerTable lines={lines} chosen={chosen} onChoose={setChosen} />
          {detail ?? <EmptyState title={t("parcels.choose")} />}
        </div>
      )}
    </>
  );
}

/** As of when the answers are, and how to keep them. */
function AnswersHead({ parcels }: { parcels: Parcels }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { answers } = parcels;
  const found = answers.filter((answer) => answer.parcels.length > 0).length;
  const exportAll = useExport(parcels);
  return (
    <div className="parcels-head">
      <span>
        {answers.length > 1 && (
          <b data-testid="parcels-found">
            {t("parcels.found", { found: count(found), asked: count(answers.length) })}
          </b>
        )}{" "}
        <AsOf syncedAt={parcels.synced_at} />
      </span>
      <Button isDisabled={found === 0} onPress={exportAll} data-testid="parcels-export">
        {t("parcels.export")}
      </Button>
    </div>
  );
}

function AsOf({ syncedAt }: { syncedAt: string | null }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const state = useSyncStatus().data?.connection.state;
  if (syncedAt === null) {
    return (
      <span className="muted">{t(state === "alone" ? "parcels.alone" : "parcels.never")}</span>
    );
  }
  const words = t("parcels.asOf", { when: moment(syncedAt, now), age: ago(syncedAt, now, t) });
  return (
    <span className={state === "connected" ? "muted" : "parcels-old"} data-testid="parcels-as-of">
      {words}
    </span>
  );
}

function useExport({ answers, now }: Parcels): () => void {
  const { t } = useTranslation();
  const platform = usePlatform();
  const { fail } = useToasts();
  const heads = (
    [
      "asked",
      "parcel",
      "lrn",
      "mrn",
      "transport",
      "goods",
      "consignee",
      "stage",
      "reached",
      "from",
      "expected",
      "asOf",
    ] as const
  ).map((head) => t(`parcels.column.${head}`));
  return () => {
    const csv = csvOf(answers, {
      heads,
      stage: (stage) => t(`parcels.stage.${stage}` as "parcels.stage.received"),
      from: (from, name) => sourceWords(from, name, t),
    });
    const day = now.slice(0, 16).replaceAll(/[:T]/g, "-");
    void platform.saveText(csv, `${t("parcels.fileName")} ${day}.csv`).catch(fail);
  };
}
