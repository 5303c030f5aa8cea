import { useFormats } from "./format";

/** An amount with its currency; a dash where there is none. */
export function Money({
  value,
  currency = "EUR",
}: {
  value: string | null;
  currency?: string | null;
}) {
  const { money } = useFormats();
  return <>{value === null ? "–" : money(value, currency ?? "")}</>;
}

/** Kilograms; a dash where there are none. */
export function Mass({ kilograms }: { kilograms: string | null }) {
  const { mass } = useFormats();
  return <>{kilograms === null ? "–" : mass(kilograms)}</>;
}
