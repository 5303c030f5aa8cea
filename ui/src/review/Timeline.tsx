import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { ChangeView, EntryStanding, TimelineEvent } from "../contract/contract";
import { useFormats } from "../design";
import { remark, sentence } from "./sentence";
import "./timeline.css";

/** All that happened, the newest first. What was taken back stays, struck through. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol className="timeline">
      {[...events].reverse().map((event) => (
        <TimelineEntry key={event.entry} event={event} />
      ))}
    </ol>
  );
}

function TimelineEntry({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { kind, at, actor, changes, undone, hash, standing } = event;
  const said = remark(event);
  const words = sentence(event, t);
  return (
    <li
      className={hasNoEffect(event) ? "event event-undone" : "event"}
      data-testid={`event-${kind}`}
      data-standing={standing}
    >
      <p className="event-words">
        {undone ? <del>{words}</del> : words}
        {undone && <span className="event-mark"> {t("review.timeline.takenBack")}</span>}
      </p>
      {standing !== "counts" && (
        <p className={`event-standing event-${standing}`}>
          <span aria-hidden="true">{STANDING_MARKS[standing]} </span>
          {t(`review.timeline.standing.${standing}`)}
        </p>
      )}
      {said && <p className="event-remark selectable">“{said}”</p>}
      {changes.length > 0 && (
        <ul className="changes">
          {changes.map((change) => (
            <Change key={change.path} change={change} />
          ))}
        </ul>
      )}
      <p className="event-by muted" title={t("review.timeline.entryHash", { hash })}>
        {actor} · <time dateTime={at}>{moment(at, now)}</time>
      </p>
    </li>
  );
}

const STANDING_MARKS: Record<Exclude<EntryStanding, "counts">, string> = {
  unsent: "↑",
  contested: "≠",
  refused: "×",
};

function hasNoEffect({ undone, standing }: TimelineEvent): boolean {
  return undone || standing === "contested" || standing === "refused";
}

/** A value before and after. */
function Change({ change }: { change: ChangeView }) {
  const { t } = useTranslation();
  const { label, data_element, from, to } = change;
  return (
    <li className="selectable">
      <span className="muted">
        {label}
        {data_element && ` (${data_element})`}
      </span>
      <br />
      <del>
        <bdi>{from ?? t("review.timeline.nothing")}</bdi>
      </del>{" "}
      <span aria-hidden="true">→</span>{" "}
      <span className="sr-only">{t("review.timeline.became")}</span>{" "}
      <ins>
        <bdi>{to ?? t("review.timeline.nothing")}</bdi>
      </ins>
    </li>
  );
}
