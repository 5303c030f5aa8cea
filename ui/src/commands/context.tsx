import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";

import { usePlatform } from "../app/platform";
import { CATALOGUE, type CommandId, type Scope } from "./catalogue";
import { commandFor, keysAreTaken, pressed } from "./keys";

interface Carrier {
  run: () => void;
}

interface Commands {
  /** Whether someone can carry it out now. */
  can(id: CommandId): boolean;
  run(id: CommandId): void;
  offer(id: CommandId, carrier: Carrier): () => void;
  /** Rises whenever what can be done changes. */
  version: number;
}

const CommandsContext = createContext<Commands | null>(null);

/** Listens to keys and to the native menu, and hands commands to whoever carries them out. */
export function CommandsProvider({ scope, children }: { scope: Scope; children: ReactNode }) {
  const carriers = useRef(new Map<CommandId, Carrier[]>());
  const [version, setVersion] = useState(0);

  const run = useCallback((id: CommandId) => carriers.current.get(id)?.at(-1)?.run(), []);
  const can = useCallback((id: CommandId) => (carriers.current.get(id)?.length ?? 0) > 0, []);
  const offer = useCallback((id: CommandId, carrier: Carrier) => {
    const others = carriers.current.get(id) ?? [];
    carriers.current.set(id, [...others, carrier]);
    setVersion((before) => before + 1);
    return () => {
      const left = carriers.current.get(id)?.filter((candidate) => candidate !== carrier) ?? [];
      carriers.current.set(id, left);
      setVersion((before) => before + 1);
    };
  }, []);

  useKeys(scope, can, run);
  useMenu(can, run);

  const commands = useMemo(() => ({ can, run, offer, version }), [can, run, offer, version]);
  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

type Can = Commands["can"];
type Run = Commands["run"];

function useKeys(scope: Scope, can: Can, run: Run) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || keysAreTaken(event.target, pressed(event))) return;
      const command = commandFor(event, scope);
      if (!command || !can(command.id)) return;
      event.preventDefault();
      run(command.id);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [scope, can, run]);
}

function useMenu(can: Can, run: Run) {
  const platform = usePlatform();
  useEffect(
    () =>
      platform.onMenu((key) => {
        const command = CATALOGUE.find((candidate) => candidate.menu === key);
        if (command && can(command.id)) run(command.id);
      }),
    [platform, can, run],
  );
}

/** What can be done, for buttons, palette and sheet. */
export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (!commands) throw new Error("commands are used outside their provider");
  return commands;
}

/** Carries out a command while mounted and `enabled`; the one mounted last wins. */
export function useCommand(id: CommandId, run: () => void, enabled = true): void {
  const { offer } = useCommands();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => (enabled ? offer(id, { run: () => latest.current() }) : undefined),
    [id, enabled, offer],
  );
}
