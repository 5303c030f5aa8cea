import { useState, type CSSProperties } from "react";

import type { RefusedDecision } from "../contract/contract";
import { ErrorState } from "../design";
import { ReviewPane } from "../review/ReviewPane";
import { FilterBar } from "./FilterBar";
import { useQueueWindow } from "./pages";
import { QueueTable } from "./QueueTable";
import { RefusedDialog } from "./RefusedDialog";
import { Splitter, usePaneWidth } from "./Splitter";
import { useQueue } from "./state";
import { useSelection } from "./selection";
import { useQueueCommands } from "./useQueueCommands";
import "./queue.css";

/** The queue on the left, the declaration under review on the right. */
export function QueuePage() {
  const { filter, sort } = useQueue();
  const [range, setRange] = useState({ first: 0, last: 60 });
  const [refused, setRefused] = useState<RefusedDecision[]>([]);
  const [width, setWidth] = usePaneWidth();
  const window = useQueueWindow(filter, sort, range.first, range.last);
  useSelection(window);
  useQueueCommands(window, setRefused);
  return (
    <div className="queue-page" style={{ "--pane": `${width}px` } as CSSProperties}>
      <section className="queue-list">
        <FilterBar window={window} />
        {window.error ? (
          <ErrorState error={window.error} onRetry={window.retry} />
        ) : (
          <QueueTable window={window} onRange={setRange} />
        )}
      </section>
      <Splitter width={width} onChange={setWidth} />
      <ReviewPane />
      {refused.length > 0 && <RefusedDialog refused={refused} onClose={() => setRefused([])} />}
    </div>
  );
}
