import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import { asFailure, inChunks, type Platform } from "./platform";

/** The desk's own window. */
export function tauriPlatform(): Platform {
  const urls = new Map<string, Promise<string>>();
  return {
    kind: "tauri",
    call: (command, request) => ask("desk", { request: { command, request } }),
    async stage(file, onProgress) {
      const staged = await ask<string>("stage_begin", { name: file.name, size: file.size });
      const headers = { staged };
      await inChunks(file, (chunk) => ask("stage_append", chunk, { headers }), onProgress);
      return staged;
    },
    blobUrl(hash) {
      const url = urls.get(hash) ?? objectUrl(hash);
      urls.set(hash, url);
      url.catch(() => urls.delete(hash));
      return url;
    },
    saveBlob: (hash, fileName) => ask<boolean>("save_blob", { hash, fileName }),
    saveText: (text, fileName) => ask<boolean>("save_text", { text, fileName }),
    speak: (language) => void ask("speak", { language }),
    onMenu(callback) {
      const stop = listen<string>("menu", (event) => callback(event.payload));
      return () => void stop.then((unlisten) => unlisten());
    },
  };
}

async function objectUrl(hash: string): Promise<string> {
  return URL.createObjectURL(new Blob([await ask<ArrayBuffer>("blob", { hash })]));
}

async function ask<T>(...call: Parameters<typeof invoke>): Promise<T> {
  try {
    return await invoke<T>(...call);
  } catch (thrown) {
    throw asFailure(thrown);
  }
}
