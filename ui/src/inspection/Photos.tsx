import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { CommandButton, useCommand } from "../commands";
import type { Attachment, DeclarationView } from "../contract/contract";
import { EmptyState, useFormats } from "../design";
import { photosOf } from "./notes";
import { NotesPanel } from "./NotesPanel";
import { PhotoCanvas } from "./PhotoCanvas";
import { PhotoStrip, useBlobUrl } from "./PhotoStrip";
import { PhotoTaker } from "./PhotoTaker";
import { Toolbar } from "./Toolbar";
import { Uploads } from "./Uploads";
import type { Tool } from "./useAnnotator";
import { useNotes } from "./useNotes";
import { useAttaching } from "./useAttaching";

interface Props {
  declaration: DeclarationView;
  readOnly: boolean;
}

/** The photos of an inspection, what is drawn on them and what it means. */
export function Photos({ declaration, readOnly }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<string | null>(null);
  const photos = photosOf(declaration.evidence);
  const { uploads, add, dismiss } = useAttaching(declaration.row.id, "photo", setWanted);
  const chosen = photos.find(({ hash }) => hash === wanted) ?? photos[0];
  return (
    <PhotoTaker onFiles={add} readOnly={readOnly}>
      <div className="photo-head">
        {chosen && <PhotoStrip photos={photos} chosen={chosen.hash} onChoose={setWanted} />}
        {!readOnly && <CommandButton command="addPhoto" look={chosen ? "plain" : "primary"} />}
      </div>
      <Uploads uploads={uploads} onDismiss={dismiss} />
      {chosen ? (
        <Viewer key={chosen.hash} {...{ declaration, photos, readOnly }} photo={chosen} />
      ) : (
        <EmptyState title={t("inspection.photos.empty")} data-testid="photos-empty">
          {readOnly ? null : t("inspection.photos.emptyHint")}
        </EmptyState>
      )}
    </PhotoTaker>
  );
}

interface ViewerProps extends Props {
  photos: readonly Attachment[];
  photo: Attachment;
}

function Viewer({ declaration, photos, photo, readOnly }: ViewerProps) {
  const [tool, setTool] = useState<Tool>("select");
  const [selected, setSelected] = useState<string | null>(null);
  const [zoom, setZoom] = useState(1);
  const url = useBlobUrl(photo.hash);
  const notes = useNotes(declaration.row.id, photos, photo.hash);
  const open = (id: string) => {
    setTool("select");
    setSelected(id);
  };
  const addWhole = () => open(notes.draw({ kind: "whole" }));
  useCommand("selectTool", () => setTool("select"), !readOnly);
  useCommand("drawRectangle", () => setTool("box"), !readOnly);
  useCommand("drawPolygon", () => setTool("polygon"), !readOnly);
  useCommand("addNote", addWhole, !readOnly);
  useCommand(
    "removeNote",
    () => selected && notes.remove(selected),
    !readOnly && selected !== null,
  );
  useCommand(
    "leaveInspection",
    () => (tool === "select" ? setSelected(null) : setTool("select")),
    tool !== "select" || selected !== null,
  );
  return (
    <div className="photo-viewer">
      <div className="photo-left">
        <Toolbar
          {...{ tool, zoom, readOnly }}
          onTool={setTool}
          onWhole={addWhole}
          onZoom={setZoom}
        />
        {url !== null && (
          <PhotoCanvas
            url={url}
            alt={photo.name}
            notes={notes.notes}
            tool={tool}
            selected={selected}
            readOnly={readOnly}
            zoom={zoom}
            onDraw={(region) => open(notes.draw(region))}
            onReshape={notes.reshape}
            onSelect={setSelected}
          />
        )}
        <PhotoCaption photo={photo} />
      </div>
      <NotesPanel {...{ declaration, notes, selected, readOnly }} onSelect={setSelected} />
    </div>
  );
}

function PhotoCaption({ photo }: { photo: Attachment }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { name, pixels, by, at, hash } = photo;
  return (
    <p className="photo-caption muted">
      <span className="clip">{name}</span>
      {pixels && (
        <span className="num">
          {pixels[0]} × {pixels[1]}
        </span>
      )}
      <span>{t("inspection.photos.by", { by, at: moment(at, now) })}</span>
      <span className="mono clip" title={hash}>
        {hash.slice(0, 12)}
      </span>
    </p>
  );
}
