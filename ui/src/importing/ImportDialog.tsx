import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import { Button, Dialog, FailureBox } from "../design";
import { DropZone } from "./DropZone";
import { ImportResult } from "./ImportResult";
import { ProgressLine } from "./ProgressLine";
import type { ImportState } from "./runImport";
import { isBusy } from "./store";

interface Props {
  state: ImportState;
  onFiles: (files: File[]) => void;
  onStop: () => void;
  onAgain: () => void;
  onClose: () => void;
}

/** Import, from the drop zone to the result. Closing it does not stop what is under way. */
export function ImportDialog({ state, onFiles, onClose, ...does }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t("importing.dialog.title")}
      size={state.stage === "ended" && state.progress.report.refused > 0 ? "large" : "medium"}
      onClose={onClose}
      footer={<Footer state={state} onClose={onClose} {...does} />}
      data-testid="import-dialog"
    >
      <Body state={state} onFiles={onFiles} />
    </Dialog>
  );
}

function Body({ state, onFiles }: Pick<Props, "state" | "onFiles">) {
  const { t } = useTranslation();
  switch (state.stage) {
    case "idle":
      return <DropZone onFiles={onFiles} />;
    case "staging":
      return (
        <div className="import-under-way" data-testid="import-staging">
          <h3>{t("importing.staging.title")}</h3>
          <ProgressLine label={state.file} done={state.doneBytes} total={state.totalBytes} />
        </div>
      );
    case "running":
      return <Running state={state} />;
    case "ended":
      return <ImportResult progress={state.progress} />;
    case "withdrawn":
      return (
        <div className="import-verdict" data-testid="import-withdrawn">
          <h3>{t("importing.ended.withdrawn")}</h3>
          <p>{t("importing.ended.withdrawnHint")}</p>
        </div>
      );
    case "refused":
      return <FailureBox failure={state.failure} title={t("importing.ended.refused")} />;
  }
}

function Running({ state }: { state: Extract<ImportState, { stage: "running" }> }) {
  const { t } = useTranslation();
  const { current, done_bytes, total_bytes } = state.progress;
  const label =
    current === null
      ? t("importing.running.title")
      : t("importing.running.file", { file: current });
  return (
    <div className="import-under-way" data-testid="import-running">
      <h3>{t(state.stopping ? "importing.running.stopping" : "importing.running.title")}</h3>
      <ProgressLine label={label} done={done_bytes} total={total_bytes} />
      <p className="muted">{t("importing.running.stopHint")}</p>
    </div>
  );
}

function Footer({ state, onStop, onAgain, onClose }: Omit<Props, "onFiles">) {
  const { t } = useTranslation();
  if (isBusy(state)) {
    const stopping = state.stage === "running" && state.stopping;
    return (
      <>
        <Button onPress={onStop} isDisabled={stopping} data-testid="import-cancel">
          {t(stopping ? "importing.running.stopping" : "importing.running.stop")}
        </Button>
        <Button look="primary" onPress={onClose} data-testid="import-background">
          {t("importing.running.background")}
        </Button>
      </>
    );
  }
  if (state.stage === "idle") {
    return <Button onPress={onClose}>{t("importing.dialog.close")}</Button>;
  }
  const history = () => {
    onClose();
    go("imports");
  };
  return (
    <>
      <Button look="quiet" onPress={history}>
        {t("importing.dialog.history")}
      </Button>
      <Button onPress={onAgain} data-testid="import-again">
        {t("importing.dialog.again")}
      </Button>
      <Button look="primary" autoFocus onPress={onClose} data-testid="import-close">
        {t("importing.dialog.close")}
      </Button>
    </>
  );
}
