import { describe } from "vitest";

import { openBrowser } from "../host/browser";
import { syncingStory } from "../stories/syncing";

describe("two desks and a hub in Chromium", () => syncingStory(openBrowser));
