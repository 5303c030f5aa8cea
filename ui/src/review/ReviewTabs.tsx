import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { FEATURES } from "../app/features";
import { commandOf, keyLabel } from "../commands";
import type { DeclarationView } from "../contract/contract";
import { WhatIf } from "../whatif/WhatIf";
import { Charges } from "./Charges";
import { Elements } from "./Elements";
import { Items } from "./Items";
import { Overview } from "./Overview";
import { Parties } from "./Parties";
import { TABS, useReview, type Tab as TabName } from "./state";
import { Timeline } from "./Timeline";
import { useFieldCommands } from "./useFieldCommands";
import "./tabs.css";

/** Everything about the declaration, under seven heads. */
export function ReviewTabs({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const { tab, setTab } = useReview();
  useFieldCommands(declaration);
  return (
    <Tabs
      className="tabs"
      selectedKey={tab}
      onSelectionChange={(key) => setTab(key as TabName)}
      keyboardActivation="manual"
    >
      <TabList className="tab-list" aria-label={t("review.tabs")}>
        {TABS.map((name) => (
          <Tab key={name} id={name} className="tab" data-testid={`tab-${name}`}>
            <span title={keyLabel(commandOf(name).keys?.[0] ?? "", t)}>
              {name === "elements" ? t("review.data") : t(`commands.${name}`)}{" "}
              {countOn(name, declaration) || null}
            </span>
          </Tab>
        ))}
      </TabList>
      {TABS.map((name) => (
        <TabPanel
          key={name}
          id={name}
          className={name === "elements" ? "tab-panel tab-panel-whole" : "tab-panel"}
          data-testid={`panel-${name}`}
        >
          <Panel name={name} declaration={declaration} />
        </TabPanel>
      ))}
    </Tabs>
  );
}

function Panel({ name, declaration }: { name: TabName; declaration: DeclarationView }) {
  switch (name) {
    case "overview":
      return <Overview declaration={declaration} />;
    case "items":
      return <Items items={declaration.items} />;
    case "parties":
      return <Parties parties={declaration.parties} whole />;
    case "charges":
      return (
        <>
          <Charges charges={declaration.charges} whole />
          <WhatIf declaration={declaration} />
        </>
      );
    case "evidence":
      return <Evidence declaration={declaration} />;
    case "timeline":
      return <Timeline events={declaration.timeline} />;
    case "elements":
      return <Elements declaration={declaration} />;
  }
}

function Evidence({ declaration }: { declaration: DeclarationView }) {
  const Added = FEATURES.find((feature) => feature.Evidence)?.Evidence;
  return Added ? <Added declaration={declaration} /> : null;
}

function countOn(tab: TabName, declaration: DeclarationView): number | null {
  if (tab === "items") return declaration.items.length;
  if (tab === "evidence") return declaration.evidence.length;
  if (tab === "timeline") return declaration.timeline.length;
  return null;
}
