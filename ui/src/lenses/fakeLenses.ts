import type { LensFound, LensGroup, LensName, Lenses } from "../contract/contract";
import type { Answers } from "../testing/fake";

const LONG = "ULTRALONGCONSIGNEENAMEWITHOUTANYBLANK".repeat(2).slice(0, 70);

function group(lens: LensName, parts: Partial<LensGroup> = {}): LensGroup {
  const key = parts.key ?? "1/BE 4000 2026-11-20";
  return {
    key,
    common: "BE 4000",
    parcels: 2,
    value: "170.00",
    from: "2026-11-20",
    until: "2026-11-20",
    unrelated_sellers: null,
    spread: null,
    flights: [{ name: "784-12345675", parcels: 2 }],
    sellers: [{ name: "杭州晨光电子有限公司", parcels: 2 }],
    consignees: [
      { name: "Anneke Maes", parcels: 1 },
      { name: LONG, parcels: 1 },
    ],
    members: [
      {
        id: "00000000-0000-7000-8000-000000000001",
        lrn: "LGG-26-0000001-01",
        consignee: "Anneke Maes",
        street: "Rue Hors-Château 12",
        seller: "杭州晨光电子有限公司",
        flight: "784-12345675",
        value: "90.00",
        item: null,
        value_per_kg: null,
      },
    ],
    filter: { lens: { lens, group: key } },
    ...parts,
  };
}

const found = (lens: LensName, groups: LensGroup[]): LensFound => ({
  lens,
  groups,
  total: groups.length,
});

const [member] = group("value_per_kg").members;

const LENSES: LensFound[] = [
  found("splitting", [group("splitting")]),
  found("value_per_kg", [
    group("value_per_kg", {
      key: "7/851762",
      common: "851762",
      spread: { lines: 340, low: "41.00", median: "210.50", high: "602.00" },
      members: member ? [{ ...member, value: "0.90", item: 1, value_per_kg: "4.29" }] : [],
    }),
  ]),
  found("shared_ioss", [
    group("shared_ioss", { key: "3/IM0561234567", common: "IM0561234567", unrelated_sellers: 4 }),
  ]),
  found("same_parcel", []),
  found("same_invoice", []),
];

/** A desk whose lenses have so many entries to read yet, and then find something. */
export function fakeLenses(parts: Partial<Lenses> = {}, behind: number[] = []): Answers {
  const left = [...behind];
  return {
    lenses: () => {
      const now = left.shift() ?? 0;
      return {
        behind: now,
        limits: { parcels: 2, value: "150.00", lines: 20, low: 5, high: 95, times: 3, sellers: 3 },
        declarations: 12_400,
        since: "2026-09-01",
        lenses: now > 0 ? [] : LENSES,
        ...parts,
      };
    },
  };
}
