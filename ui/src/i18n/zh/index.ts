import { gathered } from "../gathered";

export default gathered(
  import.meta.glob(["./*.json", "!./menu.json"], { eager: true, import: "default" }),
);
