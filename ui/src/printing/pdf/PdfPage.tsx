import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useNear, useSharpness } from "./measure";
import { textOf, type PDFDocumentProxy, type PDFPageProxy } from "./pdfjs";

/** CSS pixels to a point of the PDF at 100 %. */
export const PIXELS_PER_POINT = 96 / 72;

interface Props {
  document: PDFDocumentProxy;
  number: number;
  /** Size of the first page in points: stands in for this one until it is known. */
  size: PageSize;
  /** CSS pixels to a point. */
  scale: number;
}

export interface PageSize {
  width: number;
  height: number;
}

/** One page, drawn at the screen's own sharpness once it comes near. */
export function PdfPage({ document, number, size, scale }: Props) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  const near = useNear(sheet);
  const page = usePage(near ? document : null, number);
  const [words, setWords] = useState("");
  useDrawn(sheet, page, scale);
  useEffect(() => {
    if (page === null) return;
    let left = false;
    textOf(page).then(
      (text) => !left && setWords(text),
      () => {},
    );
    return () => {
      left = true;
    };
  }, [page]);
  const [width, height] = page ? [page.view[2] ?? 0, page.view[3] ?? 0] : [size.width, size.height];
  const label = t("printing.preview.page", { page: number, pages: document.numPages });
  return (
    <div className="pdf-page" data-page={number} data-testid="print-preview-page">
      <div
        ref={sheet}
        className="pdf-sheet"
        aria-hidden="true"
        style={{ width: width * scale, height: height * scale }}
      />
      <p className="sr-only" aria-label={label}>
        {words}
      </p>
    </div>
  );
}

function usePage(document: PDFDocumentProxy | null, number: number): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    let left = false;
    document?.getPage(number).then(
      (found) => !left && setPage(found),
      () => {},
    );
    return () => {
      left = true;
    };
  }, [document, number]);
  return page;
}

/** Draws beside the old picture and swaps when done, so that zooming never flashes white. */
function useDrawn(
  sheet: React.RefObject<HTMLDivElement | null>,
  page: PDFPageProxy | null,
  scale: number,
): void {
  const sharpness = useSharpness();
  useEffect(() => {
    if (page === null || scale <= 0) return;
    const viewport = page.getViewport({ scale: scale * sharpness });
    const canvas = window.document.createElement("canvas");
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = page.render({ canvas, viewport });
    task.promise.then(
      () => {
        sheet.current?.replaceChildren(canvas);
        sheet.current?.setAttribute("data-drawn", "true");
      },
      // Drawing is cancelled when the zoom changes or the preview closes.
      () => {},
    );
    return () => task.cancel();
  }, [sheet, page, scale, sharpness]);
}
