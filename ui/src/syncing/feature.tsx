import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import type { Feature } from "../app/features";
import { go } from "../app/route";
import { useCommand } from "../commands";
import { useToasts } from "../design";
import { useSyncStatus, useSyncWatch } from "./status";
import { SyncPage } from "./SyncPage";

/** Watches the line, also while other pages are shown. */
function Overlay() {
  const { t } = useTranslation();
  const { show, fail } = useToasts();
  const status = useSyncStatus().data;
  const sync = useDeskAction("sync_now");
  useSyncWatch();
  useCommand("showSync", () => go("sync"));
  useCommand(
    "syncNow",
    () =>
      sync.mutate({}, { onError: fail, onSuccess: () => show({ text: t("syncing.triedNow") }) }),
    status?.hub != null,
  );
  return null;
}

export const feature: Feature = { pages: { sync: SyncPage }, Overlay };
