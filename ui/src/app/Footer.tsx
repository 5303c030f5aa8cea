import { useTranslation } from "react-i18next";

import { commandOf, type CommandId } from "../commands";
import { Kbd, useFormats } from "../design";
import { useAbout } from "./about";
import { useRoute } from "./route";

/** The keys that matter most, and the state of the journal. */
export function Footer() {
  const { t } = useTranslation();
  const { count } = useFormats();
  const about = useAbout().data;
  const { page } = useRoute();
  return (
    <footer className="footer">
      {page === "queue" && (
        <>
          <Hint commands={["next", "previous"]} text={t("app.footer.move")} />
          <Hint commands={["select"]} text={t("app.footer.select")} />
          <Hint commands={["approveSelected"]} text={t("app.footer.bulk")} />
        </>
      )}
      <Hint commands={["undo"]} text={t("app.footer.undo")} />
      <Hint commands={["keys"]} text={t("app.footer.keys")} />
      {about && (
        <span className="footer-journal" data-testid="journal">
          {about.verified_to > 0
            ? t("app.footer.verified", { number: count(about.verified_to) })
            : t("app.footer.unverified", { number: count(about.entries) })}
        </span>
      )}
    </footer>
  );
}

function Hint({ commands, text }: { commands: CommandId[]; text: string }) {
  return (
    <span className="footer-hint">
      {commands.map((id) => (
        <Kbd key={id} shortcut={commandOf(id).keys?.[0] ?? ""} />
      ))}{" "}
      {text}
    </span>
  );
}
