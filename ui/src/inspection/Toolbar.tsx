import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { commandOf, type CommandId } from "../commands";
import { Button, Kbd } from "../design";
import type { Tool } from "./useAnnotator";

const TOOLS: readonly { tool: Tool; command: CommandId; icon: string }[] = [
  { tool: "select", command: "selectTool", icon: "M4 2l9 6-4.2 1L11 14l-2 .8-2.1-5L4 12.5z" },
  { tool: "box", command: "drawRectangle", icon: "M2.5 4h11v8h-11z" },
  { tool: "polygon", command: "drawPolygon", icon: "M8 2l5.5 4.2-2 7h-7l-2-7z" },
];

const ZOOMS = [1, 1.5, 2, 3, 4];

interface Props {
  tool: Tool;
  zoom: number;
  readOnly: boolean;
  onTool: (tool: Tool) => void;
  onWhole: () => void;
  onZoom: (zoom: number) => void;
}

/** The drawing tools, each with its key. */
export function Toolbar({ tool, zoom, readOnly, onTool, onWhole, onZoom }: Props) {
  const { t } = useTranslation();
  return (
    <div className="photo-tools" role="toolbar" aria-label={t("inspection.tool.group")}>
      {!readOnly &&
        TOOLS.map(({ tool: one, command, icon }) => (
          <ToggleButton
            key={one}
            className="button tool"
            isSelected={tool === one}
            onChange={() => onTool(one)}
            data-testid={`tool-${one}`}
          >
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path d={icon} />
            </svg>
            <span className="tool-word">{t(`inspection.tool.${one}`)}</span>
            <Kbd shortcut={commandOf(command).keys?.[0] ?? ""} />
          </ToggleButton>
        ))}
      {!readOnly && (
        <Button
          keyHint={commandOf("addNote").keys?.[0]}
          aria-label={t("inspection.tool.whole")}
          onPress={onWhole}
          data-testid="tool-note"
        >
          {t("inspection.tool.wholeShort")}
        </Button>
      )}
      <ZoomButtons zoom={zoom} onZoom={onZoom} />
    </div>
  );
}

function ZoomButtons({ zoom, onZoom }: Pick<Props, "zoom" | "onZoom">) {
  const { t } = useTranslation();
  const smaller = ZOOMS.findLast((step) => step < zoom);
  const larger = ZOOMS.find((step) => step > zoom);
  return (
    <span className="photo-zoom">
      <Button
        look="quiet"
        aria-label={t("inspection.photos.smaller")}
        isDisabled={smaller === undefined}
        onPress={() => onZoom(smaller ?? 1)}
      >
        −
      </Button>
      <span className="num muted">× {zoom}</span>
      <Button
        look="quiet"
        aria-label={t("inspection.photos.larger")}
        isDisabled={larger === undefined}
        onPress={() => onZoom(larger ?? 1)}
        data-testid="photo-larger"
      >
        +
      </Button>
    </span>
  );
}
