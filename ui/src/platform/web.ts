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
      const link = document.createElement("a");
      link.href = `/api/blob/${hash}?download=${encodeURIComponent(fileName)}`;
      link.download = fileName;
      link.click();
      return Promise.resolve(true);
    },
    onMenu: () => () => {},
  };
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
