import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import { Button, FailureBox, useToasts } from "../design";
import { draft, preview, useAsk } from "./asking";
import { EXAMPLE } from "./example";
import { useKept } from "./kept";
import { RunResult } from "./RunResult";

/** How long nobody types before the queue is looked at, in milliseconds. */
export const PREVIEW_AFTER = 600;

/** The office's own rules: written here, tried on the queue while they are written, then saved. */
export function OwnRules({ saved }: { saved: string }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const save = useDeskAction("save_office_rules");
  const { text, write, look, differs } = useDraft(saved);
  const keep = () =>
    save.mutate(
      { text },
      {
        onSuccess: () => {
          draft.set(null);
          preview.forget();
          show({ text: t("packs.own.saved") });
        },
      },
    );
  return (
    <div className="packs-own">
      <p className="muted">{t("packs.own.text")}</p>
      <label className="field">
        <span className="field-label">{t("packs.own.label")}</span>
        <textarea
          className="field-input mono packs-editor"
          rows={16}
          value={text}
          onChange={({ target }) => write(target.value)}
          placeholder={t("packs.own.placeholder")}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          aria-describedby="own-rules-names"
          data-testid="own-text"
        />
        <span className="field-hint" id="own-rules-names">
          {t("packs.own.names", { rules: "OFFICE-", lists: "office_" })}
        </span>
      </label>
      {save.isError && <FailureBox failure={save.error} title={t("packs.own.notSaved")} />}
      <div className="packs-bar">
        <Button
          look="primary"
          onPress={keep}
          isDisabled={!differs}
          isPending={save.isPending}
          data-testid="own-save"
        >
          {t("packs.own.save")}
        </Button>
        <Button onPress={look} isDisabled={!differs} data-testid="own-preview">
          {t("packs.own.preview")}
        </Button>
        {text.trim() === "" && (
          <Button look="quiet" onPress={() => write(EXAMPLE)} data-testid="own-example">
            {t("packs.own.example")}
          </Button>
        )}
        {differs && (
          <Button look="quiet" onPress={() => write(saved)} data-testid="own-back">
            {t("packs.own.asSaved")}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        <RunResult run={preview} kind="looked" />
      </div>
    </div>
  );
}

/** What is written, and the look at the queue that follows it. */
function useDraft(saved: string) {
  const ask = useAsk();
  const text = useKept(draft) ?? saved;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lookAt = (written: string) => {
    clearTimeout(timer.current);
    ask(preview, { kind: "office", text: written }, null);
  };
  const write = (written: string) => {
    clearTimeout(timer.current);
    // What was found for other words does not count any more.
    preview.forget();
    draft.set(written === saved ? null : written);
    if (written !== saved) timer.current = setTimeout(() => lookAt(written), PREVIEW_AFTER);
  };
  return { text, write, look: () => lookAt(text), differs: text !== saved };
}
