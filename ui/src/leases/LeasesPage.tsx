import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { question, useDeskAction } from "../app/desk";
import { usePlatform } from "../app/platform";
import { go } from "../app/route";
import type { LeaseInfo, Leases } from "../contract/contract";
import { Button, EmptyState, ErrorState, Skeleton, useFormats, useToasts } from "../design";
import { minutesUntil, span } from "../queue/age";
import { useQueue } from "../queue/state";
import { useSyncStatus } from "../syncing/status";
import { ago } from "../syncing/words";
import "./leases.css";

/** The list moves on when others take and return, and when time passes. */
const ASK_EVERY_MS = 3_000;

/** Who has what until when. */
export function LeasesPage() {
  const leases = useQuery({
    ...question(usePlatform(), "leases", {}),
    refetchInterval: ASK_EVERY_MS,
  });
  if (leases.isPending) return <Skeleton />;
  if (leases.isError && !leases.data) {
    return <ErrorState error={leases.error} onRetry={() => void leases.refetch()} />;
  }
  return <LeaseList leases={leases.data} />;
}

function LeaseList({ leases }: { leases: Leases }) {
  const { t } = useTranslation();
  return (
    <div className="page" data-testid="leases-page">
      <h1>{t("leases.title")}</h1>
      <AsOf asOf={leases.as_of} />
      {leases.leases.length === 0 ? (
        <EmptyState
          title={t("leases.none")}
          action={<Button onPress={() => go("queue")}>{t("commands.showQueue")}</Button>}
          data-testid="leases-none"
        >
          {t("leases.noneText")}
        </EmptyState>
      ) : (
        <LeaseTable leases={leases.leases} />
      )}
    </div>
  );
}

/** As of when the list is; offline it may have been overtaken. */
function AsOf({ asOf }: { asOf: string | null }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const state = useSyncStatus().data?.connection.state;
  const isConnected = state === "connected";
  return (
    <p className={isConnected ? "muted" : "lease-old"} data-testid="leases-as-of">
      {asOf === null
        ? t("leases.neverTold")
        : t("leases.asOf", { when: moment(asOf, now), age: ago(asOf, now, t) })}
      {asOf !== null && !isConnected && ` ${t("leases.mayBeOld")}`}
    </p>
  );
}

function LeaseTable({ leases }: { leases: readonly LeaseInfo[] }) {
  const { t } = useTranslation();
  return (
    <table className="lease-table">
      <thead>
        <tr>
          <th scope="col">{t("leases.what")}</th>
          <th scope="col">{t("leases.who")}</th>
          <th scope="col">{t("leases.until")}</th>
          <th scope="col" className="num">
            {t("leases.declarations")}
          </th>
          <th scope="col" className="num">
            {t("leases.stillOpen")}
          </th>
          <th>
            <span className="sr-only">{t("leases.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {leases.map((lease) => (
          <LeaseRow key={lease.id} lease={lease} />
        ))}
      </tbody>
    </table>
  );
}

function LeaseRow({ lease }: { lease: LeaseInfo }) {
  const { t } = useTranslation();
  const { moment, count } = useFormats();
  const now = useNow();
  const { label, by, mine, since, until, open } = lease;
  return (
    <tr data-testid="lease" data-mine={mine}>
      <th scope="row" title={label}>
        {label}
      </th>
      <td>
        {by} {mine && <span className="lease-mine">{t("leases.mine")}</span>}
      </td>
      <td>
        <span title={t("leases.since", { when: moment(since, now) })}>{moment(until, now)}</span>{" "}
        <span className="muted">
          {t("leases.left", { time: span(Math.max(0, minutesUntil(until, now)), t) })}
        </span>
      </td>
      <td className="num">{count(lease.count)}</td>
      <td className="num">{count(open)}</td>
      <td className="lease-ways">{mine && <OwnWays lease={lease} />}</td>
    </tr>
  );
}

/** Showing one's own, and giving it back before its time. */
function OwnWays({ lease }: { lease: LeaseInfo }) {
  const { t } = useTranslation();
  const { setFilter } = useQueue();
  const { show, fail } = useToasts();
  const giveBack = useDeskAction("return_lease");
  const showOwn = () => {
    setFilter({ leased_here: true });
    go("queue");
  };
  const giveItBack = () =>
    giveBack.mutate(
      { id: lease.id },
      {
        onError: fail,
        onSuccess: () => show({ text: t("leases.returned", { label: lease.label }) }),
      },
    );
  return (
    <>
      <Button look="quiet" onPress={showOwn} data-testid="lease-show">
        {t("leases.show")}
      </Button>
      <Button onPress={giveItBack} isPending={giveBack.isPending} data-testid="lease-return">
        {t("leases.return")}
      </Button>
    </>
  );
}
