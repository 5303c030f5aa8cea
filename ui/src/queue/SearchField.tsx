import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { go } from "../app/route";
import { useCommand } from "../commands";
import { Kbd } from "../design";
import { Recognised } from "./Recognised";
import { useQueue } from "./state";

const PAUSE_MS = 120;

/** Words to be found in the queue. Searches while one types; Esc leaves the field. */
export function SearchField() {
  const { t } = useTranslation();
  const { filter, setFilter } = useQueue();
  const [text, setText] = useState(filter.search ?? "");
  const [shown, setShown] = useState(filter.search);
  const [isTyping, setTyping] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The filter may be changed elsewhere: by a chip, a view, a finding.
  if (shown !== filter.search) {
    setShown(filter.search);
    if ((filter.search ?? "") !== text.trim()) setText(filter.search ?? "");
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  useCommand("search", () => {
    input.current?.focus();
    input.current?.select();
  });

  const search = (words: string) => {
    clearTimeout(timer.current);
    const wanted = words.trim() || undefined;
    if (wanted === (filter.search ?? undefined)) return;
    go("queue");
    setFilter({ ...filter, search: wanted });
  };
  const type = (words: string) => {
    setText(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(words), PAUSE_MS);
  };
  return (
    <div className="search" role="search">
      <input
        ref={input}
        type="search"
        value={text}
        placeholder={t("queue.search")}
        aria-label={t("queue.searchLabel")}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(text);
          if (event.key === "Enter" || event.key === "Escape") input.current?.blur();
        }}
        data-testid="search"
      />
      <Kbd shortcut="/" />
      {isTyping && <Recognised text={text} />}
    </div>
  );
}
