import type { ChargesView, Finding, WhatIf } from "../contract/contract";

const CHARGES: ChargesView = {
  lines: [],
  payable: "6.00",
  currency: "EUR",
  customs_value: "158.31",
  gaps: [],
  by_authority: false,
  rates: [],
};

const MISSING: Finding = {
  rule: "GL-H1-020",
  severity: "error",
  title: "Delivery terms are missing",
  detail: "",
  hint: "",
  data_element: "14 01 035 000",
  path: null,
  item: null,
  source: "",
  pack: "eu",
  rules_of: "2026-11-01",
  unverified: false,
  filter: null,
};

/** A parcel of two lines under one sub-heading, worth a little more than the limit. */
export function fakeWhatIf(): WhatIf {
  const rates = [
    {
      currency: "USD",
      base: "EUR",
      units: "1.0890",
      from: "2026-11-01",
      list: null,
      unverified: true,
    },
  ];
  return {
    ways: [
      { data_set: "H7", declared: true, charges: CHARGES, obstacles: [] },
      {
        data_set: "H1",
        declared: false,
        charges: { ...CHARGES, payable: "12.40" },
        obstacles: [MISSING],
      },
    ],
    limit: {
      limit: "150",
      declared: { day: "2026-11-01", value: "158.31", left: "-8.31", rates },
      today: { day: "2026-11-21", value: "149.20", left: "0.80", rates },
    },
    lines: {
      each: "3",
      separate: "6",
      together: "3",
      same: [{ code: "610910", items: [1, 2] }],
    },
  };
}
