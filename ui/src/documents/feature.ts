import type { Feature } from "../app/features";
import { DocumentsPage } from "./DocumentsPage";

export const feature: Feature = { pages: { documents: DocumentsPage } };
