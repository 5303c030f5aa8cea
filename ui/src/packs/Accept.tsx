import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import { go } from "../app/route";
import type { OtherRules } from "../contract/contract";
import { Button, FailureBox, useToasts } from "../design";
import type { DeskFailure } from "../platform";
import { askOtherwise, draft, type Question } from "./asking";

interface Props {
  asked: Question;
  rules: OtherRules;
}

/** Makes the rules that were asked about those in force. */
export function Accept({ asked: { which }, rules }: Props) {
  const { t } = useTranslation();
  const { accept, isPending, error } = useAccept(rules);
  if (which === "same") return null;
  return (
    <section className="packs-accept" data-testid="accept">
      <p>{t(`packs.accept.text.${which}`)}</p>
      <div className="packs-bar">
        <Button look="primary" onPress={accept} isPending={isPending} data-testid="accept-do">
          {t(`packs.accept.do.${which}`)}
        </Button>
        <Button
          onPress={() => askOtherwise({ which: "same", release: null })}
          data-testid="accept-leave"
        >
          {t("packs.accept.leave")}
        </Button>
      </div>
      {error && <FailureBox failure={error} title={t("packs.accept.failed")} />}
    </section>
  );
}

function useAccept(rules: OtherRules): {
  accept: () => void;
  isPending: boolean;
  error: DeskFailure | null;
} {
  const { t } = useTranslation();
  const { show } = useToasts();
  const take = useDeskAction("take_release");
  const back = useDeskAction("go_back_to");
  const save = useDeskAction("save_office_rules");
  const done = {
    onSuccess: () => {
      show({ text: t("packs.accept.done") });
      askOtherwise({ which: "same", release: null, backTo: null });
      go("rules");
    },
  };
  const accept = () => {
    switch (rules.kind) {
      case "same":
        return;
      case "release":
        return take.mutate({ staged: rules.staged }, done);
      case "back_to":
        return back.mutate({ day: rules.day }, done);
      case "office":
        draft.set(null);
        return save.mutate({ text: rules.text }, { ...done, onError: () => draft.set(rules.text) });
    }
  };
  return {
    accept,
    isPending: take.isPending || back.isPending || save.isPending,
    error: take.error ?? back.error ?? save.error,
  };
}
