import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import { Button, Dialog, Field, useToasts } from "../design";
import { useQueue } from "./state";

/** Keeps the filter and order under a name, in the sidebar. */
export function SaveViewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { filter, sort, openView } = useQueue();
  const { fail } = useToasts();
  const save = useDeskAction("save_view");
  const [name, setName] = useState("");
  const wanted = name.trim();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (wanted === "") return;
    save.mutate(
      { name: wanted, filter, sort },
      {
        onError: fail,
        onSuccess: ({ views }) => {
          const kept = views.find((view) => view.name === wanted);
          if (kept) openView(kept);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("commands.saveView")} onClose={onClose} data-testid="save-view">
      <form className="form" onSubmit={submit}>
        <Field
          label={t("queue.viewName")}
          value={name}
          onChange={setName}
          autoFocus
          data-testid="view-name"
        />
        <div className="form-end">
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" look="primary" isDisabled={wanted === ""}>
            {t("queue.keepView")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
