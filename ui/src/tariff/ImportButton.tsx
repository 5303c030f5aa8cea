import { useRef, type ChangeEvent } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { refresh } from "../app/desk";
import { usePlatform } from "../app/platform";
import type { NomenclatureReport } from "../contract/contract";
import { Button, useFormats, useToasts } from "../design";

/** Hands official files to the desk and says what became of them. */
export function ImportButton() {
  const { t } = useTranslation();
  const { count } = useFormats();
  const { show, fail } = useToasts();
  const platform = usePlatform();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const taking = useMutation({
    mutationFn: async (files: File[]) => {
      const staged: string[] = [];
      for (const file of files) staged.push(await platform.stage(file));
      return platform.call("import_nomenclature", { staged, language: null, from: null });
    },
    onError: fail,
    onSuccess: (report) => {
      void refresh(queries);
      const text = t("tariff.imported", { lines: count(report.lines) });
      const first = firstRefusal(report);
      const detail = first && t("tariff.refused", { count: report.refused, first });
      show({ text, detail, tone: report.lines === 0 ? "error" : undefined });
    },
  });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = Array.from(event.target.files ?? []);
    event.target.value = "";
    if (files.length > 0) taking.mutate(files);
  };
  return (
    <>
      <Button
        onPress={() => input.current?.click()}
        isDisabled={taking.isPending}
        data-testid="tariff-import"
      >
        {t(taking.isPending ? "tariff.importing" : "tariff.import")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t("tariff.import")}
        data-testid="tariff-files"
        onChange={choose}
      />
    </>
  );
}

function firstRefusal({ files }: NomenclatureReport): string | undefined {
  const file = files.find(({ refused }) => refused.length > 0);
  const refusal = file?.refused[0];
  return file && refusal && `${file.path}, ${refusal.line}: ${refusal.reason} ${refusal.hint}`;
}
