import type { Commands, Failure } from "../contract/contract";

export type CommandName = keyof Commands;
export type RequestOf<K extends CommandName> = Commands[K]["request"];
export type ResponseOf<K extends CommandName> = Commands[K]["response"];

/** Share of the bytes handed over so far, from 0 to 1. */
export type Progress = (share: number) => void;

/** What the UI needs of whatever hosts it. The UI gets ids and hashes, never paths of the disk. */
export interface Platform {
  kind: "tauri" | "web" | "fake";
  /** Carries one command to the desk. Rejects with {@link DeskFailure}. */
  call<K extends CommandName>(command: K, request: RequestOf<K>): Promise<ResponseOf<K>>;
  /** Hands a file over in chunks; answers the id that `attach` and `start_import` take. */
  stage(file: File, onProgress?: Progress): Promise<string>;
  /** URL under which the bytes of a hash can be shown. Blobs never change, so neither does their URL. */
  blobUrl(hash: string): Promise<string>;
  /** Lets the broker keep a blob as a file; false where they thought better of it. */
  saveBlob(hash: string, fileName: string): Promise<boolean>;
  /** Lets the broker keep a text that the page made as a file; false where they thought better of it. */
  saveText(text: string, fileName: string): Promise<boolean>;
  /** Tells which language the page speaks, for what of the host is seen beside it: the native menu. */
  speak(language: string): void;
  /** Calls back with the menu command's key; answers how to stop. */
  onMenu(callback: (key: string) => void): () => void;
}

/** What the desk, or the way to it, answered in place of a result. */
export class DeskFailure extends Error implements Failure {
  readonly code: string;
  readonly hint: string;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "DeskFailure";
    this.code = failure.code;
    this.hint = failure.hint;
  }
}

/** Anything that was thrown, as a failure. */
export function asFailure(thrown: unknown): DeskFailure {
  if (thrown instanceof DeskFailure) return thrown;
  if (isFailure(thrown)) return new DeskFailure(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new DeskFailure({ code: "unreachable", message, hint: "" });
}

function isFailure(value: unknown): value is Failure {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return typeof fields.code === "string" && typeof fields.message === "string";
}

/** Reads a file in chunks and hands each on, in order, telling how far it got. */
export async function inChunks(
  file: File,
  send: (chunk: Uint8Array<ArrayBuffer>) => Promise<unknown>,
  onProgress?: Progress,
): Promise<void> {
  const size = 1 << 20;
  for (let at = 0; at < file.size; at += size) {
    await send(new Uint8Array(await file.slice(at, at + size).arrayBuffer()));
    onProgress?.(Math.min(1, (at + size) / file.size));
  }
  onProgress?.(1);
}
