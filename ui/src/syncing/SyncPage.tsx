import { useQuery } from "@tanstack/react-query";

import { question } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { Outbox, SyncStatus } from "../contract/contract";
import { ErrorState, Skeleton } from "../design";
import { ConnectionFacts } from "./ConnectionFacts";
import { Files } from "./Files";
import { Holding } from "./Holding";
import { JoinForm } from "./JoinForm";
import { RefusedTray } from "./RefusedTray";
import { useSyncStatus } from "./status";
import { SyncHead } from "./SyncHead";
import { Waiting } from "./Waiting";
import { Warnings } from "./Warnings";
import "./syncing.css";

/** Files grow while one looks on. */
const ASK_EVERY_MS = 1_000;

/** How the desk stands with its hub, in full. */
export function SyncPage() {
  const status = useSyncStatus();
  const platform = usePlatform();
  const outbox = useQuery({ ...question(platform, "outbox", {}), refetchInterval: ASK_EVERY_MS });
  if (status.isPending) return <Skeleton />;
  if (status.isError && !status.data) {
    return <ErrorState error={status.error} onRetry={() => void status.refetch()} />;
  }
  const { hub } = status.data;
  return (
    <div className="page sync" data-testid="sync-page">
      <SyncHead status={status.data} />
      <Warnings warnings={status.data.warnings} />
      {(hub === null || status.data.connection.state === "shut") && <JoinForm shutOut={hub} />}
      {hub !== null && (
        <div className="sync-columns">
          <div className="sync-column">
            {outbox.data ? (
              <OutboxParts outbox={outbox.data} status={status.data} />
            ) : outbox.isError ? (
              <ErrorState error={outbox.error} onRetry={() => void outbox.refetch()} />
            ) : (
              <Skeleton />
            )}
          </div>
          <div className="sync-column">
            <ConnectionFacts status={status.data} hub={hub} />
            <Holding status={status.data} />
          </div>
        </div>
      )}
    </div>
  );
}

function OutboxParts({ outbox, status }: { outbox: Outbox; status: SyncStatus }) {
  return (
    <>
      <RefusedTray refused={outbox.refused} />
      <Waiting outbox={outbox} status={status} />
      <Files outbox={outbox} />
    </>
  );
}
