import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { Attachment } from "../contract/contract";
import { useFormats } from "../design";
import { useSyncStatus } from "../syncing/status";

/** Whether the hub has the whole file, and whether its bytes are here. Says nothing on a desk without a hub. */
export function Receipt({ file }: { file: Attachment }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const hub = useSyncStatus().data?.hub;
  const { confirmed_at, here, size } = file;
  // What the declaration came in is told without its size: it has no bytes of its own.
  if (hub == null || size === 0) return null;
  const state = !here ? "there" : confirmed_at === null ? "unsent" : "confirmed";
  const when = confirmed_at === null ? "" : moment(confirmed_at, now);
  return (
    <span className={`receipt receipt-${state}`} data-testid="receipt" data-state={state}>
      <span aria-hidden="true">{MARKS[state]} </span>
      {t(`inspection.receipt.${state}`, { when })}
    </span>
  );
}

const MARKS = { confirmed: "✓", unsent: "↑", there: "↓" } as const;
