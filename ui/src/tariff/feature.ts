import type { Feature } from "../app/features";
import { TariffPage } from "./TariffPage";

export const feature: Feature = { pages: { tariff: TariffPage } };
