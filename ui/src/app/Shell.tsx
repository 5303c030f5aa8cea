import { useTranslation } from "react-i18next";

import { CommandsSheet } from "../palette/CommandsSheet";
import { Palette } from "../palette/Palette";
import { QueuePage } from "../queue/QueuePage";
import { useQueue } from "../queue/state";
import { useUndo } from "../queue/undo";
import { LanguageDialog } from "../settings/LanguageDialog";
import { SettingsPage } from "../settings/SettingsPage";
import { SignIn } from "../settings/SignIn";
import { ErrorState } from "../design";
import { useAbout, useStoreWatch } from "./about";
import { FEATURES, type PageProps } from "./features";
import { Footer } from "./Footer";
import { Header } from "./Header";
import { useDeskCommands } from "./deskCommands";
import { useRoute, type Page } from "./route";
import { Sidebar } from "./Sidebar";
import "./shell.css";

/** Header, sidebar, page and footer. */
export function Shell() {
  const { t } = useTranslation();
  const about = useAbout();
  const { current } = useQueue();
  const { page, argument } = useRoute();
  useStoreWatch(about.data);
  useDeskCommands();
  useUndo();

  if (about.isError && !about.data) {
    return <ErrorState error={about.error} onRetry={() => void about.refetch()} />;
  }
  if (about.data?.broker === null) return <SignIn />;
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={skipToMain}>
        {t("app.skip")}
      </a>
      <Header />
      <Sidebar />
      <main id="main" className="shell-main" tabIndex={-1}>
        <PageBody page={page} argument={argument} />
      </main>
      <Footer />
      <Palette />
      <CommandsSheet />
      <LanguageDialog />
      {FEATURES.map(({ Overlay }, place) =>
        Overlay ? <Overlay key={place} selected={current?.id ?? null} /> : null,
      )}
    </div>
  );
}

function PageBody({ page, argument }: PageProps & { page: Page }) {
  const Added = FEATURES.find((feature) => feature.pages?.[page])?.pages?.[page];
  if (Added) return <Added argument={argument} />;
  if (page === "settings") return <SettingsPage />;
  return <QueuePage />;
}

/** The hash is the route: the link may not change it. */
function skipToMain(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
