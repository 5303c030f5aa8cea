import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { CommandButton } from "../commands";
import { EmptyState } from "../design";
import { PAGE_ROWS, type QueueWindow } from "./pages";
import { QueueHead } from "./QueueHead";
import { PlaceholderRow, QueueTableRow } from "./QueueTableRow";
import { useQueue } from "./state";

const ROW_HEIGHT = 34;

interface Props {
  window: QueueWindow;
  onRange: (range: { first: number; last: number }) => void;
}

/** The rows on the screen and a few around them, however long the queue is. */
export function QueueTable({ window, onRange }: Props) {
  const { t } = useTranslation();
  const { current, picked } = useQueue();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const { total, of, rowAt } = window;
  const virtual = useVirtualizer({
    count: total ?? 30,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  // Told in whole pages: between them, scrolling draws only this table.
  const first = startOfPage(items[0]?.index ?? 0);
  const last = startOfPage(items.at(-1)?.index ?? 0);
  useEffect(() => onRange({ first, last }), [first, last, onRange]);

  const position = current?.position ?? null;
  useEffect(() => {
    if (position !== null) virtual.scrollToIndex(position, { align: "auto" });
  }, [position, virtual]);

  return (
    <div
      className="grid"
      role="grid"
      tabIndex={0}
      aria-activedescendant={current ? `declaration-${current.id}` : undefined}
      aria-label={t("queue.title")}
      aria-rowcount={(total ?? 0) + 1}
      aria-multiselectable="true"
      data-testid="queue"
    >
      <QueueHead />
      {total === 0 ? (
        <EmptyState
          title={t("queue.empty.title")}
          action={<CommandButton command={of === 0 ? "import" : "clearFilters"} />}
          data-testid="queue-empty"
        >
          {of === 0 ? t("queue.empty.none") : t("queue.empty.filtered")}
        </EmptyState>
      ) : (
        <div className="grid-scroll" ref={scroller}>
          <div className="grid-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const row = rowAt(index);
              return row ? (
                <QueueTableRow
                  key={row.id}
                  row={row}
                  position={index}
                  top={start}
                  isCurrent={row.id === current?.id}
                  isPicked={picked.has(row.id)}
                  now={now}
                />
              ) : (
                <PlaceholderRow key={index} position={index} top={start} />
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}

function startOfPage(position: number): number {
  return position - (position % PAGE_ROWS);
}
