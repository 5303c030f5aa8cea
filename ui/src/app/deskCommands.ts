import { useTranslation } from "react-i18next";

import { useCommand } from "../commands";
import { useToasts } from "../design";
import { useDeskAction } from "./desk";
import { go } from "./route";
import { chooseTheme, otherTheme, useTheme } from "./theme";

/** The commands that work on every page. */
export function useDeskCommands(): void {
  const { t } = useTranslation();
  const theme = useTheme();
  const { show, fail } = useToasts();
  const verify = useDeskAction("verify");

  useCommand("showQueue", () => go("queue"));
  useCommand("showDocuments", () => go("documents"));
  useCommand("showImports", () => go("imports"));
  useCommand("showReference", () => go("reference"));
  useCommand("showTariff", () => go("tariff"));
  useCommand("showSettings", () => go("settings"));
  useCommand("theme", () => chooseTheme(otherTheme(theme)));
  useCommand("verify", () =>
    verify.mutate(
      {},
      {
        onError: fail,
        onSuccess: ({ entries, problems }) =>
          problems.length === 0
            ? show({ text: t("app.verify.holds", { count: entries }) })
            : show({
                text: t("app.verify.problems", { count: problems.length }),
                detail: problems[0]?.message,
                tone: "error",
              }),
      },
    ),
  );
}
