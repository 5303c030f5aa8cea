import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, ErrorState, Skeleton } from "../../design";
import { useWidth } from "./measure";
import type { PDFDocumentProxy } from "./pdfjs";
import { PdfPage, PIXELS_PER_POINT, type PageSize } from "./PdfPage";
import { usePdf } from "./usePdf";
import "./pdf.css";

/** Percent; `null` fits the width. */
type Zoom = number | null;

const STEPS = [50, 75, 100, 125, 150, 200, 300];
const MARGIN = 40;

/** A stored PDF with all its pages. */
export default function PdfDocument({ hash, label }: { hash: string; label: string }) {
  const pdf = usePdf(hash);
  if (pdf.status === "failed") return <ErrorState error={pdf.error} />;
  if (pdf.status === "opening") return <Skeleton lines={12} />;
  return <Pages key={hash} document={pdf.document} label={label} />;
}

function Pages({ document, label }: { document: PDFDocumentProxy; label: string }) {
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  const size = useFirstSize(document);
  const [zoom, setZoom] = useState<Zoom>(null);
  const [current, setCurrent] = useState(1);
  const fitted = size === null ? 0 : Math.max(0, width - MARGIN) / size.width;
  const scale = zoom === null ? fitted : (zoom / 100) * PIXELS_PER_POINT;
  const percent = Math.round((scale / PIXELS_PER_POINT) * 100);
  return (
    <div className="pdf" data-testid="pdf">
      <Toolbar
        document={document}
        current={current}
        percent={percent}
        zoom={zoom}
        onZoom={setZoom}
      />
      <div
        ref={scroll}
        className="pdf-scroll"
        tabIndex={0}
        role="region"
        aria-label={label}
        onScroll={(event) => setCurrent(pageInMiddle(event.currentTarget))}
      >
        {size !== null &&
          scale > 0 &&
          Array.from({ length: document.numPages }, (_, at) => (
            <PdfPage key={at} document={document} number={at + 1} size={size} scale={scale} />
          ))}
      </div>
    </div>
  );
}

interface ToolbarProps {
  document: PDFDocumentProxy;
  current: number;
  percent: number;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

function Toolbar({ document, current, percent, zoom, onZoom }: ToolbarProps) {
  const { t } = useTranslation();
  const smaller = STEPS.findLast((step) => step < percent);
  const larger = STEPS.find((step) => step > percent);
  return (
    <div className="pdf-bar" role="toolbar" aria-label={t("printing.preview.label")}>
      <span className="num" data-testid="print-page-of" aria-live="polite">
        {t("printing.preview.page", { page: current, pages: document.numPages })}
      </span>
      <span className="pdf-zoom">
        <Button
          look="quiet"
          aria-label={t("printing.preview.smaller")}
          isDisabled={smaller === undefined}
          onPress={() => onZoom(smaller ?? null)}
        >
          −
        </Button>
        <span className="num pdf-percent">{t("printing.preview.zoom", { percent })}</span>
        <Button
          look="quiet"
          aria-label={t("printing.preview.larger")}
          isDisabled={larger === undefined}
          onPress={() => onZoom(larger ?? null)}
        >
          +
        </Button>
        <Button
          look="quiet"
          aria-pressed={zoom === null}
          onPress={() => onZoom(null)}
          data-testid="print-fit"
        >
          {t("printing.preview.fit")}
        </Button>
      </span>
    </div>
  );
}

function useFirstSize(document: PDFDocumentProxy): PageSize | null {
  const [size, setSize] = useState<PageSize | null>(null);
  useEffect(() => {
    let left = false;
    document.getPage(1).then(
      (page) => !left && setSize(page.getViewport({ scale: 1 })),
      () => {},
    );
    return () => {
      left = true;
    };
  }, [document]);
  return size;
}

function pageInMiddle(scroll: HTMLElement): number {
  const middle = scroll.scrollTop + scroll.clientHeight / 2;
  const pages = Array.from(scroll.querySelectorAll<HTMLElement>("[data-page]"));
  const before = pages.filter(({ offsetTop }) => offsetTop <= middle);
  return Math.max(1, before.length);
}
