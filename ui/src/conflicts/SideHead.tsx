import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { ConflictSide } from "../contract/contract";
import { useFormats } from "../design";
import type { Side } from "./picks";

/** Whose side it is: who, at which desk, when. */
export function SideHead({ side, value }: { side: Side; value: ConflictSide }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { by, desk, mine, at } = value;
  return (
    <>
      <span className="side-name">
        {t(`conflicts.side.${side}`)}
        {mine && <span className="side-mine">{t("conflicts.mine")}</span>}
      </span>
      <span className="side-by">
        {[by, mine ? t("conflicts.thisDesk") : desk].filter(Boolean).join(" · ")} ·{" "}
        <time dateTime={at}>{moment(at, now)}</time>
      </span>
    </>
  );
}
