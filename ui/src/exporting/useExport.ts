import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { Exported, ExportRequest } from "../contract/contract";
import { useToasts } from "../design";

/**
 * Has the desk make a file, and saves it. Where not everything is in it, the broker hears of that
 * first: nothing is saved then before `save`.
 */
export function useExport(onSaved: () => void) {
  const { t } = useTranslation();
  const platform = usePlatform();
  const { show, fail } = useToasts();
  const make = useDeskAction("export");
  const save = ({ hash, file_name, declarations }: Exported) => {
    platform.saveBlob(hash, file_name).then((kept) => {
      if (!kept) return;
      show({ text: t("exporting.saved", { count: declarations, file: file_name }) });
      onSaved();
    }, fail);
  };
  return {
    start: (request: ExportRequest) =>
      make.mutate(request, {
        onSuccess: (exported) => exported.missing.length === 0 && save(exported),
      }),
    save,
    /** Chosen otherwise: what was made does not count any more. */
    forget: make.reset,
    exported: make.data ?? null,
    isPending: make.isPending,
    error: make.error,
  };
}
