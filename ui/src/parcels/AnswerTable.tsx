import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { useFormats } from "../design";
import { ago } from "../syncing/words";
import { StageBadge } from "./StageBadge";
import { lastFact } from "./stages";
import type { Line } from "./lines";
import { sourceWords } from "./words";

const ROW_HEIGHT = 34;

interface Props {
  lines: readonly Line[];
  chosen: string | null;
  onChoose: (key: string) => void;
}

/** Many answers; only those on the screen are drawn. Arrow keys move and open. */
export function AnswerTable({ lines, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const at = lines.findIndex(({ key }) => key === chosen);
  const move = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    const line = to === undefined ? undefined : lines[Math.max(0, to)];
    if (!line) return;
    event.preventDefault();
    onChoose(line.key);
    virtual.scrollToIndex(Math.max(0, to ?? 0), { align: "auto" });
  };
  return (
    <div
      className="grid parcel-grid"
      role="grid"
      tabIndex={0}
      aria-label={t("parcels.answers")}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={at >= 0 ? `answer-${at}` : undefined}
      onKeyDown={move}
      data-testid="parcel-answers"
    >
      <div className="grid-head parcel-row" role="row" aria-rowindex={1}>
        {(["asked", "goods", "stage", "reached", "from", "expected"] as const).map((head) => (
          <span key={head} role="columnheader">
            {t(`parcels.column.${head}`)}
          </span>
        ))}
      </div>
      <div className="grid-scroll" ref={scroller}>
        <div className="grid-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            return (
              line && (
                <AnswerRow
                  key={line.key}
                  line={line}
                  place={index}
                  top={start}
                  isChosen={index === at}
                  onChoose={onChoose}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  line: Line;
  place: number;
  top: number;
  isChosen: boolean;
  onChoose: (key: string) => void;
}

function AnswerRow({ line, place, top, isChosen, onChoose }: RowProps) {
  const { key, answer, parcel } = line;
  return (
    <div
      role="row"
      id={`answer-${place}`}
      className="grid-row parcel-row"
      aria-rowindex={place + 2}
      aria-current={isChosen ? "true" : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(key)}
      data-testid={`answer-${answer.asked}`}
    >
      <span role="gridcell" className="mono clip" title={answer.asked}>
        {parcel?.parcel && parcel.parcel !== answer.asked && answer.parcels.length > 1
          ? parcel.parcel
          : answer.asked}
      </span>
      {parcel ? <Found parcel={parcel} /> : <NotFound line={line} />}
    </div>
  );
}

function Found({ parcel }: { parcel: NonNullable<Line["parcel"]> }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { goods, consignee, stage, expected } = parcel;
  const fact = lastFact(parcel);
  const words = [goods, consignee].filter(Boolean).join(" · ");
  return (
    <>
      <span role="gridcell" className="clip" title={words}>
        <bdi>{words}</bdi>
      </span>
      <span role="gridcell">
        <StageBadge stage={stage} />
      </span>
      <span role="gridcell" className="clip">
        {fact && (
          <>
            {moment(fact.at, now)} <span className="muted">{ago(fact.at, now, t)}</span>
          </>
        )}
      </span>
      <span role="gridcell" className="clip">
        {fact && sourceWords(fact.from, fact.from_name, t)}
      </span>
      <span role="gridcell" className="clip muted">
        {expected === null ? "–" : t(`parcels.stage.${expected}`)}
      </span>
    </>
  );
}

function NotFound({ line }: { line: Line }) {
  const { t } = useTranslation();
  return (
    <span role="gridcell" className="parcel-missing muted">
      {t(line.answer.on_hub_only ? "parcels.onHubOnly" : "parcels.unknown")}
    </span>
  );
}
