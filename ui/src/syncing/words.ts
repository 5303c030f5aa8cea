import type { TFunction } from "i18next";

import type { SyncActivity, SyncStatus } from "../contract/contract";
import type { Formats } from "../design";
import { percentOf } from "../importing/bytes";
import { span } from "../queue/age";

const MINUTE_MS = 60_000;

/** How the pill looks. */
export type PillLook = "quiet" | "good" | "busy" | "offline" | "shut";

/** What words need to be made. */
export interface Speech {
  t: TFunction;
  formats: Formats;
  now: number;
}

/** The look of a status: the line's state, and whether something is under way. */
export function lookOf({ connection, activity, unsent, files_waiting }: SyncStatus): PillLook {
  switch (connection.state) {
    case "alone":
    case "starting":
      return "quiet";
    case "offline":
      return "offline";
    case "shut":
      return "shut";
    case "connected":
      return activity || unsent > 0 || files_waiting > 0 ? "busy" : "good";
  }
}

/** How the desk stands with its hub, on one line. */
export function pillWords(status: SyncStatus, { t, formats, now }: Speech): string {
  const { connection, activity, unsent, files_waiting, files_staying } = status;
  const onDesk = t("syncing.pill.onDesk", { count: unsent, number: formats.count(unsent) });
  switch (connection.state) {
    case "alone":
      return `${t("syncing.pill.alone")} · ${onDesk}`;
    case "starting":
      return t("syncing.pill.starting");
    case "shut":
      return `${t("syncing.pill.shut")} · ${onDesk}`;
    case "offline": {
      const since =
        connection.since === null
          ? t("syncing.pill.offline")
          : t("syncing.pill.offlineSince", { when: formats.moment(connection.since, now) });
      return `${since} · ${unsent === 0 ? t("syncing.pill.allSent") : onDesk}`;
    }
    case "connected": {
      if (activity) return activityWords(activity, t, formats);
      const connected = t("syncing.pill.connected");
      if (unsent > 0) {
        const number = formats.count(unsent);
        return `${connected} · ${t("syncing.pill.toSend", { count: unsent, number })}`;
      }
      if (files_waiting > 0) {
        const number = formats.count(files_waiting);
        return `${connected} · ${t("syncing.pill.filesToSend", { count: files_waiting, number })}`;
      }
      if (files_staying > 0) {
        const number = formats.count(files_staying);
        return `${connected} · ${t("syncing.pill.filesStay", { count: files_staying, number })}`;
      }
      return `${connected} · ${t("syncing.pill.allSent")}`;
    }
  }
}

/** What is under way: entries are counted, files told in percent. */
export function activityWords(activity: SyncActivity, t: TFunction, formats: Formats): string {
  const { kind, done, total } = activity;
  const ofFiles = kind === "sending_files" || kind === "receiving_files";
  return ofFiles
    ? t(`syncing.activity.${kind}`, { percent: percentOf(done, total) })
    : t(`syncing.activity.${kind}`, { done: formats.count(done), total: formats.count(total) });
}

/** The hub's clock against this desk's. A difference below a second is none. */
export function clockWords(offsetMs: number | null, t: TFunction): string {
  if (offsetMs === null) return t("syncing.clock.unknown");
  const size = Math.abs(offsetMs);
  if (size < 1_000) return t("syncing.clock.same");
  const by =
    size < MINUTE_MS
      ? t("syncing.clock.seconds", { count: Math.round(size / 1_000) })
      : span(Math.round(size / MINUTE_MS), t);
  return t(offsetMs > 0 ? "syncing.clock.ahead" : "syncing.clock.behind", { by });
}

/** How long ago something was, in the one unit that says enough. */
export function ago(iso: string, now: number, t: TFunction): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(iso)) / MINUTE_MS));
  return minutes < 1 ? t("syncing.justNow") : t("syncing.ago", { age: span(minutes, t) });
}

/** How long until the next try. */
export function untilNextTry(iso: string, now: number, t: TFunction): string {
  const seconds = Math.max(0, Math.round((Date.parse(iso) - now) / 1_000));
  if (seconds < 120) return t("syncing.nextTrySeconds", { count: seconds });
  return t("syncing.nextTryIn", { age: span(Math.round(seconds / 60), t) });
}
