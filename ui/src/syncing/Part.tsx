import { useId, type ReactNode } from "react";

interface Props {
  title: string;
  /** Beside the title: a number, a button. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One part of the page under its heading. */
export function Part({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section className="sync-part" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
