import { useTranslation } from "react-i18next";

import { useDeclaration } from "../app/desk";
import { ConflictBanner } from "../conflicts/ConflictBanner";
import { EmptyState, ErrorState, Skeleton } from "../design";
import { useQueue } from "../queue/state";
import { ActionBar } from "./ActionBar";
import { ReviewHeader } from "./ReviewHeader";
import { ReviewTabs } from "./ReviewTabs";
import { ReviewProvider, useTabCommands } from "./state";
import "./review.css";

/** The declaration under review. */
export function ReviewPane() {
  const { t } = useTranslation();
  return (
    <aside className="review" aria-label={t("review.label")} data-testid="review">
      <ReviewProvider>
        <ReviewBody />
      </ReviewProvider>
    </aside>
  );
}

function ReviewBody() {
  const { t } = useTranslation();
  const { current } = useQueue();
  const declaration = useDeclaration(current?.id ?? null);
  useTabCommands();
  if (!current) {
    return (
      <EmptyState title={t("review.nothing.title")} data-testid="review-nothing">
        {t("review.nothing.text")}
      </EmptyState>
    );
  }
  if (declaration.data) {
    return (
      <>
        <ReviewHeader declaration={declaration.data} />
        <ConflictBanner row={declaration.data.row} />
        <ActionBar declaration={declaration.data} />
        <ReviewTabs key={declaration.data.row.id} declaration={declaration.data} />
      </>
    );
  }
  if (declaration.isError) {
    return <ErrorState error={declaration.error} onRetry={() => void declaration.refetch()} />;
  }
  return <Skeleton lines={12} />;
}
