import { useState } from "react";
import { Button, Tree, TreeItem, TreeItemContent, type Key } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { useDesk } from "../app/desk";
import type { TariffLine } from "../contract/contract";
import { ErrorState, Skeleton } from "../design";
import { Line } from "./Line";
import { placeOf, readPlace } from "./place";

interface Props {
  language: string | null;
  onOpen: (line: Pick<TariffLine, "code" | "suffix">) => void;
}

/** The chapters and what is below them: arrows open and close, Enter shows a line. */
export function TariffTree({ language, onOpen }: Props) {
  const { t } = useTranslation();
  const [expanded, setExpanded] = useState<ReadonlySet<Key>>(new Set());
  const chapters = useBelow(null, language, true);
  if (chapters.isError) return <ErrorState error={chapters.error} />;
  if (!chapters.data) return <Skeleton />;
  return (
    <Tree
      aria-label={t("tariff.tree")}
      className="tariff-tree"
      expandedKeys={expanded}
      onExpandedChange={setExpanded}
      onAction={(key) => {
        const { code, suffix } = readPlace(String(key));
        onOpen({ code, suffix: suffix ?? 80 });
      }}
      data-testid="tariff-tree"
    >
      {chapters.data.below.map((line) => (
        <Branch key={placeOf(line)} line={line} language={language} expanded={expanded} />
      ))}
    </Tree>
  );
}

interface BranchProps {
  line: TariffLine;
  language: string | null;
  expanded: ReadonlySet<Key>;
}

/** A line and, once it is opened, those right below it. */
function Branch({ line, language, expanded }: BranchProps) {
  const { t } = useTranslation();
  const id = placeOf(line);
  const below = useBelow(line, language, expanded.has(id));
  return (
    <TreeItem
      id={id}
      className="tariff-branch"
      textValue={line.text}
      hasChildItems={line.has_below}
      data-testid={`branch-${id}`}
    >
      <TreeItemContent>
        {line.has_below && (
          <Button slot="chevron" className="tariff-chevron" aria-label={t("tariff.open")}>
            <span aria-hidden="true">›</span>
          </Button>
        )}
        <Line line={line} />
      </TreeItemContent>
      {/* The arrow keys open only what has a row below it: this one, until the lines are there. */}
      {line.has_below && !below.data && (
        <TreeItem id={`${id}…`} className="tariff-branch" textValue={t("app.loading")}>
          <TreeItemContent>
            <span className="muted">{t("app.loading")}</span>
          </TreeItemContent>
        </TreeItem>
      )}
      {below.data?.below.map((child) => (
        <Branch key={placeOf(child)} line={child} language={language} expanded={expanded} />
      ))}
    </TreeItem>
  );
}

function useBelow(
  line: Pick<TariffLine, "code" | "suffix"> | null,
  language: string | null,
  enabled: boolean,
) {
  const request = {
    code: line?.code ?? null,
    suffix: line?.suffix ?? null,
    language: language === "" ? null : language,
    on: null,
  };
  return useDesk("tariff_show", request, { enabled });
}
