import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { Outbox, OutboxFile } from "../contract/contract";
import { FailureText, useFormats } from "../design";
import { percentOf, useBytes } from "../importing/bytes";
import { DeclarationLink } from "./EntryWords";
import { Part } from "./Part";

/**
 * Files on their way, each with how far it is, and the receipt once the hub has confirmed it; or why
 * they stay here.
 */
export function Files({ outbox }: { outbox: Outbox }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { files, files_in_all, files_stay } = outbox;
  const waiting = files.filter(({ confirmed_at }) => confirmed_at === null);
  const more = files_in_all - waiting.length;
  return (
    <Part
      title={t("syncing.files.title")}
      aside={<b className="num muted">{count(files_in_all)}</b>}
    >
      {files_stay && files_in_all > 0 && (
        <div className="sync-reason calm selectable" data-testid="sync-files-stay">
          <FailureText failure={files_stay} />
        </div>
      )}
      {files.length === 0 ? (
        <p className="muted">{t("syncing.files.none")}</p>
      ) : (
        <ul className="sync-list">
          {files.map((file) => (
            <FileLine key={file.hash} file={file} stays={files_stay !== null} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className="muted">{t("syncing.more", { count: more, number: count(more) })}</p>
      )}
    </Part>
  );
}

function FileLine({ file, stays }: { file: OutboxFile; stays: boolean }) {
  const bytes = useBytes();
  const { name, declaration, lrn, size, hash } = file;
  return (
    <li className="sync-file" data-testid="sync-file">
      <div className="sync-words">
        <p className="sync-what clip" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p className="muted" title={`SHA-256 ${hash}`}>
          {bytes(size)} {declaration !== null && <DeclarationLink id={declaration} lrn={lrn} />}
        </p>
      </div>
      <Progress file={file} stays={stays} />
    </li>
  );
}

function Progress({ file, stays }: { file: OutboxFile; stays: boolean }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { name, sent, size, confirmed_at } = file;
  if (confirmed_at !== null) {
    return (
      <span className="sync-receipt">
        <span aria-hidden="true">✓ </span>
        {t("syncing.files.confirmed", { when: moment(confirmed_at, now) })}
      </span>
    );
  }
  if (stays) return <span className="muted">{t("syncing.files.stays")}</span>;
  if (sent === 0) return <span className="muted">{t("syncing.files.waits")}</span>;
  const percent = percentOf(sent, size);
  return (
    <span className="sync-progress">
      <progress value={percent} max={100} aria-label={t("syncing.files.sent", { name })} />
      <span className="num">{percent} %</span>
    </span>
  );
}
