import { expect, it } from "vitest";

const sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
  eager: true,
  query: "?raw",
  import: "default",
});

it("is the only folder that knows the host", () => {
  const others = Object.entries(sources).filter(([path]) => !path.startsWith("./"));
  expect(others.length).toBeGreaterThan(50);
  const offenders = others.filter(([, text]) => /["']@tauri-apps\//.test(text));
  expect(offenders.map(([path]) => path)).toEqual([]);
});
