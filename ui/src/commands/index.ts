export * from "./catalogue";
export * from "./context";
export { keyLabel } from "./keys";
export { CommandButton } from "./CommandButton";
