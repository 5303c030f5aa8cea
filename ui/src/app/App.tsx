import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { I18nProvider } from "react-aria-components";

import { CommandsProvider, type Scope } from "../commands";
import { ToastProvider } from "../design";
import type { Platform } from "../platform";
import { QueueProvider } from "../queue/state";
import { newQueryClient } from "./desk";
import { PlatformProvider } from "./platform";
import { useRoute, type Page } from "./route";
import { Shell } from "./Shell";

const SCOPES: Record<Page, Scope> = {
  queue: "queue",
  inspection: "inspection",
  documents: "documents",
  parcels: "desk",
  conflicts: "conflicts",
  leases: "desk",
  sync: "desk",
  imports: "desk",
  reference: "desk",
  tariff: "desk",
  rules: "desk",
  lenses: "desk",
  settings: "desk",
};

/** The desk. */
export function App({ platform }: { platform: Platform }) {
  const [queries] = useState(newQueryClient);
  const { page } = useRoute();
  const { i18n } = useTranslation();
  useEffect(() => platform.speak(i18n.language), [platform, i18n.language]);
  return (
    <PlatformProvider value={platform}>
      <QueryClientProvider client={queries}>
        <I18nProvider locale={i18n.language}>
          <CommandsProvider scope={SCOPES[page]}>
            <ToastProvider>
              <QueueProvider>
                <Shell />
              </QueueProvider>
            </ToastProvider>
          </CommandsProvider>
        </I18nProvider>
      </QueryClientProvider>
    </PlatformProvider>
  );
}
