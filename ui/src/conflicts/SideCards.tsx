import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { Conflict, ConflictSide } from "../contract/contract";
import { Pick } from "./Pick";
import { WHOLE, type Picks, type Side } from "./picks";
import { SideHead } from "./SideHead";
import type { Choosing } from "./useChoosing";

interface Props {
  conflict: Conflict;
  choosing: Choosing | null;
  picks: Picks;
}

const SIDES: readonly Side[] = ["standing", "contested"];

/** For decisions, inspections and choices: what was before, and the two sides beside it. */
export function SideCards({ conflict, choosing, picks }: Props) {
  const { t } = useTranslation();
  const { base } = conflict;
  return (
    <div className="side-cards" data-testid="three-way">
      <div className="side-card side-card-base">
        <span className="side-name">{t("conflicts.side.base")}</span>
        <p className="selectable">
          {base.decision === null
            ? (base.summary ?? t("conflicts.undecided"))
            : t(`review.timeline.decided.${base.decision}`)}
        </p>
      </div>
      {SIDES.map((side) => (
        <div key={side} className="side-card" data-testid={`side-${side}`}>
          <div>
            <SideHead side={side} value={conflict[side]} />
          </div>
          <Pick
            path={WHOLE}
            side={side}
            choosing={choosing}
            taken={picks.get(WHOLE)}
            label={`${t(`conflicts.side.${side}`)}: ${sideWords(conflict[side], t)}`}
          >
            <span className={conflict[side].decision ? "side-decision" : undefined}>
              {sideWords(conflict[side], t)}
            </span>
            {conflict[side].reason && (
              <span className="side-reason">“{conflict[side].reason}”</span>
            )}
          </Pick>
        </div>
      ))}
    </div>
  );
}

/** What a side came to, in words. */
export function sideWords({ decision, summary }: ConflictSide, t: TFunction): string {
  if (decision !== null) return t(`review.timeline.decided.${decision}`);
  return summary ?? t("conflicts.nothing");
}
