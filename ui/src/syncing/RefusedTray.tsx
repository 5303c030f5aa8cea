import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { useDeskAction } from "../app/desk";
import type { RefusedEntry, SettleAction } from "../contract/contract";
import { Button, FailureText, useFormats, useToasts } from "../design";
import { EntryWords } from "./EntryWords";
import { Part } from "./Part";

/** What the hub refused. Each stays until someone deals with it. */
export function RefusedTray({ refused }: { refused: readonly RefusedEntry[] }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  if (refused.length === 0) return null;
  return (
    <Part
      title={t("syncing.refused.title")}
      aside={<b className="num sync-red">{count(refused.length)}</b>}
    >
      <p className="muted">{t("syncing.refused.explained")}</p>
      <ul className="sync-list">
        {refused.map((entry) => (
          <Refused key={entry.what.entry} refused={entry} />
        ))}
      </ul>
    </Part>
  );
}

function Refused({ refused }: { refused: RefusedEntry }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { fail } = useToasts();
  const settle = useDeskAction("settle_refused");
  const { what, failure, refused_at, can_write_again } = refused;
  const act = (action: SettleAction) =>
    settle.mutate({ entry: what.entry, action }, { onError: fail });
  return (
    <li className="sync-refused" data-testid="sync-refused" data-code={failure.code}>
      <EntryWords entry={what} />
      <div className="sync-reason selectable">
        <FailureText failure={failure} />
        <p className="muted">
          <span className="mono">{failure.code}</span> ·{" "}
          {t("syncing.refused.at", { when: moment(refused_at, now) })}
        </p>
      </div>
      <div className="sync-ways">
        {can_write_again && (
          <Button
            onPress={() => act("write_again")}
            isDisabled={settle.isPending}
            data-testid="refused-write-again"
          >
            {t("syncing.refused.writeAgain")}
          </Button>
        )}
        <Button
          look="quiet"
          onPress={() => act("set_aside")}
          isDisabled={settle.isPending}
          data-testid="refused-set-aside"
        >
          {t("syncing.refused.setAside")}
        </Button>
      </div>
    </li>
  );
}
