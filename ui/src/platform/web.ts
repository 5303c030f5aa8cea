import { asFailure, DeskFailure, inChunks, type Platform } from "./platform";

/** A browser that was served by `devhost`. */
export function webPlatform(): Platform {
  return {
    kind: "web",
    call: (command, request) => post("/api/desk", JSON.stringify({ command, request })),
    async stage(file, onProgress) {
      const query = new URLSearchParams({ name: file.name, size: String(file.size) });
      const { id } = await post<{ id: string }>(`/api/stage?${query}`);
      await inChunks(file, (chunk) => post(`/api/stage/${id}`, chunk), onProgress);
      return id;
    },
    blobUrl: (hash) => Promise.resolve(`/api/blob/${hash}`),
    saveBlob(hash, fileName) {
      download(`/api/blob/${hash}?download=${encodeURIComponent(fileName)}`, fileName);
      return Promise.resolve(true);
    },
    saveText(text, fileName) {
      const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
      download(url, fileName);
      // The browser reads it on its own time; a minute is plenty.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return Promise.resolve(true);
    },
    speak: () => {},
    onMenu: () => () => {},
  };
}

function download(url: string, fileName: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
}

async function post<T>(url: string, body?: string | Uint8Array<ArrayBuffer>): Promise<T> {
  try {
    const type = typeof body === "string" ? "application/json" : "application/octet-stream";
    const response = await fetch(url, { method: "POST", body, headers: { "content-type": type } });
    const text = await response.text();
    const answer: unknown = text === "" ? null : JSON.parse(text);
    if (!response.ok) throw asFailure(answer);
    return answer as T;
  } catch (thrown) {
    if (thrown instanceof DeskFailure) throw thrown;
    throw asFailure(thrown);
  }
}
