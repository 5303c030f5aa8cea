import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { CommandButton, commandOf } from "../commands";
import type { Conflict } from "../contract/contract";
import { Button, Field, Kbd, useFormats } from "../design";
import { useOpenDeclaration } from "../queue/useOpenDeclaration";
import { answerPicks } from "./answer";
import { FieldTable } from "./FieldTable";
import { Outcome } from "./Outcome";
import { SideCards } from "./SideCards";
import { useChoosing } from "./useChoosing";
import { usePickKeys } from "./usePickKeys";

/** One open conflict: base, standing and contested beside each other, and the choice. */
export function OpenConflict({ conflict, onDone }: { conflict: Conflict; onDone: () => void }) {
  const { t } = useTranslation();
  const choosing = useChoosing(conflict, onDone);
  const { picks, left, isPending } = choosing;
  const { box, onKeyDown } = usePickKeys(picks);
  const Sides = conflict.about === "data" ? FieldTable : SideCards;
  return (
    <>
      <ConflictHead conflict={conflict} />
      <p className="conflict-note muted">{t(`conflicts.explained.${conflict.about}`)}</p>
      <div className="conflict-sides">
        <CommandButton command="takeStanding" />
        <CommandButton command="takeContested" />
        <Hints />
      </div>
      <div ref={box} onKeyDown={onKeyDown}>
        <Sides conflict={conflict} choosing={choosing} picks={picks} />
      </div>
      <Outcome conflict={conflict} picks={picks} />
      <div className="conflict-confirm">
        <Field
          label={t("conflicts.reason")}
          value={choosing.reason}
          onChange={choosing.setReason}
          data-testid="conflict-reason"
        />
        <Button
          look="primary"
          keyHint={commandOf("confirmChoice").keys?.[0]}
          isDisabled={left > 0}
          isPending={isPending}
          onPress={choosing.confirm}
          data-testid="conflict-confirm"
        >
          {left > 0 ? t("conflicts.left", { count: left }) : t("commands.confirmChoice")}
        </Button>
      </div>
    </>
  );
}

/** One that was answered, or in which both sides agreed: what lost stays to be read. */
export function ClosedConflict({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const { answer, about } = conflict;
  const Sides = about === "data" ? FieldTable : SideCards;
  return (
    <>
      <ConflictHead conflict={conflict} />
      <div className="conflict-answer" data-testid="conflict-answer">
        {answer === null ? (
          <p>{t("conflicts.agreedText")}</p>
        ) : (
          <>
            <p>
              <strong>{t(`conflicts.answer.${answer.choice}`)}</strong>{" "}
              <span className="muted">
                {answer.by} · {moment(answer.at, now)}
              </span>
            </p>
            {answer.reason && <p className="selectable">“{answer.reason}”</p>}
          </>
        )}
      </div>
      <Sides conflict={conflict} choosing={null} picks={answerPicks(conflict)} />
      <p className="muted">{t("conflicts.loserStays")}</p>
    </>
  );
}

function ConflictHead({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const open = useOpenDeclaration();
  const { lrn, goods, about, declaration } = conflict;
  return (
    <header className="conflict-head">
      <div>
        <h2 className="mono selectable" data-testid="conflict-lrn">
          {lrn}
        </h2>
        <p className="muted clip" title={goods}>
          {t(`conflicts.about.${about}`)} · <bdi>{goods}</bdi>
        </p>
      </div>
      <Button onPress={() => open(declaration, lrn)} data-testid="conflict-declaration">
        {t("conflicts.toDeclaration")}
      </Button>
    </header>
  );
}

function Hints() {
  const { t } = useTranslation();
  return (
    <span className="conflict-hints muted">
      <Kbd shortcut="ArrowUp" /> <Kbd shortcut="ArrowDown" /> {t("conflicts.hint.move")}{" "}
      <Kbd shortcut="Space" /> {t("conflicts.hint.toggle")} <Kbd shortcut="j" />{" "}
      {t("conflicts.hint.next")}
    </span>
  );
}
