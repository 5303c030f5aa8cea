import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { go } from "../app/route";
import type { PackShelf } from "../contract/contract";
import { Button, EmptyState, FailureBox, useFormats, useToasts } from "../design";
import { askOtherwise, rulesOf, useAsk, found, question, type Question } from "./asking";
import { Publishers } from "./Publishers";
import { ReleaseChooser } from "./ReleaseChooser";
import { ReleasesTable } from "./ReleasesTable";

/** The rules that the desk works by, and where they come from. */
export function InForce({ shelf }: { shelf: PackShelf }) {
  const { t } = useTranslation();
  const askFirst = useAskFirst();
  const { releases, publishers, troubles } = shelf;
  return (
    <>
      {troubles.length > 0 && (
        <section className="packs-troubles" data-testid="rules-troubles">
          {troubles.map((trouble) => (
            <FailureBox key={trouble.message} failure={trouble} title={t("packs.trouble")} />
          ))}
        </section>
      )}
      <Version shelf={shelf} />
      <section>
        <h2>{t("packs.releases.title")}</h2>
        {releases.length === 0 ? (
          <EmptyState title={t("packs.releases.none")} data-testid="releases-none">
            {t("packs.releases.noneText")}
          </EmptyState>
        ) : (
          <ReleasesTable releases={releases} />
        )}
        <ReleaseChooser onStaged={(release) => askFirst({ which: "release", release, on: null })} />
      </section>
      <GoBack shelf={shelf} />
      <Publishers publishers={publishers} />
    </>
  );
}

/** Shows what a change of rules would change before it can be made. */
function useAskFirst(): (change: Partial<Question>) => void {
  const ask = useAsk();
  return (change) => {
    askOtherwise(change);
    const rules = rulesOf(question.now(), null);
    if (rules) ask(found, rules, question.now().on);
    go("rules", "changes");
  };
}

function Version({ shelf: { version, hash, releases, back_to } }: { shelf: PackShelf }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { show, fail } = useToasts();
  const now = useNow();
  const newest = releases.find((release) => release.in_force);
  const copy = () =>
    void navigator.clipboard
      .writeText(hash)
      .then(() => show({ text: t("packs.version.copied") }), fail);
  return (
    <section className="packs-version" data-testid="rules-version">
      <h2>{t("packs.version.title")}</h2>
      <p className="packs-version-name selectable">{version}</p>
      <p className="muted">
        {newest
          ? t("packs.version.since", {
              when: moment(newest.taken_at, now),
              by: newest.taken_by,
            })
          : t(back_to === null ? "packs.version.shipped" : "packs.version.shippedThen")}
        {" · "}
        {t("reference.pack.hash")}{" "}
        <span className="mono selectable" title={hash} data-testid="rules-hash">
          {hash.slice(0, 12)}…
        </span>{" "}
        <Button look="link" onPress={copy} data-testid="copy-hash">
          {t("reference.identify.copy")}
        </Button>
      </p>
    </section>
  );
}

function GoBack({ shelf: { back_to } }: { shelf: PackShelf }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const askFirst = useAskFirst();
  const [day, setDay] = useState("");
  return (
    <section>
      <h2>{t("packs.back.title")}</h2>
      {back_to !== null && (
        <div className="packs-notice" data-testid="gone-back">
          <p>{t("packs.back.gone", { day: date(back_to) })}</p>
          <Button
            onPress={() => askFirst({ which: "everything", on: null })}
            data-testid="use-everything"
          >
            {t("packs.back.everything")}
          </Button>
        </div>
      )}
      <p className="muted">{t("packs.back.text")}</p>
      <div className="packs-bar">
        <label className="field">
          <span className="field-label">{t("packs.back.day")}</span>
          <input
            className="field-input"
            type="date"
            value={day}
            onChange={({ target }) => setDay(target.value)}
            data-testid="back-day"
          />
        </label>
        <Button
          isDisabled={day === ""}
          onPress={() => askFirst({ which: "back_to", backTo: day, on: null })}
          data-testid="go-back"
        >
          {t("packs.ask")}
        </Button>
      </div>
    </section>
  );
}
