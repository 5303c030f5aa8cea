import { lazy, Suspense } from "react";

import { Skeleton } from "../design";

const PdfDocument = lazy(() => import("./pdf/PdfDocument"));

interface Props {
  /** SHA-256 of the PDF. */
  hash: string;
  label: string;
}

/** A stored PDF, page by page. */
export function PdfView({ hash, label }: Props) {
  return (
    <Suspense fallback={<Skeleton lines={12} />}>
      <PdfDocument key={hash} hash={hash} label={label} />
    </Suspense>
  );
}
