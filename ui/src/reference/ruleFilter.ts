import type { RuleInfo } from "../contract/contract";

/** Rules in which every word occurs somewhere: id, title, data element, source or pack. */
export function matchingRules(rules: readonly RuleInfo[], typed: string): RuleInfo[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rules];
  return rules.filter((rule) => {
    const { id, title, data_element, source, pack } = rule;
    const text = folded([id, title, data_element ?? "", source, pack].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** Without case and accents, so that `controle` finds `contrôle`. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
