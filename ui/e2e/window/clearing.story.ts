import { describe } from "vitest";

import { openWindow } from "../host/window";
import { clearingStory } from "../stories/clearing";

describe("a broker clears a day in the real window", () => clearingStory(openWindow));
