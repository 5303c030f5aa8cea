import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import type { NumberedNote } from "./notes";
import { anchorOf } from "./shapes";
import { useAnnotator, type Tool } from "./useAnnotator";
import type { Region } from "./webAnnotation";
import "@annotorious/annotorious/annotorious.css";

interface Props {
  url: string;
  alt: string;
  notes: readonly NumberedNote[];
  tool: Tool;
  selected: string | null;
  readOnly: boolean;
  /** 1 fits the photo into the room there is. */
  zoom: number;
  onDraw: (region: Region) => void;
  onReshape: (id: string, region: Region) => void;
  onSelect: (id: string | null) => void;
}

/** Room around the photo, in CSS pixels. */
const MARGIN = 14;

/** A photo with its regions and their numbers. */
export function PhotoCanvas(props: Props) {
  const { url, alt, notes, tool, selected, zoom, onSelect } = props;
  const { t } = useTranslation();
  const room = useRef<HTMLDivElement>(null);
  const { image, failed } = useImage(url, alt);
  const size = useFitted(room, image, zoom);
  const host = useAnnotator(image, props);
  return (
    <div className="photo-frame">
      {tool !== "select" && <p className="tool-hint">{t(`inspection.tool.${tool}Hint`)}</p>}
      <div ref={room} className="photo-room" data-testid="photo-room">
        {failed && <p role="alert">{t("inspection.photos.unreadable")}</p>}
        {image !== null && size !== null && (
          <div
            className="photo"
            style={size}
            data-tool={tool}
            role="group"
            aria-label={alt}
            data-testid="photo"
          >
            <div ref={host} className="photo-host" />
            {notes.map((note) => (
              <Callout
                key={note.id}
                note={note}
                image={image}
                isSelected={note.id === selected}
                onSelect={onSelect}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

interface CalloutProps {
  note: NumberedNote;
  image: HTMLImageElement;
  isSelected: boolean;
  onSelect: (id: string) => void;
}

/** A region's number; the keyboard's way to it. */
function Callout({ note, image, isSelected, onSelect }: CalloutProps) {
  const { t } = useTranslation();
  const anchor = anchorOf(note.region);
  if (anchor === null) return null;
  const [x, y] = anchor;
  const at = {
    left: `${(x / image.naturalWidth) * 100}%`,
    top: `${(y / image.naturalHeight) * 100}%`,
  };
  return (
    <button
      className="callout"
      style={at}
      aria-label={t("inspection.notes.callout", { number: note.number })}
      aria-pressed={isSelected}
      onClick={() => onSelect(note.id)}
      data-testid={`callout-${note.number}`}
    >
      {note.number}
    </button>
  );
}

function useImage(url: string, alt: string): { image: HTMLImageElement | null; failed: boolean } {
  const [loaded, setLoaded] = useState<{ url: string; image: HTMLImageElement | null } | null>(
    null,
  );
  useEffect(() => {
    let left = false;
    const image = new Image();
    image.src = url;
    image.alt = alt;
    // The regions lie over the picture, which therefore must not be dragged away as a file.
    image.draggable = false;
    image.decode().then(
      () => !left && setLoaded({ url, image }),
      () => !left && setLoaded({ url, image: null }),
    );
    return () => {
      left = true;
    };
  }, [url, alt]);
  const isThis = loaded?.url === url;
  return { image: isThis ? loaded.image : null, failed: isThis && loaded.image === null };
}

/** The size at which the photo is shown: it fits its room, times the zoom. */
function useFitted(
  room: RefObject<HTMLElement | null>,
  image: HTMLImageElement | null,
  zoom: number,
) {
  const [within, setWithin] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => {
    if (room.current === null) return;
    const element = room.current;
    // The outside is measured: scroll bars, which come and go with the zoom, must not change the fit.
    const observer = new ResizeObserver(() =>
      setWithin({
        width: element.offsetWidth - 2 * MARGIN,
        height: element.offsetHeight - 2 * MARGIN,
      }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [room]);
  if (within === null || image === null || within.width <= 0) return null;
  const { naturalWidth, naturalHeight } = image;
  const fit = Math.min(within.width / naturalWidth, within.height / naturalHeight);
  return {
    width: Math.floor(naturalWidth * fit * zoom),
    height: Math.floor(naturalHeight * fit * zoom),
  };
}
