import type { Feature } from "../app/features";
import { Evidence } from "./Evidence";
import { InspectionPage } from "./InspectionPage";

export const feature: Feature = {
  pages: { inspection: InspectionPage },
  Evidence,
};
