import { useTranslation } from "react-i18next";

import type { LensGroup, LensMember, LensName } from "../contract/contract";
import { useFormats } from "../design";

/** The first declarations of a group, folded away until somebody wants to see them. */
export function MembersTable({ lens, group }: { lens: LensName; group: LensGroup }) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { members, parcels } = group;
  const perKg = lens === "value_per_kg";
  return (
    <details className="lens-members">
      <summary>
        {members.length < parcels
          ? t("lenses.firstMembers", { number: count(members.length) })
          : t("lenses.members")}
      </summary>
      <div className="lens-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("lenses.column.lrn")}</th>
              <th scope="col">{t("lenses.column.consignee")}</th>
              <th scope="col">{t("lenses.column.seller")}</th>
              <th scope="col">{t("lenses.column.flight")}</th>
              <th scope="col" className="num">
                {t("lenses.column.value")}
              </th>
              {perKg && (
                <th scope="col" className="num">
                  {t("lenses.column.perKg")}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <MemberRow key={`${member.id} ${member.item ?? ""}`} member={member} perKg={perKg} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function MemberRow({ member, perKg }: { member: LensMember; perKg: boolean }) {
  const { t } = useTranslation();
  const { money } = useFormats();
  const euro = (value: string | null) => (value === null ? "–" : money(value, "EUR"));
  return (
    <tr>
      <td className="mono">{member.lrn}</td>
      <td>
        <bdi>{member.consignee}</bdi> <bdi className="muted">{member.street}</bdi>
      </td>
      <td>
        <bdi>{member.seller}</bdi>
      </td>
      <td className="mono">{member.flight}</td>
      <td className="num">{euro(member.value)}</td>
      {perKg && (
        <td className="num">
          {euro(member.value_per_kg)}{" "}
          {member.item !== null && (
            <span className="muted">{t("lenses.item", { number: member.item })}</span>
          )}
        </td>
      )}
    </tr>
  );
}
