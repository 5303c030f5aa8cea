import { useState } from "react";

import { ErrorState } from "../design";
import { useQueueWindow } from "./pages";
import { QueueTable } from "./QueueTable";
import { useQueue } from "./state";
import "./queue.css";

/** The queue on the left, the declaration under review on the right. */
export function QueuePage() {
  const { filter, sort } = useQueue();
  const [range, setRange] = useState({ first: 0, last: 60 });
  const window = useQueueWindow(filter, sort, range.first, range.last);
  return (
    <div className="queue-page">
      <section className="queue-list">
        {window.error ? (
          <ErrorState error={window.error} onRetry={window.retry} />
        ) : (
          <QueueTable window={window} onRange={setRange} />
        )}
      </section>
    </div>
  );
}
