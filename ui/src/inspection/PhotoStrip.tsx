import { useEffect, useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { usePlatform } from "../app/platform";
import type { Attachment } from "../contract/contract";

interface Props {
  photos: readonly Attachment[];
  chosen: string;
  onChoose: (hash: string) => void;
}

/** The photos, small; arrow keys go from one to the next. */
export function PhotoStrip({ photos, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      className="photo-strip"
      aria-label={t("inspection.photos.title")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => keys.forEach((key) => onChoose(String(key)))}
    >
      {photos.map((photo, at) => (
        <ToggleButton
          key={photo.hash}
          id={photo.hash}
          className="photo-thumb"
          aria-label={t("inspection.photos.show", { number: at + 1, name: photo.name })}
          data-testid="photo-thumb"
        >
          <Thumb photo={photo} alt="" />
          {photo.annotations.length > 0 && (
            <span className="photo-count">{photo.annotations.length}</span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** A photo, small. */
export function Thumb({ photo, alt }: { photo: Attachment; alt: string }) {
  const url = useBlobUrl(photo.hash);
  return url === null ? null : <img src={url} alt={alt} loading="lazy" draggable={false} />;
}

/** Address of a blob; `null` until it is known. */
export function useBlobUrl(hash: string): string | null {
  const platform = usePlatform();
  const [found, setFound] = useState<{ hash: string; url: string } | null>(null);
  useEffect(() => {
    let left = false;
    platform.blobUrl(hash).then(
      (url) => !left && setFound({ hash, url }),
      // The viewer says that a photo cannot be shown; a thumbnail only stays empty.
      () => !left && setFound({ hash, url: "" }),
    );
    return () => {
      left = true;
    };
  }, [platform, hash]);
  return found?.hash === hash ? found.url : null;
}
