import { useEffect, useState } from "react";

import { usePlatform } from "../../app/platform";
import { openPdf, type PDFDocumentProxy } from "./pdfjs";

/** A PDF on its way to the screen. */
export type OpenedPdf =
  | { status: "opening" }
  | { status: "open"; document: PDFDocumentProxy }
  | { status: "failed"; error: unknown };

const OPENING: OpenedPdf = { status: "opening" };

/** Opens the PDF with this SHA-256 for as long as it is shown. */
export function usePdf(hash: string): OpenedPdf {
  const platform = usePlatform();
  const [opened, setOpened] = useState<{ hash: string; pdf: OpenedPdf } | null>(null);
  useEffect(() => {
    let left = false;
    let close = () => {};
    const open = async (): Promise<OpenedPdf> => {
      const url = await platform.blobUrl(hash);
      if (left) return OPENING;
      const opening = openPdf(url);
      close = opening.close;
      return { status: "open", document: await opening.document };
    };
    void open()
      .catch((error: unknown): OpenedPdf => ({ status: "failed", error }))
      .then((pdf) => !left && setOpened({ hash, pdf }));
    return () => {
      left = true;
      close();
    };
  }, [platform, hash]);
  return opened?.hash === hash ? opened.pdf : OPENING;
}
