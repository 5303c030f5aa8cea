import { Button as AriaButton, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useAbout, useNow } from "../app/about";
import { useFormats } from "../design";
import { needsYou, useSyncStatus } from "./status";
import { StatusDetail } from "./StatusDetail";
import { lookOf, pillWords } from "./words";
import "./status.css";

/** How the desk stands with its hub: by word and mark, never by colour alone. */
export function StatusPill() {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const status = useSyncStatus().data;
  const about = useAbout().data;
  if (!status || !about) return null;
  const look = lookOf(status);
  const needs = needsYou(status);
  const words = pillWords(status, { t, formats, now });
  return (
    <DialogTrigger>
      <AriaButton
        className={`pill pill-${look}`}
        data-testid="status-pill"
        data-state={status.connection.state}
        data-unsent={status.unsent}
        data-needs={needs}
      >
        <span className="pill-mark" aria-hidden="true">
          {MARKS[look]}
        </span>
        <span className="clip">{words}</span>
        {needs > 0 && (
          <span className="pill-needs">
            <span aria-hidden="true">! </span>
            {t("syncing.pill.needsYou", { count: needs, number: formats.count(needs) })}
          </span>
        )}
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="status-detail" aria-label={t("syncing.title")}>
          {({ close }) => <StatusDetail status={status} about={about} onLeave={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const MARKS = { quiet: "○", good: "●", busy: "↑", offline: "●", shut: "!" } as const;
