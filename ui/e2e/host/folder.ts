import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes one folder for all that the stories leave behind, and takes it away after the last. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "greenlane-stories-"));
  process.env.GREENLANE_STORIES = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
