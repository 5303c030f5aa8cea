import { useSyncExternalStore } from "react";

/** Light, dark, or as the system has it. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const STORED = "greenlane.theme";
const listeners = new Set<() => void>();

function current(): Theme {
  const wanted = localStorage.getItem(STORED);
  return THEMES.find((theme) => theme === wanted) ?? "system";
}

/** Puts the stored theme on the page, before anything is drawn. */
export function startTheme(): void {
  const theme = current();
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

/** Shows the desk in another theme from now on. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(STORED, theme);
  startTheme();
  listeners.forEach((listener) => listener());
}

function listen(onChange: () => void): () => void {
  listeners.add(onChange);
  return () => listeners.delete(onChange);
}

/** The theme that was chosen. */
export function useTheme(): Theme {
  return useSyncExternalStore(listen, current);
}

/** Light where it is dark now, and the other way round. */
export function otherTheme(theme: Theme): Theme {
  const isDark =
    theme === "dark" ||
    (theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  return isDark ? "light" : "dark";
}
