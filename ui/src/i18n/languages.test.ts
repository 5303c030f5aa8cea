import i18next from "i18next";
import { afterEach, describe, expect, it, vi } from "vitest";

import { chooseLanguage, failureTexts, firstLanguage, startMessages } from ".";
import { LANGUAGES, languageOf, localeOf } from "./languages";

afterEach(() => vi.restoreAllMocks());

it.each([
  ["nl-BE", "nl"],
  ["DE", "de"],
  ["zh-Hant-TW", "zh"],
  ["en-US", "en"],
  ["pt-BR", undefined],
  ["den", undefined],
  ["", undefined],
])("knows what is meant by the tag %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});

it("has a locale that the browser knows for each, and leaves others as they are", () => {
  const locales = LANGUAGES.map(localeOf);
  expect(Intl.NumberFormat.supportedLocalesOf(locales)).toEqual(locales);
  expect(localeOf("pt")).toBe("pt");
});

describe("the first language", () => {
  const browserSpeaks = (...tags: string[]) =>
    vi.spyOn(navigator, "languages", "get").mockReturnValue(tags);

  it.each([
    [["nl-BE", "fr-BE", "en"], "nl"],
    [["pt-BR", "de-DE", "en"], "de"],
    [["zh-CN"], "zh"],
    [["pt-BR"], "en"],
    [[], "en"],
  ])("of a browser that asks for %j is %s", (tags, language) => {
    browserSpeaks(...tags);
    expect(firstLanguage()).toBe(language);
  });

  it("is the one chosen last, where one was", async () => {
    browserSpeaks("nl-BE");
    await chooseLanguage("de");
    expect(firstLanguage()).toBe("de");
  });
});

describe("the messages", () => {
  it("of another language come when it is chosen, not before", async () => {
    expect(i18next.hasResourceBundle("zh", "translation")).toBe(false);
    await chooseLanguage("zh");
    expect(i18next.t("queue.title")).toBe("队列");
    expect(failureTexts("zh").disk_full?.text).toContain("磁盘已满");
    expect(document.documentElement.lang).toBe("zh-Hans");
  });

  it("count as the language does", async () => {
    const counted = (count: number) => i18next.t("app.verify.problems", { count });
    await startMessages("fr");
    expect(counted(0)).toBe("0 problème trouvé.");
    await startMessages("zh");
    expect(counted(1)).toBe("发现 1 个问题。");
    await startMessages("de");
    expect([counted(0), counted(1)]).toEqual(["0 Fehler gefunden.", "1 Fehler gefunden."]);
  });

  it("are those of the language chosen last, however long each takes to come", async () => {
    await Promise.all([chooseLanguage("de"), chooseLanguage("en")]);
    expect([i18next.language, document.documentElement.lang]).toEqual(["en", "en"]);
  });
});
