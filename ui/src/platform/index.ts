import type { Platform } from "./platform";
import { tauriPlatform } from "./tauri";
import { webPlatform } from "./web";

export * from "./platform";

/** Whatever hosts this page. */
export function currentPlatform(): Platform {
  return "__TAURI_INTERNALS__" in window ? tauriPlatform() : webPlatform();
}
