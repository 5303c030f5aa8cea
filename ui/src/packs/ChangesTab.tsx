import { useTranslation } from "react-i18next";
import { Label, Radio, RadioGroup } from "react-aria-components";

import { useNow } from "../app/about";
import type { PackShelf } from "../contract/contract";
import { Button } from "../design";
import { Accept } from "./Accept";
import {
  askOtherwise,
  draft,
  found,
  question,
  rulesOf,
  useAsk,
  WHICH,
  type Question,
  type Which,
} from "./asking";
import { useKept } from "./kept";
import { ReleaseChooser } from "./ReleaseChooser";
import { isUnderWay } from "./run";
import { RunResult } from "./RunResult";

/** Asks what other rules, or another day, would change in the queue. */
export function ChangesTab({ shelf }: { shelf: PackShelf }) {
  const { t } = useTranslation();
  const asked = useKept(question);
  const written = useKept(draft);
  const run = useKept(found.state);
  const ask = useAsk();
  const rules = rulesOf(asked, written);
  const { which, on } = asked;
  return (
    <>
      <p className="muted">{t("packs.changes.text")}</p>
      <RadioGroup
        className="packs-which"
        value={which}
        onChange={(chosen) => askOtherwise({ which: chosen as Which })}
      >
        <Label className="field-label">{t("packs.which.label")}</Label>
        {offered(shelf, asked, written).map((one) => (
          <Radio key={one} value={one} className="packs-radio" data-testid={`which-${one}`}>
            <span className="packs-radio-mark" aria-hidden="true" />
            {t(`packs.which.${one}`)}
          </Radio>
        ))}
      </RadioGroup>
      {which === "release" && <ReleasePart asked={asked} />}
      <div className="packs-bar">
        {which === "back_to" && (
          <DayField
            label={t("packs.back.day")}
            day={asked.backTo}
            onDay={(backTo) => askOtherwise({ backTo })}
            testId="changes-back-day"
          />
        )}
        <OnDay on={on} />
        <Button
          look="primary"
          isDisabled={rules === null || isUnderWay(run)}
          onPress={() => rules && ask(found, rules, on)}
          data-testid="changes-ask"
        >
          {t("packs.ask")}
        </Button>
      </div>
      <div aria-live="polite">
        <RunResult run={found} kind="looked" />
      </div>
      {run.stage === "ended" && run.progress.stage !== "failed" && rules && (
        <Accept asked={asked} rules={rules} />
      )}
    </>
  );
}

/** The choices that mean something now. */
function offered({ back_to }: PackShelf, { which }: Question, written: string | null): Which[] {
  const makesSense: Partial<Record<Which, boolean>> = {
    everything: back_to !== null,
    office: written !== null,
  };
  return WHICH.filter((one) => one === which || makesSense[one] !== false);
}

function ReleasePart({ asked: { release } }: { asked: Question }) {
  const { t } = useTranslation();
  return (
    <div className="packs-release">
      {release && (
        <p className="packs-file" data-testid="staged-file">
          {t("packs.take.staged", { file: release.file })}
        </p>
      )}
      <ReleaseChooser onStaged={(staged) => askOtherwise({ release: staged })} />
    </div>
  );
}

/** The day of acceptance: today where nobody says otherwise. */
function OnDay({ on }: { on: string | null }) {
  const { t } = useTranslation();
  const today = dayOf(useNow());
  return (
    <DayField
      label={t("packs.changes.on")}
      day={on ?? today}
      onDay={(day) => askOtherwise({ on: day === today ? null : day })}
      testId="changes-day"
    />
  );
}

interface DayProps {
  label: string;
  day: string | null;
  onDay: (day: string | null) => void;
  testId: string;
}

function DayField({ label, day, onDay, testId }: DayProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <input
        className="field-input"
        type="date"
        value={day ?? ""}
        onChange={({ target }) => onDay(target.value === "" ? null : target.value)}
        data-testid={testId}
      />
    </label>
  );
}

/** The day on the calendar of where the desk stands. */
function dayOf(time: number): string {
  const at = new Date(time);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
