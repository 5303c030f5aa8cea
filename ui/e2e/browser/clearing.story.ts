import { describe } from "vitest";

import { openBrowser } from "../host/browser";
import { clearingStory } from "../stories/clearing";

describe("a broker clears a day in Chromium", () => clearingStory(openBrowser));
