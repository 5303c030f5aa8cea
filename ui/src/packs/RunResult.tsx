import { useTranslation } from "react-i18next";
import { ProgressBar } from "react-aria-components";

import type { Rejudging } from "../contract/contract";
import { Button, FailureBox, useFormats } from "../design";
import { percentOf } from "../importing/bytes";
import { ChangesView } from "./ChangesView";
import { useKept } from "./kept";
import type { Run } from "./run";

/** Whether it was only looked, or judged anew. */
export type Kind = "looked" | "judged";

interface Props {
  run: Run;
  kind: Kind;
}

/** A run over the queue: how far it is, with a way to stop it, and what it found. */
export function RunResult({ run, kind }: Props) {
  const { t } = useTranslation();
  const now = useKept(run.state);
  switch (now.stage) {
    case "idle":
      return null;
    case "refused":
      return <FailureBox failure={now.failure} title={t("packs.run.refused")} />;
    case "starting":
      return <p className="muted">{t("packs.run.starting")}</p>;
    case "running":
      return (
        <div className="packs-result" data-testid="run-progress">
          <Progress progress={now.progress} stopping={now.stopping} onStop={run.cancel} />
          {now.progress.changes.declarations > 0 && (
            <ChangesView progress={now.progress} kind={kind} />
          )}
        </div>
      );
    case "ended":
      return (
        <div className="packs-result" data-testid="run-ended" data-stage={now.progress.stage}>
          {now.progress.failure && (
            <FailureBox failure={now.progress.failure} title={t("packs.run.failed")} />
          )}
          <ChangesView progress={now.progress} kind={kind} />
        </div>
      );
  }
}

interface ProgressProps {
  progress: Rejudging;
  stopping: boolean;
  onStop: () => void;
}

function Progress({ progress: { done, total }, stopping, onStop }: ProgressProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const percent = percentOf(done, total);
  const words = t("packs.run.progress", { done: count(done), total: count(total) });
  return (
    <div className="packs-progress">
      <ProgressBar className="packs-progress-bar" value={percent} aria-label={words}>
        <span>{words}</span>
        <div className="packs-progress-track">
          <div className="packs-progress-done" style={{ width: `${percent}%` }} />
        </div>
      </ProgressBar>
      <Button onPress={onStop} isDisabled={stopping} data-testid="run-stop">
        {t(stopping ? "packs.run.stopping" : "packs.run.stop")}
      </Button>
    </div>
  );
}
