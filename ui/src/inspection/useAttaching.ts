import { useState } from "react";

import { usePlatform } from "../app/platform";
import type { AttachmentPurpose } from "../contract/contract";
import { asFailure, type DeskFailure } from "../platform";
import { useInspecting } from "./useInspecting";

/** A file on its way to the desk, or refused by it. */
export interface Upload {
  key: number;
  name: string;
  percent: number;
  failure: DeskFailure | null;
}

/** Attaches files to a declaration, one after the other. */
export function useAttaching(
  id: string,
  purpose: AttachmentPurpose,
  onAdded: (hash: string) => void = () => {},
) {
  const platform = usePlatform();
  const inspecting = useInspecting();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));
  const change = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  const addOne = async (file: File, key: number) => {
    try {
      const staged = await platform.stage(file, (share) =>
        change(key, { percent: Math.floor(share * 100) }),
      );
      const { evidence } = await inspecting("attach", { id, staged, purpose });
      drop(key);
      const added = evidence.filter((file) => file.purpose === purpose).at(-1);
      if (added) onAdded(added.hash);
    } catch (thrown) {
      change(key, { failure: asFailure(thrown) });
    }
  };
  const add = async (files: readonly File[]) => {
    const queued = files.map((file, at) => ({ file, key: performance.now() + at }));
    const waiting = queued.map(({ file, key }) => ({
      key,
      name: file.name,
      percent: 0,
      failure: null,
    }));
    setUploads((all) => [...all.filter(({ failure }) => failure === null), ...waiting]);
    for (const { file, key } of queued) await addOne(file, key);
  };
  return { uploads, add: (files: readonly File[]) => void add(files), dismiss: drop };
}
