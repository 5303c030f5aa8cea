import type { Feature } from "../app/features";
import { InspectionPage } from "./InspectionPage";

export const feature: Feature = { pages: { inspection: InspectionPage } };
