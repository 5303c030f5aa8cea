import type { SortField } from "../contract/contract";
import type { MessageKey } from "../i18n";

/** A column of the queue. */
export interface Column {
  key: string;
  label: MessageKey;
  sort: SortField;
  numeric?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { key: "lane", label: "queue.column.lane", sort: "urgency" },
  { key: "lrn", label: "queue.column.lrn", sort: "lrn" },
  { key: "goods", label: "queue.column.goods", sort: "goods" },
  { key: "commodity", label: "queue.column.commodity", sort: "commodity" },
  { key: "origin", label: "queue.column.origin", sort: "origin" },
  { key: "value", label: "queue.column.value", sort: "value", numeric: true },
  { key: "charges", label: "queue.column.charges", sort: "charges", numeric: true },
  { key: "due", label: "queue.column.due", sort: "due", numeric: true },
];
