import type {
  Actions,
  ChargesView,
  DataElement,
  DeclarationView,
  Finding,
  ItemView,
  PartyView,
  QueueRow,
  TimelineEvent,
} from "../contract/contract";

/** What the fake desk knows of one declaration beside its row. */
export interface FakeDeclaration {
  values: Map<string, string>;
  timeline: TimelineEvent[];
}

const OVER_LIMIT: Finding = {
  rule: "GL-H7-014",
  severity: "error",
  title: "Intrinsic value is over €150: H7 may not be used",
  detail: "2 items, USD 172.40 = €158.31 at the rate of 1 Nov 2026 (1.0890).",
  hint: "Lodge as H1, or correct item 2.",
  data_element: "14 14 014 000",
  path: "items/2/value",
  item: 2,
  source: "Del. Reg. 2015/2446 art. 143a",
  pack: "eu",
  rules_of: "2026-11-01",
  unverified: false,
  filter: null,
};

const SPLIT: Finding = {
  ...OVER_LIMIT,
  rule: "GL-RISK-003",
  severity: "warning",
  title: "Six parcels for this consignee today, €612 in all",
  detail: "Same name and address on AWB 784-12345675. Possible splitting.",
  hint: "",
  data_element: null,
  path: null,
  item: null,
  source: "",
  unverified: true,
  filter: { split: true },
};

const PARTIES: PartyView[] = [
  {
    role: "importer",
    role_code: null,
    id: null,
    name: "Anneke Maes",
    address: "Rue Hors-Château 12, 4000 Liège",
    country: "BE",
    path: "importer",
  },
  {
    role: "exporter",
    role_code: null,
    id: null,
    name: "杭州晨光电子有限公司",
    address: "Hangzhou",
    country: "CN",
    path: "exporter",
  },
  {
    role: "fiscal",
    role_code: "FR5",
    id: "IM0561234567",
    name: null,
    address: null,
    country: null,
    path: "fiscal/1",
  },
];

const CHARGES: ChargesView = {
  lines: [
    {
      item: null,
      tax_type: "A00",
      label: "Customs duty, €3 × 2 items",
      base: "2",
      rate: "3.00",
      per_unit: true,
      amount: "6.00",
      payable: "6.00",
      note: "",
      rule: "GL-DUTY-3",
      method_of_payment: { code: "E", label: "Deferred payment" },
    },
    {
      item: null,
      tax_type: "B00",
      label: "VAT",
      base: "164.31",
      rate: "21",
      per_unit: false,
      amount: "34.51",
      payable: "0.00",
      note: "Paid under IOSS",
      rule: "GL-VAT",
      method_of_payment: null,
    },
  ],
  payable: "6.00",
  currency: "EUR",
  customs_value: "158.31",
  gaps: [],
  by_authority: false,
  rates: [],
};

function itemsOf(row: QueueRow, values: Map<string, string>): ItemView[] {
  return Array.from({ length: row.items }, (_, at) => ({
    number: at + 1,
    description: at === 0 ? row.goods : `Part ${at + 1} of ${row.goods}`,
    commodity: row.commodity,
    origin: row.origin,
    procedure: "40 00 F48",
    value: values.get(`items/${at + 1}/value`) ?? "48.40",
    currency: "USD",
    gross_mass: "0.62",
    net_mass: "0.60",
    packages: "1",
    supplementary_units: null,
    worst: at === 1 ? "error" : null,
    path: `items/${at + 1}`,
  }));
}

const NOTHING_TO_DO: Actions = {
  decisions: [],
  amend: true,
  inspect: false,
  close_inspection: false,
};

/** The declaration behind a row. */
export function fakeView(row: QueueRow, known: FakeDeclaration): DeclarationView {
  const isOpen = row.status === "queued" || row.status === "held" || row.status === "referred";
  return {
    row,
    declaration_type: "IM A",
    ucr: null,
    lane_reasons: ["Value over the limit"],
    findings: [
      ...(row.errors > 0 ? [{ ...OVER_LIMIT, path: wrongValue(row), item: wrongItem(row) }] : []),
      ...(row.warnings > 0 ? [SPLIT] : []),
    ],
    parties: PARTIES.map((party) =>
      party.role === "importer" ? { ...party, name: row.consignee } : party,
    ),
    items: itemsOf(row, known.values),
    charges: CHARGES,
    evidence: [],
    inspection: null,
    prints: [],
    timeline: known.timeline,
    actions: isOpen
      ? {
          decisions: ["approve", "hold", "refer", "refuse"],
          amend: true,
          inspect: row.status === "referred",
          close_inspection: false,
        }
      : NOTHING_TO_DO,
    pack_hash: "f".repeat(64),
    rules_of: "2026-11-01",
  };
}

/** Its data elements. */
export function fakeElements(row: QueueRow, known: FakeDeclaration): DataElement[] {
  const element = (path: string, number: string, label: string, group: string): DataElement => ({
    path,
    number,
    label,
    group,
    item: group === "item" ? Number(path.split("/")[1]) : null,
    value: known.values.get(path) ?? "",
    unit: path.endsWith("value") ? "USD" : null,
    rules: path === wrongValue(row) && row.errors > 0 ? ["GL-H7-014"] : [],
  });
  const items = Array.from({ length: row.items }, (_, at) => at + 1);
  return [
    element("lrn", "12 09 001 000", "LRN", "header"),
    element("importer/name", "13 04 016 000", "Importer, name", "shipment"),
    ...items.flatMap((item) => [
      element(`items/${item}/description`, "18 05 001 000", "Description of goods", "item"),
      element(`items/${item}/commodity`, "18 09 056 000", "Commodity code", "item"),
      element(`items/${item}/value`, "14 14 014 000", "Intrinsic value", "item"),
    ]),
  ];
}

const wrongItem = (row: QueueRow) => Math.min(2, row.items);
const wrongValue = (row: QueueRow) => `items/${wrongItem(row)}/value`;

/** What a fresh declaration holds. */
export function freshDeclaration(row: QueueRow): FakeDeclaration {
  const values = new Map<string, string>([
    ["lrn", row.lrn],
    ["importer/name", row.consignee],
  ]);
  for (let item = 1; item <= row.items; item += 1) {
    values.set(`items/${item}/description`, row.goods);
    values.set(`items/${item}/commodity`, row.commodity ?? "");
    values.set(`items/${item}/value`, item === 2 ? "124.00" : "48.40");
  }
  return { values, timeline: [event(row, "queued", { detail: "flight-784.csv" })] };
}

/** An entry of the timeline. */
export function event(
  row: QueueRow,
  kind: string,
  parts: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    entry: crypto.randomUUID(),
    kind,
    at: row.queued_at,
    actor: "Lena Fox",
    subject: null,
    detail: null,
    changes: [],
    undone: false,
    hash: "0".repeat(64),
    standing: "counts",
    ...parts,
  };
}
