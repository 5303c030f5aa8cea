import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";

import { asFailure } from "../platform";
import { Button } from "./Button";
import { useFailureWords } from "./FailureText";
import "./toast.css";

/** A short word on what was just done. */
export interface Toast {
  text: string;
  /** A second line: reasons, the way out. */
  detail?: string;
  tone?: "plain" | "error";
  action?: { label: string; keyHint?: string; run: () => void };
}

interface Toasts {
  show(toast: Toast): void;
  /** Tells of a failure. */
  fail(error: unknown): void;
}

const ToastContext = createContext<Toasts | null>(null);
const LASTS_MS = { plain: 6_000, error: 12_000 };

/** Shows one toast at a time: the newest is what matters. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { number: number }) | null>(null);
  const count = useRef(0);
  const show = useCallback((toast: Toast) => {
    count.current += 1;
    setShown({ ...toast, number: count.current });
  }, []);
  const inWords = useFailureWords();
  const fail = useCallback(
    (error: unknown) => {
      const { text, detail, hint } = inWords(asFailure(error));
      const below = [detail, hint].filter((line) => line).join("\n");
      show({ text, detail: below || undefined, tone: "error" });
    },
    [show, inWords],
  );
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(null), LASTS_MS[shown.tone ?? "plain"]);
    return () => clearTimeout(timer);
  }, [shown]);
  const toasts = useMemo(() => ({ show, fail }), [show, fail]);
  return (
    <ToastContext value={toasts}>
      {children}
      <div className="toasts" aria-live="polite" role="status">
        {shown && <ToastCard key={shown.number} toast={shown} onClose={() => setShown(null)} />}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { t } = useTranslation();
  const { action } = toast;
  const act = () => {
    onClose();
    action?.run();
  };
  return (
    <div className={`toast toast-${toast.tone ?? "plain"}`} data-testid="toast">
      <div className="toast-words">
        <p>{toast.text}</p>
        {toast.detail && <p className="toast-detail">{toast.detail}</p>}
      </div>
      {action && (
        <Button keyHint={action.keyHint} onPress={act} data-testid="toast-action">
          {action.label}
        </Button>
      )}
      <Button look="quiet" aria-label={t("app.close")} onPress={onClose}>
        <span aria-hidden="true">×</span>
      </Button>
    </div>
  );
}

/** Toasts. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error("toasts are used outside their provider");
  return toasts;
}
