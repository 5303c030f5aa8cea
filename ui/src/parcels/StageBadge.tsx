import { useTranslation } from "react-i18next";

import type { StageName } from "../contract/contract";
import { Dot, type Tone } from "../design";

const TONES: Record<StageName, Tone> = {
  received: "accent",
  in_review: "accent",
  lodged: "blue",
  accepted: "blue",
  under_control: "yellow",
  released: "green",
  handed_over: "green",
  stopped: "red",
};

/** A stage by dot and word: never by colour alone. */
export function StageBadge({ stage }: { stage: StageName }) {
  const { t } = useTranslation();
  return (
    <span className="stage-badge" data-stage={stage}>
      <Dot tone={TONES[stage]} />
      {t(`parcels.stage.${stage}`)}
    </span>
  );
}
