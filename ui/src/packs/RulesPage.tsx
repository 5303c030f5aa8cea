import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { PageProps } from "../app/features";
import { go } from "../app/route";
import type { PackShelf } from "../contract/contract";
import { ErrorState, Skeleton } from "../design";
import { Behind } from "./Behind";
import { ChangesTab } from "./ChangesTab";
import { InForce } from "./InForce";
import { OwnRules } from "./OwnRules";
import "../review/tabs.css";
import "./packs.css";

const TABS = ["in_force", "changes", "own"] as const;
type TabName = (typeof TABS)[number];

/** The rules that the desk works by, what others would change, and the office's own. */
export function RulesPage({ argument }: PageProps) {
  const { t } = useTranslation();
  const shelf = useDesk("packs", {});
  const shown = TABS.find((tab) => tab === argument) ?? "in_force";
  return (
    <div className="page packs" data-testid="rules-page">
      <h1>{t("packs.title")}</h1>
      {shelf.isPending && <Skeleton />}
      {shelf.isError && !shelf.data && (
        <ErrorState error={shelf.error} onRetry={() => void shelf.refetch()} />
      )}
      {shelf.data && (
        <>
          <Behind isBehind={shelf.data.queue_is_behind} />
          <Tabs
            className="packs-tabs"
            selectedKey={shown}
            onSelectionChange={(key) => go("rules", String(key))}
            keyboardActivation="manual"
          >
            <TabList className="tab-list" aria-label={t("packs.title")}>
              {TABS.map((tab) => (
                <Tab key={tab} id={tab} className="tab" data-testid={`rules-tab-${tab}`}>
                  {t(`packs.tab.${tab}`)}
                </Tab>
              ))}
            </TabList>
            {TABS.map((tab) => (
              <TabPanel key={tab} id={tab} className="packs-panel">
                <Panel tab={tab} shelf={shelf.data} />
              </TabPanel>
            ))}
          </Tabs>
        </>
      )}
    </div>
  );
}

function Panel({ tab, shelf }: { tab: TabName; shelf: PackShelf }) {
  switch (tab) {
    case "in_force":
      return <InForce shelf={shelf} />;
    case "changes":
      return <ChangesTab shelf={shelf} />;
    case "own":
      return <OwnRules saved={shelf.office} />;
  }
}
