import type { Filter, Lane, QueueRow, Sort } from "../contract/contract";

type Goods = [name: string, consignee: string, commodity: string, origin: string, value: string];

const GOODS: readonly Goods[] = [
  ["Smart watch with charging cable and two spare straps", "Anneke Maes", "851762", "CN", "158.31"],
  ["Cotton T-shirts, 5 pcs", "J. Peeters", "610910", "CN", "41.20"],
  ["Cosmetic set: cream, brush", "Lena Vogel", "330499", "CN", "63.90"],
  ["LED ceiling lamp", "Hôtel du Parc", "940511", "CN", "149.20"],
  ["Деревянный поезд", "Юрий Беналов", "950300", "VN", "28.75"],
  ["Sports shoes, pair", "Tom de Vries", "640411", "CN", "88.00"],
  ["手机壳 硅胶 3件", "李娜", "392690", "CN", "12.40"],
  ["Vitamin tablets, 2 × 60", "C. Dubois", "210690", "US", "54.10"],
  ["Drone with camera", "Karel Novák", "880622", "CN", "148.90"],
  ["سكاكين مطبخ", "P. Janssens", "821191", "CN", "37.60"],
];

const LANES: readonly Lane[] = ["red", "yellow", "yellow", "green", "green", "blue", "green"];
const GRAVITY: Record<Lane, number> = { red: 0, yellow: 1, blue: 2, green: 3 };
const HOUR = 3_600_000;

/** The day at which the fake desk's time stands. */
export const FAKE_NOW = "2026-11-21T09:30:00Z";

/** A row by its number: always the same one. */
export function fakeRow(number: number): QueueRow {
  const [goods, consignee, commodity, origin, value] = GOODS[number % GOODS.length] as Goods;
  const now = Date.now();
  return {
    id: `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    lane: LANES[number % LANES.length] ?? "green",
    status: "queued",
    lrn: `LGG-26-${String(48_217 + number).padStart(7, "0")}-${String((number % 7) + 1).padStart(2, "0")}`,
    mrn: null,
    data_set: "H7",
    goods,
    items: number === 3 ? 99 : (number % 3) + 1,
    consignee,
    commodity,
    origin,
    value,
    charges: number % 5 === 0 ? "6.00" : "3.00",
    transport_document: "784-12345675",
    parcel: `LP${String(number).padStart(9, "0")}BE`,
    errors: number % 7 === 0 ? 1 : 0,
    warnings: number % 3 === 0 ? 1 : 0,
    split: false,
    queued_at: new Date(now - 2 * HOUR).toISOString(),
    due_at: new Date(now + (18 + number * 21) * 60_000).toISOString(),
    claimed_by: null,
    revision: 1,
    conflict: false,
    lease: null,
    unsent: false,
  };
}

/** Whether a row answers to the parts of a filter that the fake desk knows. */
export function answersTo(row: QueueRow, filter: Filter): boolean {
  const words = filter.search?.toLowerCase().split(/\s+/) ?? [];
  const text = `${row.lrn} ${row.goods} ${row.consignee}`.toLowerCase();
  return (
    (!filter.statuses?.length || filter.statuses.includes(row.status)) &&
    (!filter.lanes?.length || filter.lanes.includes(row.lane)) &&
    (!filter.origin || filter.origin === row.origin) &&
    (!filter.commodity || (row.commodity?.startsWith(filter.commodity) ?? false)) &&
    (!filter.value_from || Number(row.value) >= Number(filter.value_from)) &&
    (!filter.value_to || Number(row.value) <= Number(filter.value_to)) &&
    (!filter.with_errors || row.errors > 0) &&
    (!filter.in_conflict || row.conflict) &&
    (filter.leased_here == null || leasedAs(row, filter.leased_here)) &&
    words.every((word) => text.includes(word))
  );
}

function leasedAs({ lease }: QueueRow, here: boolean): boolean {
  return here ? lease?.mine === true : lease === null || lease.mine;
}

/** Orders rows as far as the fake desk knows. */
export function inOrder(rows: QueueRow[], sort: Sort): QueueRow[] {
  const key = (row: QueueRow): string | number => {
    if (sort.field === "lrn") return row.lrn;
    if (sort.field === "value") return Number(row.value);
    if (sort.field === "goods") return row.goods;
    return GRAVITY[row.lane] * 1e13 + Date.parse(row.due_at) / 1_000;
  };
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
}
