import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { go, type Page } from "../app/route";
import { commandOf } from "../commands";
import type { About, SyncStatus } from "../contract/contract";
import { Button, useFormats } from "../design";
import { ago } from "./words";

interface Props {
  status: SyncStatus;
  about: About;
  onLeave: () => void;
}

/** What stands behind the pill, and the ways on. */
export function StatusDetail({ status, about, onLeave }: Props) {
  const { t } = useTranslation();
  const leave = (page: Page) => {
    onLeave();
    go(page);
  };
  return (
    <>
      <p className="status-title">{t(`syncing.state.${status.connection.state}`)}</p>
      <p className="muted">{t(`syncing.explained.${status.connection.state}`)}</p>
      <Numbers status={status} about={about} />
      <p className="status-title">{t("syncing.detail.packs")}</p>
      <dl className="facts">
        {about.packs.map((pack) => (
          <div key={pack.id} className="facts-row">
            <dt>{pack.title}</dt>
            <dd>{t("syncing.detail.rules", { count: pack.rules })}</dd>
          </div>
        ))}
      </dl>
      <div className="status-ways">
        {status.conflicts > 0 && (
          <Button onPress={() => leave("conflicts")} data-testid="status-conflicts">
            {t("syncing.detail.conflicts", { count: status.conflicts })}
          </Button>
        )}
        <Button
          look="primary"
          keyHint={commandOf("showSync").keys?.[0]}
          onPress={() => leave("sync")}
          data-testid="status-sync"
        >
          {t(status.hub ? "syncing.detail.open" : "syncing.detail.join")}
        </Button>
      </div>
    </>
  );
}

function Numbers({ status, about }: { status: SyncStatus; about: About }) {
  const { t } = useTranslation();
  const { count, moment } = useFormats();
  const now = useNow();
  const { oldest_unsent } = status;
  return (
    <dl className="facts">
      {status.hub && (
        <>
          <dt>{t("syncing.facts.hub")}</dt>
          <dd>{status.hub.office}</dd>
        </>
      )}
      <dt>{t("syncing.detail.unsent")}</dt>
      <dd>{count(status.unsent)}</dd>
      <dt>{t("syncing.detail.oldest")}</dt>
      <dd>
        {oldest_unsent === null
          ? t("syncing.none")
          : `${moment(oldest_unsent, now)} · ${ago(oldest_unsent, now, t)}`}
      </dd>
      <dt>{t("syncing.detail.authority")}</dt>
      <dd>
        {about.last_authority_message === null
          ? t("syncing.none")
          : moment(about.last_authority_message, now)}
      </dd>
      <dt>{t("syncing.detail.entries")}</dt>
      <dd>{count(about.entries)}</dd>
      <dt>{t("syncing.detail.device")}</dt>
      <dd className="mono selectable">{about.device}</dd>
      <dt>{t("syncing.detail.version")}</dt>
      <dd className="mono">{about.version}</dd>
    </dl>
  );
}
