import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useFormats } from "../design";
import type { About } from "../contract/contract";
import { useAbout, useNow } from "./about";
import "./status.css";

/** Where the broker's changes are: on this desk. There is no hub, and the pill says so when asked. */
export function StatusPill() {
  const { t } = useTranslation();
  const { count } = useFormats();
  const about = useAbout().data;
  if (!about) return null;
  return (
    <DialogTrigger>
      <Button className="pill pill-offline" data-testid="status-pill">
        <span aria-hidden="true">●</span>
        {t("app.status.pill", { count: about.unsent, number: count(about.unsent) })}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="status-detail" aria-label={t("app.status.title")}>
          <StatusDetail about={about} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function StatusDetail({ about }: { about: About }) {
  const { t } = useTranslation();
  const { count, moment } = useFormats();
  const now = useNow();
  const when = (at: string | null) => (at === null ? t("app.status.never") : moment(at, now));
  return (
    <>
      <p className="status-title">{t("app.status.title")}</p>
      <p className="muted">{t("app.status.explained")}</p>
      <dl className="facts">
        <dt>{t("app.status.unsent")}</dt>
        <dd>{count(about.unsent)}</dd>
        <dt>{t("app.status.oldest")}</dt>
        <dd>{when(about.oldest_unsent)}</dd>
        <dt>{t("app.status.authority")}</dt>
        <dd>{when(about.last_authority_message)}</dd>
        <dt>{t("app.status.entries")}</dt>
        <dd>{count(about.entries)}</dd>
        <dt>{t("app.status.device")}</dt>
        <dd className="mono selectable">{about.device}</dd>
        <dt>{t("app.status.version")}</dt>
        <dd className="mono">{about.version}</dd>
      </dl>
      <p className="status-title">{t("app.status.packs")}</p>
      <dl className="facts">
        {about.packs.map((pack) => (
          <div key={pack.id} className="facts-row">
            <dt>{pack.title}</dt>
            <dd>{t("app.status.rules", { count: pack.rules })}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
