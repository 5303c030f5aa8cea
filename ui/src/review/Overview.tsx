import { useTranslation } from "react-i18next";

import type { DeclarationView } from "../contract/contract";
import { Button } from "../design";
import { Charges } from "./Charges";
import { Findings } from "./Findings";
import { ItemsTable } from "./Items";
import { Parties } from "./Parties";
import { useReview } from "./state";

const SHOWN_ITEMS = 6;
const SHOWN_LINES = 6;

/** What was found, who, what and how much, at a glance. */
export function Overview({ declaration }: { declaration: DeclarationView }) {
  const { t } = useTranslation();
  const { setTab } = useReview();
  const { findings, parties, items, charges } = declaration;
  return (
    <>
      <Findings findings={findings} />
      <section>
        <h2>{t("review.parties.title")}</h2>
        <Parties parties={parties} />
      </section>
      <section>
        <h2>{t("review.items.title")}</h2>
        <ItemsTable items={items.slice(0, SHOWN_ITEMS)} />
        {items.length > SHOWN_ITEMS && (
          <p className="section-more">
            <Button look="link" onPress={() => setTab("items")}>
              {t("review.items.all", { count: items.length })}
            </Button>
          </p>
        )}
      </section>
      <section>
        <h2>{t("review.charges.title")}</h2>
        <Charges charges={charges} shown={SHOWN_LINES} />
        {charges.lines.length > SHOWN_LINES && (
          <p className="section-more">
            <Button look="link" onPress={() => setTab("charges")}>
              {t("review.charges.all", { count: charges.lines.length })}
            </Button>
          </p>
        )}
      </section>
    </>
  );
}
