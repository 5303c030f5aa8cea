import { useTranslation } from "react-i18next";

import { COLUMNS, type Column } from "./columns";
import { useQueue } from "./state";

/** Column heads; each sorts by its column, a second time the other way round. */
export function QueueHead() {
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {COLUMNS.map((column) => (
        <HeadCell key={column.key} column={column} />
      ))}
    </div>
  );
}

function HeadCell({ column }: { column: Column }) {
  const { t } = useTranslation();
  const { sort, setSort } = useQueue();
  const isSorted = sort.field === column.sort;
  const direction = sort.descending ? "descending" : "ascending";
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? direction : "none"}
      className={column.numeric ? "num" : undefined}
    >
      <button
        className="grid-sort"
        onClick={() =>
          setSort({ field: column.sort, descending: isSorted ? !sort.descending : false })
        }
        data-testid={`sort-${column.sort}`}
      >
        {t(column.label)}
        <span aria-hidden="true">{isSorted ? (sort.descending ? " ↓" : " ↑") : ""}</span>
      </button>
    </span>
  );
}
