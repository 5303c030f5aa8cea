import { describe } from "vitest";

import { openWindow } from "../host/window";
import { syncingStory } from "../stories/syncing";

describe("two desks and a hub in two real windows", () => syncingStory(openWindow));
