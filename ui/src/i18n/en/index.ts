import app from "./app.json";
import commands from "./commands.json";
import documents from "./documents.json";
import importing from "./importing.json";
import inspection from "./inspection.json";
import printing from "./printing.json";
import queue from "./queue.json";
import reference from "./reference.json";
import review from "./review.json";
import settings from "./settings.json";
import terms from "./terms.json";

export const en = {
  app,
  commands,
  documents,
  importing,
  inspection,
  printing,
  queue,
  reference,
  review,
  settings,
  terms,
};
