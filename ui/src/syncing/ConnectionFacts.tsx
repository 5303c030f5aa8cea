import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { HubInfo, SyncStatus } from "../contract/contract";
import { useFormats } from "../design";
import { Part } from "./Part";
import { ago, clockWords } from "./words";

const ROLES = ["broker", "supervisor", "inspector", "read_only"] as const;

/** Which hub, as whom, how far both are, and what their clocks say. */
export function ConnectionFacts({ status, hub }: { status: SyncStatus; hub: HubInfo }) {
  const { t } = useTranslation();
  const { count, moment } = useFormats();
  const now = useNow();
  const { last_complete, oldest_unsent, hub_head, have_up_to, clock_offset_ms } = status;
  const role = ROLES.find((one) => one === hub.role);
  return (
    <Part title={t("syncing.facts.title")}>
      <dl className="facts" data-testid="sync-facts">
        <Fact name={t("syncing.facts.hub")}>
          {hub.office}
          <br />
          <span className="mono muted selectable">{hub.url}</span>
        </Fact>
        <Fact name={t("syncing.facts.asDesk")}>
          {hub.desk_name} · {role ? t(`syncing.role.${role}`) : hub.role}
        </Fact>
        <Fact name={t("syncing.facts.joined")}>{moment(hub.since, now)}</Fact>
        <Fact name={t("syncing.facts.key")}>{t(`syncing.key.${hub.key_place}`)}</Fact>
        <Fact name={t("syncing.facts.complete")}>
          {last_complete === null
            ? t("syncing.neverYet")
            : `${moment(last_complete, now)} · ${ago(last_complete, now, t)}`}
        </Fact>
        <Fact name={t("syncing.facts.oldest")}>
          {oldest_unsent === null
            ? t("syncing.none")
            : `${moment(oldest_unsent, now)} · ${ago(oldest_unsent, now, t)}`}
        </Fact>
        <Fact name={t("syncing.facts.sequence")}>
          {have_up_to >= hub_head
            ? t("syncing.facts.hasAll", { head: count(hub_head) })
            : t("syncing.facts.has", {
                have: count(have_up_to),
                head: count(hub_head),
                lacking: count(hub_head - have_up_to),
              })}
        </Fact>
        <Fact name={t("syncing.facts.clock")}>
          {clockWords(clock_offset_ms, t)}
          <br />
          <span className="muted">{t("syncing.clock.shownOnly")}</span>
        </Fact>
      </dl>
    </Part>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
