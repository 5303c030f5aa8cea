import "@testing-library/jest-dom/vitest";

import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";

import { startMessages } from "../i18n";

beforeEach(async () => {
  localStorage.clear();
  window.location.hash = "";
  await startMessages("en");
});

afterEach(cleanup);
