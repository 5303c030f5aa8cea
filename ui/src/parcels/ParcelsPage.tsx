import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import { EmptyState, ErrorState, Skeleton } from "../design";
import { AskForm } from "./AskForm";
import { Answers } from "./Answers";
import "./parcels.css";

/** Where parcels are, as this desk knows: also without a line. */
export function ParcelsPage() {
  const { t } = useTranslation();
  const [numbers, setNumbers] = useState<readonly string[]>([]);
  const asked = numbers.length > 0;
  const parcels = useDesk("parcels", { numbers: [...numbers] }, { enabled: asked });
  return (
    <div className="parcels" data-testid="parcels-page">
      <AskForm onAsk={setNumbers} />
      {!asked ? (
        <EmptyState title={t("parcels.start")}>{t("parcels.startText")}</EmptyState>
      ) : parcels.data ? (
        <Answers key={numbers.join()} parcels={parcels.data} />
      ) : parcels.isError ? (
        <ErrorState error={parcels.error} onRetry={() => void parcels.refetch()} />
      ) : (
        <Skeleton />
      )}
    </div>
  );
}
