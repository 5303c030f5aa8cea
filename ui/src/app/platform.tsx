import { createContext, useContext } from "react";

import type { Platform } from "../platform";

const PlatformContext = createContext<Platform | null>(null);

/** Gives the host to everything below. */
export const PlatformProvider = PlatformContext;

/** Whatever hosts this page. */
export function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  if (!platform) throw new Error("the platform is used outside its provider");
  return platform;
}
