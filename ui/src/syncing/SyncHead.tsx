import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { go } from "../app/route";
import { CommandButton } from "../commands";
import type { SyncStatus } from "../contract/contract";
import { Button, FailureBox, FailureLine, useFormats } from "../design";
import { useSecond } from "./useSecond";
import { activityWords, lookOf, untilNextTry } from "./words";

/** The line: up or not, since when, why not, and when the desk tries again. */
export function SyncHead({ status }: { status: SyncStatus }) {
  const { t } = useTranslation();
  const { connection, hub, conflicts } = status;
  const { state, failure } = connection;
  const onlyReads = state === "connected" && hub?.role === "read_only";
  return (
    <>
      <header className="sync-head">
        <h1>{t("syncing.title")}</h1>
        {hub && <CommandButton command="syncNow" label={t("syncing.tryNow")} />}
      </header>
      <div className={`sync-line sync-line-${lookOf(status)}`} data-testid="sync-line">
        <p className="sync-line-state" role="status">
          <strong>{t(`syncing.state.${state}`)}</strong> <Since status={status} />
        </p>
        <p>{t(`syncing.explained.${onlyReads ? "reading" : state}`)}</p>
        {state === "offline" && failure && (
          <p className="muted selectable" data-testid="sync-failure" data-code={failure.code}>
            <FailureLine failure={failure} />
          </p>
        )}
        <NextTry status={status} />
      </div>
      {state === "shut" && failure && <FailureBox failure={failure} />}
      {conflicts > 0 && (
        <p className="sync-conflicts">
          <span>
            <span aria-hidden="true">≠ </span>
            {t("syncing.conflicts", { count: conflicts })}
          </span>
          <Button onPress={() => go("conflicts")} data-testid="sync-conflicts">
            {t("syncing.resolve")}
          </Button>
        </p>
      )}
    </>
  );
}

function Since({ status }: { status: SyncStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { connection, activity } = status;
  return (
    <>
      {connection.since && t("syncing.since", { when: formats.moment(connection.since, now) })}
      {activity && ` · ${activityWords(activity, t, formats)}`}
    </>
  );
}

function NextTry({ status }: { status: SyncStatus }) {
  const { t } = useTranslation();
  const now = useSecond();
  const { next_try } = status.connection;
  if (next_try === null) return null;
  return <p data-testid="sync-next-try">{untilNextTry(next_try, now, t)}</p>;
}
