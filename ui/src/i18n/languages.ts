/** A language that the screen speaks. */
interface Spoken {
  /** Its own name for itself: whoever landed in a strange language finds their own. */
  name: string;
  /** For `lang` attributes (BCP 47): screen readers and the choice of glyphs go by it. */
  tag: string;
  /** How its numbers and dates are written (BCP 47). */
  locale: string;
}

const SPOKEN = {
  en: { name: "English", tag: "en", locale: "en-GB" },
  fr: { name: "Français", tag: "fr", locale: "fr-BE" },
  nl: { name: "Nederlands", tag: "nl", locale: "nl-BE" },
  de: { name: "Deutsch", tag: "de", locale: "de-DE" },
  zh: { name: "中文", tag: "zh-Hans", locale: "zh-CN" },
} as const satisfies Record<string, Spoken>;

/** Code of a language, as the desk takes it. */
export type Language = keyof typeof SPOKEN;

/** All of them, in the order in which they are offered. */
export const LANGUAGES = Object.keys(SPOKEN) as Language[];

/** What is known of a language. */
export function about(language: Language): Spoken {
  return SPOKEN[language];
}

/** The language of that code or tag (`de-AT`, `zh-Hant-TW`), where the screen speaks it. */
export function languageOf(tag: string): Language | undefined {
  const [code] = tag.toLowerCase().split("-");
  return LANGUAGES.find((language) => language === code);
}

/** How a language's numbers and dates are written; the code itself where it is not one of ours. */
export function localeOf(language: string): string {
  const known = languageOf(language);
  return known ? SPOKEN[known].locale : language;
}
