import { useCallback, useState } from "react";

/** Light, dark, or as the system has it. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const STORED = "greenlane.theme";

function stored(): Theme {
  const wanted = localStorage.getItem(STORED);
  return THEMES.find((theme) => theme === wanted) ?? "system";
}

function apply(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

/** Puts the stored theme on the page, before anything is drawn. */
export function startTheme(): void {
  apply(stored());
}

/** The theme and how to choose another. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(stored);
  const choose = useCallback((chosen: Theme) => {
    localStorage.setItem(STORED, chosen);
    apply(chosen);
    setTheme(chosen);
  }, []);
  return [theme, choose];
}

/** Light where it is dark now, and the other way round. */
export function otherTheme(theme: Theme): Theme {
  const isDark =
    theme === "dark" ||
    (theme === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  return isDark ? "light" : "dark";
}
