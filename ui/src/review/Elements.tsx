import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { DataElement, DeclarationView } from "../contract/contract";
import { EmptyState, ErrorState, Skeleton } from "../design";
import { ElementRow } from "./ElementRow";
import { linesOf, placeOfPath } from "./elementLines";
import { useReview } from "./state";
import "./elements.css";

const ROW_HEIGHT = 46;

/** Every data element of the declaration, to be searched, read and amended. */
export function Elements({ declaration }: { declaration: DeclarationView }) {
  const { t, i18n } = useTranslation();
  const { row, actions } = declaration;
  const answer = useDesk("elements", { id: row.id, language: i18n.language });
  const [search, setSearch] = useState("");
  if (answer.isError && !answer.data) {
    return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (!answer.data) return <Skeleton lines={12} />;
  return (
    <div className="elements">
      <input
        className="field-input elements-search"
        type="search"
        value={search}
        placeholder={t("review.elements.search")}
        aria-label={t("review.elements.search")}
        onChange={(event) => setSearch(event.target.value)}
        data-testid="elements-search"
      />
      <ElementList
        id={row.id}
        elements={answer.data.elements}
        revision={answer.data.revision}
        search={search}
        clearSearch={() => setSearch("")}
        canAmend={actions.amend}
      />
    </div>
  );
}

interface ListProps {
  id: string;
  elements: DataElement[];
  revision: number;
  search: string;
  clearSearch: () => void;
  canAmend: boolean;
}

function ElementList({ id, elements, revision, search, clearSearch, canAmend }: ListProps) {
  const { t } = useTranslation();
  const { target } = useReview();
  const [editing, setEditing] = useState<string | null>(null);
  const [reached, setReached] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(elements, search), [elements, search]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (place) => lines[place]?.key ?? place,
    overscan: 8,
  });

  const turn = target?.turn ?? 0;
  const place = target ? placeOfPath(lines, target.path) : -1;
  useEffect(() => {
    if (!target || turn === reached) return;
    if (place < 0 && search !== "") return clearSearch();
    setReached(turn);
    if (place < 0) return;
    virtual.scrollToIndex(place, { align: "center" });
    const line = lines[place];
    if (target.amend && canAmend && line?.element) setEditing(line.element.path);
  }, [target, turn, reached, place, search, clearSearch, virtual, lines, canAmend]);

  if (lines.length === 0) return <EmptyState title={t("review.elements.none")} />;
  return (
    <div className="elements-scroll" ref={scroller}>
      <div className="elements-lines" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          return (
            <div
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className="elements-line"
              style={{ transform: `translateY(${start}px)` }}
            >
              {line?.element ? (
                <ElementRow
                  element={line.element}
                  declaration={id}
                  revision={revision}
                  canAmend={canAmend}
                  isEditing={editing === line.element.path}
                  onEdit={setEditing}
                  turn={index === place ? turn : 0}
                />
              ) : (
                line && (
                  <h3 className="elements-head">
                    {t(`review.elements.group.${line.group}` as "review.elements.group.header", {
                      number: line.item,
                      defaultValue: line.group,
                    })}
                  </h3>
                )
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
