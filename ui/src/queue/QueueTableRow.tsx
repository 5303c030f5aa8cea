import { memo, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import type { QueueRow } from "../contract/contract";
import { LaneBadge, Money } from "../design";
import { dueIn, isSoon } from "./age";
import { COLUMNS } from "./columns";
import { RowMarks } from "./RowMarks";
import { useQueue } from "./state";

/** Where a row stands. */
interface Place {
  position: number;
  /** Pixels from the top of all rows. */
  top: number;
}

interface Props extends Place {
  row: QueueRow;
  isCurrent: boolean;
  isPicked: boolean;
  now: number;
}

/** One declaration. A click opens it; with Ctrl or on the box it selects. */
export const QueueTableRow = memo(function QueueTableRow(props: Props) {
  const { row, position, top, isCurrent, isPicked, now } = props;
  const { t } = useTranslation();
  const { setCurrent, setPicked } = useQueue();
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey) setPicked((before) => toggled(before, row.id));
    else setCurrent({ id: row.id, position: position });
  };
  const goods = row.consignee ? `${row.goods} · ${row.consignee}` : row.goods;
  return (
    <div
      role="row"
      id={`declaration-${row.id}`}
      className="grid-row"
      aria-rowindex={position + 2}
      aria-selected={isPicked}
      aria-current={isCurrent ? "true" : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={open}
      data-testid={`row-${row.lrn}`}
    >
      <span role="gridcell">
        <LaneBadge lane={row.lane} />
      </span>
      <span role="gridcell" className="mono clip" title={row.lrn}>
        {row.lrn}
      </span>
      <span role="gridcell" className="grid-goods" title={goods}>
        <span className="clip">
          <bdi>{row.goods}</bdi>
          {row.consignee && (
            <>
              {" · "}
              <bdi>{row.consignee}</bdi>
            </>
          )}
        </span>
        <RowMarks row={row} now={now} />
      </span>
      <span role="gridcell" className="mono clip">
        {row.commodity ?? "–"}
      </span>
      <span role="gridcell" className="clip">
        {row.origin ?? "–"}
      </span>
      <span role="gridcell" className="num">
        <Money value={row.value} />
      </span>
      <span role="gridcell" className="num">
        <Money value={row.charges} />
      </span>
      <span role="gridcell" className={isSoon(row.due_at, now) ? "num due-soon" : "num muted"}>
        {dueIn(row.due_at, now, t)}
      </span>
    </div>
  );
});

/** A row that is on its way. */
export function PlaceholderRow({ position, top }: Place) {
  return (
    <div
      role="row"
      className="grid-row grid-placeholder"
      aria-rowindex={position + 2}
      aria-busy="true"
      style={{ transform: `translateY(${top}px)` }}
    >
      {COLUMNS.map(({ key }) => (
        <span key={key} role="gridcell">
          <i />
        </span>
      ))}
    </div>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
