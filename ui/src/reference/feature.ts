import type { Feature } from "../app/features";
import { ReferencePage } from "./ReferencePage";

export const feature: Feature = { pages: { reference: ReferencePage } };
