import { defineConfig } from "vitest/config";

/** Stories share the machine with a browser: one at a time, and none is repeated until it passes. */
export default defineConfig({
  test: {
    include: ["**/*.story.ts"],
    environment: "node",
    fileParallelism: false,
    retry: 0,
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
