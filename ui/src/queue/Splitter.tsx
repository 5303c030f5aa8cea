import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";

const STORED = "greenlane.pane";
const USUAL = 452;
const LEAST = 360;
const MOST = 820;
const STEP = 16;

const bounded = (width: number) => Math.min(MOST, Math.max(LEAST, Math.round(width)));

/** The review pane's width in pixels, kept for the next time. */
export function usePaneWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() => bounded(Number(localStorage.getItem(STORED)) || USUAL));
  const change = (wanted: number) => {
    const kept = bounded(wanted);
    localStorage.setItem(STORED, String(kept));
    setWidth(kept);
  };
  return [width, change];
}

interface Props {
  width: number;
  onChange: (width: number) => void;
}

/** The line between queue and review: drag it, or move it with the arrow keys; a double click resets it. */
export function Splitter({ width, onChange }: Props) {
  const { t } = useTranslation();
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onChange(window.innerWidth - event.clientX);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (step) onChange(width + step);
  };
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={t("queue.splitter")}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={() => onChange(USUAL)}
      onKeyDown={press}
    />
  );
}
