import i18next, { type ParseKeys } from "i18next";
import { initReactI18next } from "react-i18next";

import { en } from "./en";
import { fr } from "./fr";

/** Key of a message: the file's name, then the way inside it, for example `queue.empty.title`. */
export type MessageKey = ParseKeys;

export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

const STORED = "greenlane.language";

function firstLanguage(): Language {
  const wanted = localStorage.getItem(STORED) ?? navigator.language.slice(0, 2);
  return LANGUAGES.find((language) => language === wanted) ?? "en";
}

/** Starts the messages in the broker's language. */
export async function startMessages(language: Language = firstLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, fr: { translation: fr } },
    lng: language,
    fallbackLng: "en",
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  });
  document.documentElement.lang = language;
}

/** Shows everything in another language, from now on. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
