/**
 * pdf.js with its worker. The legacy build is taken because WebKitGTK lacks some of what the modern
 * build calls. Only `PdfView` may load what is in this folder, and
 * lazily: pdf.js is larger than the rest of the app.
 */

import { GlobalWorkerOptions, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerUrl;

export type { PDFDocumentProxy, PDFPageProxy };

/** Opens the PDF at an address of the host. Our documents embed their fonts and draw no scripts. */
export function openPdf(url: string): { document: Promise<PDFDocumentProxy>; close(): void } {
  const task = getDocument({
    url,
    disableRange: true,
    disableStream: true,
    isEvalSupported: false,
    useWasm: false,
  });
  return { document: task.promise, close: () => void task.destroy() };
}

/** A page's words in reading order, for those who cannot see the canvas. */
export async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
}
