import { useTranslation } from "react-i18next";

import type { Lane } from "../contract/contract";
import "./lane.css";

/** A lane by dot and word: never by colour alone. */
export function LaneBadge({ lane, long = false }: { lane: Lane; long?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={`lane lane-${lane}`}>
      <Dot tone={lane} />
      {t(long ? `terms.laneLong.${lane}` : `terms.lane.${lane}`)}
    </span>
  );
}

export type Tone = Lane | "accent" | "none";

/** A small disc in a lane's colour. Always beside a word. */
export function Dot({ tone }: { tone: Tone }) {
  return <span className={`dot dot-${tone}`} aria-hidden="true" />;
}
