import { useTranslation } from "react-i18next";

import type { Outbox, SyncStatus } from "../contract/contract";
import { useFormats } from "../design";
import { EntryWords } from "./EntryWords";
import { Part } from "./Part";

/** Entries that the hub does not have, oldest first: the order in which they go. */
export function Waiting({ outbox, status }: { outbox: Outbox; status: SyncStatus }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { entries, entries_in_all } = outbox;
  const more = entries_in_all - entries.length;
  return (
    <Part
      title={t("syncing.waiting.title")}
      aside={<b className="num muted">{count(entries_in_all)}</b>}
    >
      {entries.length === 0 ? (
        <p className="muted" data-testid="sync-nothing-waits">
          {t(status.last_complete ? "syncing.waiting.nothing" : "syncing.waiting.nothingYet")}
        </p>
      ) : (
        <ol className="sync-list">
          {entries.map((entry) => (
            <li key={entry.entry} data-testid="sync-waiting">
              <EntryWords entry={entry} />
            </li>
          ))}
        </ol>
      )}
      {more > 0 && (
        <p className="muted">{t("syncing.more", { count: more, number: count(more) })}</p>
      )}
    </Part>
  );
}
