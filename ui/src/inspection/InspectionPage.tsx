import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "../app/about";
import { useDeclaration, useDesk } from "../app/desk";
import type { PageProps } from "../app/features";
import { go } from "../app/route";
import { CommandButton, useCommand } from "../commands";
import type { ClosedInspection, DeclarationView } from "../contract/contract";
import { Button, EmptyState, ErrorState, LaneBadge, Skeleton, useFormats } from "../design";
import { CloseDialog } from "./CloseDialog";
import { photosOf } from "./notes";
import { Photos } from "./Photos";
import { hasUnreadable } from "./record";
import { RecordForm } from "./RecordForm";
import { SavedMark } from "./SavedMark";
import { useRecord } from "./useRecord";
import "./inspection.css";
import "./photos.css";

/** The inspection of one declaration. */
export function InspectionPage({ argument }: PageProps) {
  const { t } = useTranslation();
  const declaration = useDeclaration(argument);
  useCommand("leaveInspection", () => go("queue"));
  if (argument === null) return <EmptyState title={t("inspection.open")} />;
  if (declaration.isPending) return <Skeleton />;
  if (declaration.isError) {
    return <ErrorState error={declaration.error} onRetry={() => void declaration.refetch()} />;
  }
  const { inspection, evidence, actions } = declaration.data;
  if (!actions.inspect && inspection === null && photosOf(evidence).length === 0) {
    return (
      <EmptyState
        title={t("inspection.open")}
        action={<Button onPress={() => go("queue")}>{t("inspection.back")}</Button>}
        data-testid="inspection-not-open"
      >
        {t("inspection.openHint")}
      </EmptyState>
    );
  }
  return <Workspace key={argument} declaration={declaration.data} />;
}

function Workspace({ declaration }: { declaration: DeclarationView }) {
  const { form, record, state, change, leave, flush } = useRecord(declaration);
  const [closing, setClosing] = useState(false);
  const { inspection, items, actions } = declaration;
  const readOnly = !actions.inspect;
  useCommand("saveInspection", () => void flush(), !readOnly);
  useCommand("closeInspection", () => setClosing(true), actions.close_inspection);
  return (
    <div className="inspection" data-testid="inspection" data-read-only={readOnly}>
      <Head declaration={declaration} readOnly={readOnly}>
        {!readOnly && (
          <SavedMark
            saving={state}
            partly={hasUnreadable(record)}
            inspection={inspection}
            onRetry={() => void flush()}
          />
        )}
      </Head>
      <div className="inspection-body">
        <div ref={form} className="inspection-side">
          {inspection?.closed && <Closed closed={inspection.closed} />}
          <RecordForm
            record={record}
            items={items}
            readOnly={readOnly}
            onChange={change}
            onLeave={leave}
          />
        </div>
        <Photos declaration={declaration} readOnly={readOnly} />
      </div>
      {closing && (
        <CloseDialog declaration={declaration} flush={flush} onClose={() => setClosing(false)} />
      )}
    </div>
  );
}

interface HeadProps {
  declaration: DeclarationView;
  readOnly: boolean;
  children: React.ReactNode;
}

function Head({ declaration, readOnly, children }: HeadProps) {
  const { t } = useTranslation();
  const { row } = declaration;
  return (
    <header className="inspection-head">
      <Button
        look="quiet"
        aria-label={t("inspection.back")}
        onPress={() => go("queue")}
        data-testid="inspection-back"
      >
        <span aria-hidden="true">←</span>
      </Button>
      <div className="inspection-title">
        <h1>
          {t("inspection.title")} <span className="mono selectable">{row.lrn}</span>
        </h1>
        <p className="muted">
          <LaneBadge lane={row.lane} long /> · {row.data_set} ·{" "}
          <span className="clip">{row.consignee}</span>
        </p>
      </div>
      <div className="inspection-actions">
        {children}
        <CommandButton command="print" />
        {!readOnly && <CloseButton />}
      </div>
    </header>
  );
}

function CloseButton() {
  return (
    <span data-testid="inspection-close">
      <CommandButton command="closeInspection" look="primary" />
    </span>
  );
}

function Closed({ closed }: { closed: ClosedInspection }) {
  const { t, i18n } = useTranslation();
  const { moment } = useFormats();
  const now = useNow();
  const codes = useDesk("codes", { list: "control_result", language: i18n.language }).data?.codes;
  const meaning = codes?.find(({ code }) => code === closed.result)?.label;
  const result = [closed.result, meaning].filter(Boolean).join(" · ");
  return (
    <div className="inspection-closed" data-testid="inspection-closed">
      <strong>{t("inspection.closed.title", { result })}</strong>
      {closed.remarks !== "" && <p className="selectable">{closed.remarks}</p>}
      <p>{t("inspection.closed.signed", { by: closed.signed_by, at: moment(closed.at, now) })}</p>
      <p className="muted">{t("inspection.readOnly")}</p>
    </div>
  );
}
