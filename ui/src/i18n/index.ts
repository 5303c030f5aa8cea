import i18next, { type ParseKeys } from "i18next";
import { initReactI18next } from "react-i18next";

import { en } from "./en";
import type { FailureTexts } from "./failures";
import type { Gathered } from "./gathered";
import { about, languageOf, type Language } from "./languages";

export { about, LANGUAGES, localeOf, type Language } from "./languages";

/** Key of a message: the file's name, then the way inside it, for example `queue.empty.title`. */
export type MessageKey = ParseKeys;

const STORED = "greenlane.language";

/** English is always here: it stands in for what another language lacks. The others come when chosen. */
const OTHERS = import.meta.glob<Gathered>(["./*/index.ts", "!./en/index.ts"], {
  import: "default",
});

/** The language chosen last; else the first of the browser's that the screen speaks. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(STORED) ?? "", ...navigator.languages];
  return wanted.map(languageOf).find((language) => language !== undefined) ?? "en";
}

/** Starts the messages in the broker's language; in English where its own cannot be had. */
export async function startMessages(language: Language = firstLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  await speak(language).catch(() => speak("en"));
}

/**
 * Shows everything in another language, from now on.
 *
 * Rejects where its messages cannot be had; the language then stays as it was.
 */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  localStorage.setItem(STORED, language);
}

let wanted: Language = "en";

async function speak(language: Language): Promise<void> {
  wanted = language;
  await bring(language);
  // Another one was chosen while this one's messages came.
  if (wanted !== language) return;
  document.documentElement.lang = about(language).tag;
  await i18next.changeLanguage(language);
}

async function bring(language: Language): Promise<void> {
  const load = OTHERS[`./${language}/index.ts`];
  if (!load || i18next.hasResourceBundle(language, "translation")) return;
  const { messages, failures } = await load();
  i18next.addResourceBundle(language, "translation", messages);
  i18next.addResourceBundle(language, "failures", failures);
}

/** The texts of failures in a language. In English there are none: desk and hub speak it. */
export function failureTexts(language: string): FailureTexts {
  return (i18next.getResourceBundle(language, "failures") ?? {}) as FailureTexts;
}
