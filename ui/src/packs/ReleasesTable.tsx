import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import type { PackRelease } from "../contract/contract";
import { useFormats } from "../design";

/** Releases that were taken, newest first. */
export function ReleasesTable({ releases }: { releases: readonly PackRelease[] }) {
  const { t } = useTranslation();
  return (
    <div className="packs-scroll">
      <table className="packs-table">
        <thead>
          <tr>
            <th scope="col">{t("packs.releases.layer")}</th>
            <th scope="col">{t("packs.releases.version")}</th>
            <th scope="col" className="num">
              {t("packs.releases.number")}
            </th>
            <th scope="col">{t("packs.releases.issued")}</th>
            <th scope="col">{t("packs.releases.publisher")}</th>
            <th scope="col">{t("packs.releases.taken")}</th>
            <th scope="col">{t("packs.releases.state")}</th>
          </tr>
        </thead>
        <tbody className="selectable">
          {releases.map((release) => (
            <ReleaseRow key={`${release.layer} ${release.sequence}`} release={release} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReleaseRow({ release }: { release: PackRelease }) {
  const { t } = useTranslation();
  const { count, date, moment } = useFormats();
  const now = useNow();
  const { layer, version, sequence, issued, publisher, taken_by, taken_at, in_force } = release;
  return (
    <tr data-testid={`release-${layer}-${sequence}`} data-in-force={in_force}>
      <th scope="row" className="packs-nowrap">
        {layer}
      </th>
      <td className="packs-nowrap">{version}</td>
      <td className="num">{count(sequence)}</td>
      <td className="packs-nowrap">{date(issued)}</td>
      <td>{publisher ?? <span className="muted">{t("packs.releases.ofTheOffice")}</span>}</td>
      <td>
        {taken_by} <span className="muted packs-nowrap">{moment(taken_at, now)}</span>
      </td>
      <td className="packs-nowrap">
        <span className={in_force ? "packs-mark packs-mark-on" : "packs-mark"}>
          {t(in_force ? "packs.releases.inForce" : "packs.releases.notInForce")}
        </span>
      </td>
    </tr>
  );
}
