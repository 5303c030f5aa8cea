import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { question, useDeskAction } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { PrintRecord } from "../contract/contract";
import { useToasts } from "../design";
import { documentName } from "./names";

/** A document to look at. A declaration that moved on since makes a new one. */
export function usePreview(
  id: string,
  document: string | null,
  language: string,
  revision: number,
) {
  const platform = usePlatform();
  return useQuery({
    queryKey: ["preview", id, document, language, revision],
    queryFn: () => platform.call("preview", { id, document: document ?? "", language }),
    enabled: document !== null,
  });
}

/** The machine's printers, looked for anew each time: one may just have been switched on. */
export function usePrinters() {
  return useQuery({ ...question(usePlatform(), "printers", {}), staleTime: 0 });
}

/** Prints for good: to a printer, or into a file where none is named. Tells by toast what was done. */
export function usePrint(onDone: () => void) {
  const { t } = useTranslation();
  const platform = usePlatform();
  const toasts = useToasts();
  const print = useDeskAction("print");
  const tell = (record: PrintRecord, outcome: "printed" | "saved" | "notKept") => {
    const { revision, printer } = record;
    const document = documentName(t, record.document);
    toasts.show({ text: t(`printing.${outcome}`, { document, revision, printer: printer ?? "" }) });
    if (outcome !== "notKept") onDone();
  };
  const send = (id: string, document: string, language: string, printer: string | null) =>
    print.mutate(
      { id, document, language, printer },
      {
        onSuccess: (record) => {
          if (printer !== null) return tell(record, "printed");
          platform
            .saveBlob(record.hash, record.file_name)
            .then((kept) => tell(record, kept ? "saved" : "notKept"), toasts.fail);
        },
      },
    );
  return { send, isPending: print.isPending, error: print.error };
}
