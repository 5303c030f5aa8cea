import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

/** Stories share the machine with a browser: one at a time, and none is repeated until it passes. */
export default defineConfig({
  test: {
    include: ["**/*.story.ts"],
    environment: "node",
    globalSetup: [fileURLToPath(new URL("host/folder.ts", import.meta.url))],
    fileParallelism: false,
    retry: 0,
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The drivers' own helpers may hold a pipe a little longer than they live.
    teardownTimeout: 1000,
  },
});
