import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import type { QueueRow } from "../contract/contract";
import { Button } from "../design";
import "./banner.css";

/** Says in the review that someone has to choose, and leads there. */
export function ConflictBanner({ row }: { row: QueueRow }) {
  const { t } = useTranslation();
  if (!row.conflict) return null;
  return (
    <div className="conflict-banner" role="status" data-testid="conflict-banner">
      <p>
        <strong>
          <span aria-hidden="true">≠ </span>
          {t("conflicts.banner.title")}
        </strong>{" "}
        {t("conflicts.banner.text")}
      </p>
      <Button onPress={() => go("conflicts", row.id)} data-testid="conflict-resolve">
        {t("conflicts.banner.choose")}
      </Button>
    </div>
  );
}
