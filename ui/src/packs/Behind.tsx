import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { refresh } from "../app/desk";
import { usePlatform } from "../app/platform";
import { useCommand } from "../commands";
import { Button } from "../design";
import { again } from "./asking";
import { useKept } from "./kept";
import { isUnderWay, runDesk } from "./run";
import { RunResult } from "./RunResult";

/** Says that the queue was judged by other rules than those in force, judges it anew, and says how that ended. */
export function Behind({ isBehind }: { isBehind: boolean }) {
  const { t } = useTranslation();
  const platform = usePlatform();
  const queries = useQueryClient();
  const run = useKept(again.state);
  const isFree = !isUnderWay(run);
  const judge = () =>
    void again
      .start(runDesk(platform), () => platform.call("judge_again", {}))
      .then(() => refresh(queries));
  useCommand("judgeAgain", judge, isBehind && isFree);
  if (!isBehind && run.stage === "idle") return null;
  return (
    <section className="packs-banner" role="status" data-testid="rules-behind">
      {isBehind && isFree && (
        <div className="packs-banner-line">
          <div>
            <strong>{t("packs.behind.title")}</strong>
            <p>{t("packs.behind.text")}</p>
          </div>
          <Button look="primary" onPress={judge} data-testid="judge-again">
            {t("commands.judgeAgain")}
          </Button>
        </div>
      )}
      <RunResult run={again} kind="judged" />
      {isFree && run.stage !== "idle" && (
        <div>
          <Button look="quiet" onPress={again.forget} data-testid="judged-close">
            {t("app.close")}
          </Button>
        </div>
      )}
    </section>
  );
}
