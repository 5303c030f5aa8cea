import {
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Commands, DeclarationView } from "../contract/contract";
import type { CommandName, DeskFailure, Platform, RequestOf, ResponseOf } from "../platform";
import { usePlatform } from "./platform";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: DeskFailure;
  }
}

/** Answers stay good until the store changes, which `useStoreWatch` notices: nothing goes stale by age. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** Key and function of a question to the desk, for `useQuery`, `prefetchQuery` and `fetchQuery`. */
export function question<K extends CommandName>(
  platform: Platform,
  command: K,
  request: RequestOf<K>,
) {
  return {
    queryKey: [command, request] as const,
    queryFn: () => platform.call(command, request),
  };
}

/** Asks the desk, and asks again when the store changes. */
export function useDesk<K extends CommandName>(
  command: K,
  request: RequestOf<K>,
  options: { enabled?: boolean } = {},
): UseQueryResult<ResponseOf<K>> {
  return useQuery({ ...question(usePlatform(), command, request), ...options });
}

/** Tells the desk to do something; everything that was asked before is asked anew afterwards. */
export function useDeskAction<K extends keyof Commands>(
  command: K,
): UseMutationResult<ResponseOf<K>, DeskFailure, RequestOf<K>> {
  const platform = usePlatform();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: RequestOf<K>) => platform.call(command, request),
    onSuccess: () => refresh(queries),
  });
}

/** Asks everything anew that the store's change may have changed. */
export function refresh(queries: QueryClient): Promise<void> {
  const unchanging = new Set<unknown>(["codes", "identify", "preview"]);
  return queries.invalidateQueries({ predicate: ({ queryKey }) => !unchanging.has(queryKey[0]) });
}

/** One declaration, in the broker's language. */
export function useDeclaration(id: string | null): UseQueryResult<DeclarationView> {
  const { i18n } = useTranslation();
  return useDesk("show", { id: id ?? "", language: i18n.language }, { enabled: id !== null });
}
