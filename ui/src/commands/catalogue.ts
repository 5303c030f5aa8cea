import type { MessageKey } from "../i18n";

/** Where a command's key works. Commands of different scopes may share a key; `desk` works everywhere. */
export type Scope = "desk" | "queue" | "inspection" | "documents" | "conflicts";

/** Heading under which a command stands in the sheet of keys. */
export type CommandGroup = "decide" | "move" | "find" | "look" | "desk";

/** What the catalogue says of a command. */
interface Entry {
  id: string;
  label: MessageKey;
  group: CommandGroup;
  scope: Scope;
  /** Keys as `KeyboardEvent.key`, with `Shift+`, `Mod+` (Ctrl, or Cmd on a Mac) before; the first is shown. */
  keys?: readonly string[];
  /** The key that the native menu sends, where it has this command. */
  menu?: string;
  /** Left out of the palette: moving the selection makes no sense from there. */
  keyOnly?: boolean;
}

const ENTRIES = [
  {
    id: "approve",
    label: "commands.approve",
    group: "decide",
    scope: "queue",
    keys: ["a"],
    menu: "approve",
  },
  {
    id: "hold",
    label: "commands.hold",
    group: "decide",
    scope: "queue",
    keys: ["h"],
    menu: "hold",
  },
  {
    id: "inspect",
    label: "commands.inspect",
    group: "decide",
    scope: "queue",
    keys: ["i"],
    menu: "inspect",
  },
  {
    id: "refuse",
    label: "commands.refuse",
    group: "decide",
    scope: "queue",
    keys: ["r"],
    menu: "refuse",
  },
  {
    id: "amend",
    label: "commands.amend",
    group: "decide",
    scope: "queue",
    keys: ["e"],
    menu: "amend",
  },
  {
    id: "claim",
    label: "commands.claim",
    group: "decide",
    scope: "queue",
    keys: ["c"],
    menu: "claim",
  },
  {
    id: "approveSelected",
    label: "commands.approveSelected",
    group: "decide",
    scope: "queue",
    keys: ["Shift+A"],
    menu: "approve_selected",
  },
  {
    id: "checkOut",
    label: "commands.checkOut",
    group: "decide",
    scope: "queue",
    keys: ["l"],
    menu: "check_out",
  },
  {
    id: "undo",
    label: "commands.undo",
    group: "decide",
    scope: "desk",
    keys: ["z", "Mod+z"],
    menu: "undo",
  },

  {
    id: "next",
    label: "commands.next",
    group: "move",
    scope: "queue",
    keys: ["j", "ArrowDown"],
    keyOnly: true,
  },
  {
    id: "previous",
    label: "commands.previous",
    group: "move",
    scope: "queue",
    keys: ["k", "ArrowUp"],
    keyOnly: true,
  },
  {
    id: "first",
    label: "commands.first",
    group: "move",
    scope: "queue",
    keys: ["Home"],
    keyOnly: true,
  },
  {
    id: "last",
    label: "commands.last",
    group: "move",
    scope: "queue",
    keys: ["End"],
    keyOnly: true,
  },
  { id: "select", label: "commands.select", group: "move", scope: "queue", keys: ["x"] },
  {
    id: "selectNext",
    label: "commands.selectNext",
    group: "move",
    scope: "queue",
    keys: ["Shift+J", "Shift+ArrowDown"],
    keyOnly: true,
  },
  {
    id: "selectPrevious",
    label: "commands.selectPrevious",
    group: "move",
    scope: "queue",
    keys: ["Shift+K", "Shift+ArrowUp"],
    keyOnly: true,
  },
  {
    id: "selectNone",
    label: "commands.selectNone",
    group: "move",
    scope: "queue",
    keys: ["Escape"],
  },

  {
    id: "search",
    label: "commands.search",
    group: "find",
    scope: "desk",
    keys: ["/", "Mod+f"],
    menu: "search",
  },
  {
    id: "filter",
    label: "commands.filter",
    group: "find",
    scope: "queue",
    keys: ["f"],
    menu: "filter",
  },
  { id: "clearFilters", label: "commands.clearFilters", group: "find", scope: "queue" },
  { id: "saveView", label: "commands.saveView", group: "find", scope: "queue" },
  {
    id: "goToField",
    label: "commands.goToField",
    group: "find",
    scope: "queue",
    keys: ["g"],
    menu: "go_to_field",
  },

  { id: "overview", label: "commands.overview", group: "look", scope: "queue", keys: ["1"] },
  { id: "items", label: "commands.items", group: "look", scope: "queue", keys: ["2"] },
  { id: "parties", label: "commands.parties", group: "look", scope: "queue", keys: ["3"] },
  { id: "charges", label: "commands.charges", group: "look", scope: "queue", keys: ["4"] },
  { id: "evidence", label: "commands.evidence", group: "look", scope: "queue", keys: ["5"] },
  { id: "timeline", label: "commands.timeline", group: "look", scope: "queue", keys: ["6"] },
  { id: "elements", label: "commands.elements", group: "look", scope: "queue", keys: ["7"] },

  {
    id: "print",
    label: "commands.print",
    group: "desk",
    scope: "desk",
    keys: ["p", "Mod+p"],
    menu: "print",
  },
  {
    id: "openInspection",
    label: "commands.openInspection",
    group: "desk",
    scope: "queue",
    menu: "open_inspection",
  },
  {
    id: "import",
    label: "commands.import",
    group: "desk",
    scope: "desk",
    keys: ["Mod+o", "Shift+I"],
    menu: "import",
  },
  {
    id: "export",
    label: "commands.export",
    group: "desk",
    scope: "queue",
    keys: ["Shift+E"],
    menu: "export",
  },
  { id: "showQueue", label: "commands.showQueue", group: "desk", scope: "desk", menu: "queue" },
  {
    id: "showDocuments",
    label: "commands.showDocuments",
    group: "desk",
    scope: "desk",
    menu: "documents",
  },
  {
    id: "showParcels",
    label: "commands.showParcels",
    group: "find",
    scope: "desk",
    keys: ["t"],
    menu: "parcels",
  },
  {
    id: "showConflicts",
    label: "commands.showConflicts",
    group: "desk",
    scope: "desk",
    keys: ["Shift+X"],
    menu: "conflicts",
  },
  {
    id: "showLeases",
    label: "commands.showLeases",
    group: "desk",
    scope: "desk",
    keys: ["Shift+L"],
    menu: "leases",
  },
  {
    id: "showSync",
    label: "commands.showSync",
    group: "desk",
    scope: "desk",
    keys: ["s"],
    menu: "sync",
  },
  {
    id: "syncNow",
    label: "commands.syncNow",
    group: "desk",
    scope: "desk",
    keys: ["Shift+S"],
    menu: "sync_now",
  },
  {
    id: "showImports",
    label: "commands.showImports",
    group: "desk",
    scope: "desk",
    menu: "imports",
  },
  {
    id: "showReference",
    label: "commands.showReference",
    group: "desk",
    scope: "desk",
    menu: "reference",
  },
  {
    id: "showTariff",
    label: "commands.showTariff",
    group: "desk",
    scope: "desk",
    menu: "tariff",
  },
  {
    id: "showRules",
    label: "commands.showRules",
    group: "desk",
    scope: "desk",
    keys: ["Shift+R"],
    menu: "rules",
  },
  {
    id: "whatChanges",
    label: "commands.whatChanges",
    group: "desk",
    scope: "desk",
    keys: ["w"],
  },
  { id: "ownRules", label: "commands.ownRules", group: "desk", scope: "desk" },
  { id: "judgeAgain", label: "commands.judgeAgain", group: "desk", scope: "desk" },
  {
    id: "showLenses",
    label: "commands.showLenses",
    group: "desk",
    scope: "desk",
    menu: "lenses",
  },
  {
    id: "showSettings",
    label: "commands.showSettings",
    group: "desk",
    scope: "desk",
    keys: ["Mod+,"],
    menu: "settings",
  },
  { id: "verify", label: "commands.verify", group: "desk", scope: "desk", menu: "verify" },
  { id: "theme", label: "commands.theme", group: "desk", scope: "desk", menu: "theme" },
  { id: "language", label: "commands.language", group: "desk", scope: "desk", menu: "language" },
  {
    id: "palette",
    label: "commands.palette",
    group: "desk",
    scope: "desk",
    keys: ["Mod+k"],
    menu: "palette",
  },
  { id: "keys", label: "commands.keys", group: "desk", scope: "desk", keys: ["?"], menu: "keys" },

  {
    id: "selectTool",
    label: "commands.selectTool",
    group: "desk",
    scope: "inspection",
    keys: ["v"],
  },
  {
    id: "drawRectangle",
    label: "commands.drawRectangle",
    group: "desk",
    scope: "inspection",
    keys: ["b"],
  },
  {
    id: "drawPolygon",
    label: "commands.drawPolygon",
    group: "desk",
    scope: "inspection",
    keys: ["o"],
  },
  { id: "addNote", label: "commands.addNote", group: "desk", scope: "inspection", keys: ["n"] },
  {
    id: "removeNote",
    label: "commands.removeNote",
    group: "desk",
    scope: "inspection",
    keys: ["Delete"],
  },
  {
    id: "addPhoto",
    label: "commands.addPhoto",
    group: "desk",
    scope: "inspection",
    keys: ["Shift+P"],
  },
  {
    id: "saveInspection",
    label: "commands.saveInspection",
    group: "desk",
    scope: "inspection",
    keys: ["Mod+s"],
  },
  {
    id: "closeInspection",
    label: "commands.closeInspection",
    group: "desk",
    scope: "inspection",
    keys: ["Shift+C"],
  },
  {
    id: "leaveInspection",
    label: "commands.leaveInspection",
    group: "desk",
    scope: "inspection",
    keys: ["Escape"],
  },

  {
    id: "nextConflict",
    label: "commands.nextConflict",
    group: "move",
    scope: "conflicts",
    keys: ["j"],
    keyOnly: true,
  },
  {
    id: "previousConflict",
    label: "commands.previousConflict",
    group: "move",
    scope: "conflicts",
    keys: ["k"],
    keyOnly: true,
  },
  {
    id: "nextField",
    label: "commands.nextField",
    group: "move",
    scope: "conflicts",
    keys: ["ArrowDown"],
    keyOnly: true,
  },
  {
    id: "previousField",
    label: "commands.previousField",
    group: "move",
    scope: "conflicts",
    keys: ["ArrowUp"],
    keyOnly: true,
  },
  {
    id: "takeStanding",
    label: "commands.takeStanding",
    group: "decide",
    scope: "conflicts",
    keys: ["1"],
  },
  {
    id: "takeContested",
    label: "commands.takeContested",
    group: "decide",
    scope: "conflicts",
    keys: ["2"],
  },
  {
    id: "confirmChoice",
    label: "commands.confirmChoice",
    group: "decide",
    scope: "conflicts",
    keys: ["Mod+Enter"],
  },
] as const satisfies readonly Entry[];

export type CommandId = (typeof ENTRIES)[number]["id"];

/** Something the broker can do, named once: buttons, keys, palette, sheet and native menu come from here. */
export interface Command extends Entry {
  id: CommandId;
}

/** Every command of the desk. Who can carry one out says so with `useCommand`. */
export const CATALOGUE: readonly Command[] = ENTRIES;

/** A command by its id. */
export function commandOf(id: CommandId): Command {
  const command = CATALOGUE.find((candidate) => candidate.id === id);
  if (!command) throw new Error(`no command is called ${id}`);
  return command;
}
