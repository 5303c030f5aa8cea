import { useTranslation } from "react-i18next";

import { useDeskAction } from "../app/desk";
import type { ParcelAnswer } from "../contract/contract";
import { Button, EmptyState, FailureBox, useToasts } from "../design";
import { useSyncStatus } from "../syncing/status";
import { kindWords } from "./words";

/** A number of which this desk knows nothing; the hub may. */
export function Missing({ answer }: { answer: ParcelAnswer }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const hub = useSyncStatus().data?.hub;
  const fetching = useDeskAction("fetch");
  const { asked, kind, on_hub_only } = answer;
  const bring = () =>
    fetching.mutate(
      { number: asked },
      {
        onSuccess: ({ declarations }) =>
          show({
            text:
              declarations.length === 0
                ? t("parcels.hubHasNone", { number: asked })
                : t("parcels.brought", { count: declarations.length }),
          }),
      },
    );
  const name = kindWords(kind, t);
  return (
    <div className="parcel" data-testid="parcel-missing">
      <EmptyState
        title={t(on_hub_only ? "parcels.onHubOnly" : "parcels.unknown")}
        action={
          hub != null && (
            <Button
              look={on_hub_only ? "primary" : "plain"}
              onPress={bring}
              isPending={fetching.isPending}
              data-testid="parcel-fetch"
            >
              {t(on_hub_only ? "parcels.bring" : "parcels.askHub")}
            </Button>
          )
        }
      >
        <span className="mono selectable">{asked}</span>
        {name && <> · {name}</>}
        <br />
        {t(on_hub_only ? "parcels.onHubText" : "parcels.unknownText")}
      </EmptyState>
      {fetching.isError && <FailureBox failure={fetching.error} />}
    </div>
  );
}
