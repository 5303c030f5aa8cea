import "@testing-library/jest-dom/vitest";

import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

import { startMessages } from "../i18n";

// Two busy cores take their time.
configure({ asyncUtilTimeout: 10_000 });

// A page without layout has no sizes; lists that draw only what is on the screen need some.
for (const [name, pixels] of Object.entries({ clientWidth: 900, clientHeight: 680 })) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => pixels });
}

beforeEach(async () => {
  localStorage.clear();
  window.location.hash = "";
  await startMessages("en");
});

afterEach(cleanup);
