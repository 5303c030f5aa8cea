import type { TFunction } from "i18next";

import type { TimelineEvent } from "../contract/contract";

type Told = Pick<TimelineEvent, "kind" | "subject" | "detail">;

const known: Record<string, (told: Told, t: TFunction) => string> = {
  queued: ({ subject }, t) => t("review.timeline.queued", { file: subject }),
  amended: ({ subject, detail }, t) =>
    subject === "import"
      ? detail === null
        ? t("review.timeline.amendedByAnImport")
        : t("review.timeline.amendedByImport", { file: detail })
      : t("review.timeline.amended"),
  decided: ({ subject }, t) =>
    t(`review.timeline.decided.${subject ?? ""}` as "review.timeline.decided.approve"),
  undone: (_, t) => t("review.timeline.undone"),
  claimed: ({ subject }, t) =>
    subject === "given_back" ? t("review.timeline.givenBack") : t("review.timeline.claimed"),
  message_received: ({ subject }, t) =>
    t("review.timeline.message", {
      message: t(`terms.message.${subject ?? "other"}` as "terms.message.other"),
    }),
  inspection_recorded: (_, t) => t("review.timeline.inspectionRecorded"),
  inspection_closed: ({ subject }, t) => t("review.timeline.inspectionClosed", { result: subject }),
  attached: ({ subject }, t) => t("review.timeline.attached", { file: subject }),
  annotated: (_, t) => t("review.timeline.annotated"),
  annotation_removed: (_, t) => t("review.timeline.annotationRemoved"),
  printed: ({ subject }, t) =>
    t("review.timeline.printed", {
      document: t(`terms.document.${subject ?? ""}` as "terms.document.declaration", subject ?? ""),
    }),
  imported: (_, t) => t("review.timeline.imported"),
  resolved: ({ subject }, t) =>
    t(`review.timeline.resolved.${subject ?? ""}` as "review.timeline.resolved.standing"),
  judged: ({ subject }, t) => t("review.timeline.judged", { day: subject }),
  handed_over: ({ subject }, t) => t("review.timeline.handedOver", { to: subject }),
};

/** What happened, as a sentence. A kind of a newer desk is named as such. */
export function sentence(told: Told, t: TFunction): string {
  return known[told.kind]?.(told, t) ?? t("review.timeline.unknown", { kind: told.kind });
}

/** What the sentence leaves to be said: a reason, a remark. */
export function remark({ kind, subject, detail }: Told): string | null {
  return kind === "amended" && subject === "import" ? null : detail;
}
