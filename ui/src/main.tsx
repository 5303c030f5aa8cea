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

/** While developing, `?fake` puts a desk in memory in the host's place. */
async function choosePlatform(): Promise<Platform> {
  if (import.meta.env.DEV && new URLSearchParams(window.location.search).has("fake")) {
    const { fakePlatform } = await import("./testing/fake");
    return fakePlatform();
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
