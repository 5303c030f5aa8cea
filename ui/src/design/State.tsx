import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { asFailure } from "../platform";
import { Button } from "./Button";
import { FailureText } from "./FailureText";
import "./state.css";

interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  "data-testid"?: string;
}

/** What stands where there is nothing to show. */
export function EmptyState({ title, children, action, ...rest }: EmptyProps) {
  return (
    <div className="state" data-testid={rest["data-testid"]}>
      <p className="state-title">{title}</p>
      {children && <p className="state-text">{children}</p>}
      {action}
    </div>
  );
}

/** A failure, with its code and the way out. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const failure = asFailure(error);
  return (
    <div className="state" role="alert" data-testid="error-state">
      <p className="state-title">
        <span aria-hidden="true" className="state-mark">
          !
        </span>{" "}
        {t("app.error.title")}
      </p>
      <div className="state-text selectable">
        <FailureText failure={failure} />
      </div>
      <p className="state-code mono selectable">{failure.code}</p>
      {onRetry && (
        <Button onPress={onRetry} data-testid="retry">
          {t("app.error.retry")}
        </Button>
      )}
    </div>
  );
}

/** Grey bars in place of text that is on its way. Shown only when it takes noticeably long. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status" aria-label={t("app.loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className="skeleton-line"
          style={{ width: `${92 - ((line * 37) % 55)}%` }}
        />
      ))}
    </div>
  );
}
