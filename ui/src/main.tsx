import "@fontsource-variable/noto-sans/index.css";
import "@fontsource-variable/noto-sans-mono/index.css";
import "@fontsource-variable/noto-sans-sc/index.css";
import "./design/tokens.css";
import "./design/base.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { startTheme } from "./app/theme";
import { startMessages } from "./i18n";
import { currentPlatform, type Platform } from "./platform";

/** While developing, `?fake` puts a desk in memory in the host's place; `?fake=offline` one that is offline. */
async function choosePlatform(): Promise<Platform> {
  const name = new URLSearchParams(window.location.search).get("fake");
  if (import.meta.env.DEV && name !== null) {
    const { scene } = await import("./testing/scenes");
    return scene(name);
  }
  return currentPlatform();
}

async function start(): Promise<void> {
  startTheme();
  const [platform] = await Promise.all([choosePlatform(), startMessages()]);
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no element with the id root");
  createRoot(root).render(
    <StrictMode>
      <App platform={platform} />
    </StrictMode>,
  );
}

void start();
