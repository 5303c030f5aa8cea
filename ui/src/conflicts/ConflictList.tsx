import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { Conflict } from "../contract/contract";
import { useFormats } from "../design";

interface Props {
  conflicts: readonly Conflict[];
  shown: string | null;
  onShow: (id: string) => void;
}

/** Conflicts, open ones first. */
export function ConflictList({ conflicts, shown, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="conflict-list" aria-label={t("conflicts.title")}>
      {conflicts.map((conflict) => (
        <Line
          key={conflict.id}
          conflict={conflict}
          isShown={conflict.id === shown}
          onShow={onShow}
        />
      ))}
    </ul>
  );
}

interface LineProps {
  conflict: Conflict;
  isShown: boolean;
  onShow: (id: string) => void;
}

function Line({ conflict, isShown, onShow }: LineProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { id, lrn, goods, about, open, agreed, contested, standing } = conflict;
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isShown) line.current?.scrollIntoView?.({ block: "nearest" });
  }, [isShown]);
  const state = open ? "open" : agreed ? "agreed" : "answered";
  return (
    <li>
      <button
        ref={line}
        className="conflict-line"
        aria-current={isShown ? "true" : undefined}
        onClick={() => onShow(id)}
        data-testid={`conflict-${lrn}`}
        data-state={state}
      >
        <span className="conflict-line-head">
          <span className="mono">{lrn}</span>
          <span className={`conflict-state conflict-state-${state}`}>
            <span aria-hidden="true">{open ? "≠" : "✓"} </span>
            {t(`conflicts.state.${state}`)}
          </span>
        </span>
        <span className="clip">
          {t(`conflicts.about.${about}`)} · <bdi>{goods}</bdi>
        </span>
        <span className="muted clip">
          {standing.by}, {contested.by} · {moment(contested.at, now)}
        </span>
      </button>
    </li>
  );
}
