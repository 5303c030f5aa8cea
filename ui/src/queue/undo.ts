import { useTranslation } from "react-i18next";

import { refresh } from "../app/desk";
import { useRoute } from "../app/route";
import { useCommand } from "../commands";
import { useToasts } from "../design";
import { useAsked } from "./decisions";
import { useQueue } from "./state";

/** Takes back what was done last and, in the queue, goes back to it. */
export function useUndo(): void {
  const { t } = useTranslation();
  const asked = useAsked();
  const { setCurrent } = useQueue();
  const { page } = useRoute();
  const { show, fail } = useToasts();

  const undo = async () => {
    try {
      const { kind, decision, rows } = await asked.platform.call("undo", {});
      void refresh(asked.queries);
      const row = rows[0];
      if (kind === null || !row) return show({ text: t("review.undone.nothing") });
      const what = decision
        ? t(`review.undone.${decision}`, { lrn: row.lrn })
        : t("review.undone.other", { lrn: row.lrn });
      show({ text: rows.length > 1 ? t("review.undone.many", { count: rows.length }) : what });
      // Its place is looked up as soon as the queue has been asked anew.
      if (page === "queue") setCurrent({ id: row.id, position: null });
    } catch (error) {
      fail(error);
    }
  };
  useCommand("undo", () => void undo());
}
