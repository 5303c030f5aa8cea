import { useTranslation } from "react-i18next";

import type { PartyView } from "../contract/contract";
import { useReview } from "./state";
import { Button } from "../design";

/** Who: one line each, or `whole` with their identification and the way to their data. */
export function Parties({ parties, whole = false }: { parties: PartyView[]; whole?: boolean }) {
  const { t } = useTranslation();
  if (parties.length === 0) return <p className="muted">{t("review.parties.none")}</p>;
  return (
    <dl className={whole ? "parties parties-whole" : "parties"}>
      {parties.map((party) => (
        <Party key={`${party.role} ${party.path}`} party={party} whole={whole} />
      ))}
    </dl>
  );
}

function Party({ party, whole }: { party: PartyView; whole: boolean }) {
  const { t } = useTranslation();
  const { goTo } = useReview();
  const { role, role_code, id, name, address, country, path } = party;
  const place = [address, country].filter(Boolean).join(", ");
  return (
    <>
      {/* A role this version has no word for is shown as the desk calls it. */}
      <dt>{t(`terms.role.${role}` as "terms.role.importer", role)}</dt>
      <dd className="selectable">
        {name && <bdi>{name}</bdi>}
        {name && place && (whole ? <br /> : ", ")}
        {place && <bdi>{place}</bdi>}
        {(name || place) && id && <br />}
        {id && <span className="mono">{id}</span>}{" "}
        {role_code && <span className="mono muted">{role_code}</span>}
        {whole && (
          <p className="section-more">
            <Button look="link" onPress={() => goTo(path)}>
              {t("review.parties.data")}
            </Button>
          </p>
        )}
      </dd>
    </>
  );
}
