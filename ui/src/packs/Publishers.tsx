import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import type { Publisher } from "../contract/contract";
import { Button, Dialog, FailureBox, Field, useToasts } from "../design";

/** Whose releases the desk takes. */
export function Publishers({ publishers }: { publishers: readonly Publisher[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <section>
      <h2>{t("packs.publishers.title")}</h2>
      <p className="muted">{t("packs.publishers.text")}</p>
      <div className="packs-scroll">
        <table className="packs-table">
          <thead>
            <tr>
              <th scope="col">{t("packs.publishers.name")}</th>
              <th scope="col">{t("packs.publishers.key")}</th>
              <th scope="col">{t("packs.publishers.trustedBy")}</th>
            </tr>
          </thead>
          <tbody className="selectable">
            {publishers.map(({ name, key, trusted_by }) => (
              <tr key={key} data-testid="publisher">
                <th scope="row">{name}</th>
                <td className="mono packs-key">{key}</td>
                <td>
                  {trusted_by ?? <span className="muted">{t("packs.publishers.withProgram")}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button onPress={() => setOpen(true)} data-testid="trust-open">
          {t("packs.publishers.trust")}
        </Button>
      </div>
      {isOpen && <TrustDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

function TrustDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const trust = useDeskAction("trust_publisher");
  const [name, setName] = useState("");
  const [key, setKey] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    trust.mutate(
      { name: name.trim(), key: key.trim() },
      {
        onSuccess: () => {
          show({ text: t("packs.publishers.trusted", { name: name.trim() }) });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      title={t("packs.publishers.trust")}
      onClose={onClose}
      data-testid="trust-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form="trust-form"
            isPending={trust.isPending}
            isDisabled={name.trim() === "" || key.trim() === ""}
            data-testid="trust"
          >
            {t("packs.publishers.trust")}
          </Button>
        </>
      }
    >
      <form id="trust-form" className="form" onSubmit={submit}>
        <Field
          label={t("packs.publishers.name")}
          value={name}
          onChange={setName}
          autoFocus
          autoComplete="off"
          data-testid="trust-name"
        />
        <Field
          label={t("packs.publishers.key")}
          hint={t("packs.publishers.keyHint")}
          value={key}
          onChange={setKey}
          autoComplete="off"
          spellCheck="false"
          data-testid="trust-key"
        />
        {trust.isError && <FailureBox failure={trust.error} />}
      </form>
    </Dialog>
  );
}
