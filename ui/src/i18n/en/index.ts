import app from "./app.json";
import commands from "./commands.json";
import conflicts from "./conflicts.json";
import documents from "./documents.json";
import exporting from "./exporting.json";
import importing from "./importing.json";
import inspection from "./inspection.json";
import leases from "./leases.json";
import lenses from "./lenses.json";
import packs from "./packs.json";
import parcels from "./parcels.json";
import printing from "./printing.json";
import queue from "./queue.json";
import reference from "./reference.json";
import review from "./review.json";
import settings from "./settings.json";
import syncing from "./syncing.json";
import tariff from "./tariff.json";
import terms from "./terms.json";
import whatif from "./whatif.json";

export const en = {
  app,
  commands,
  conflicts,
  documents,
  exporting,
  importing,
  inspection,
  leases,
  lenses,
  packs,
  parcels,
  printing,
  queue,
  reference,
  review,
  settings,
  syncing,
  tariff,
  terms,
  whatif,
};
