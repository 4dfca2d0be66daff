// A map without any outside service: data over the outlines of communes and of the two territories. Every object of it is also a
// row of the table beside, which the keyboard and screen readers use. Leaflet is loaded when the map is shown.
import { useEffect, useId, useRef, useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import styles from './data-map.module.css';
import './leaflet.css';
import type { DataColumn } from './data-table.tsx';
import { type DrawnMap, openMap } from './drawn-map.ts';

interface DataMapProps {
  /** Where its objects are asked for. */
  address: string;
  title: string;
  /** What it shows, for who does not see it. */
  alternative: string | null;
  columns: readonly DataColumn[];
  /** West, south, east, north. */
  bbox: readonly number[];
  /** The object to show, chosen in the table. */
  chosenId: number | null;
  onChoose: (id: number) => void;
  /** Where images of the ground come from, when the platform was told of a service; null for none. */
  tiles: string | null;
}

/** The map. */
export function DataMap({ address, title, alternative, columns, bbox, chosenId, onChoose, tiles }: DataMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const wordsId = useId();
  const shown = useRef<DrawnMap | null>(null);
  const [state, setState] = useState<{ words: string; isError: boolean }>({
    words: 'La carte se dessine…',
    isError: false,
  });
  const chooseRef = useRef(onChoose);
  chooseRef.current = onChoose;
  const corners = bbox.join(',');
  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    const choose = (id: number) => chooseRef.current(id);
    void openMap(box.current, { address, columns, corners, tiles, say: setState, choose }).then((opened) => {
      if (isGone) return opened?.close();
      shown.current = opened;
      stop = () => opened?.close();
    });
    return () => {
      isGone = true;
      stop();
      shown.current = null;
    };
  }, [address, columns, corners, tiles]);
  useEffect(() => {
    if (chosenId !== null) shown.current?.show(chosenId);
  }, [chosenId]);
  return (
    <div>
      {state.isError ? (
        <Notice tone="error" isLive>
          {state.words}
        </Notice>
      ) : (
        <p role="status" className={styles.words}>
          {state.words}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a map is no figure of the page: it is moved and pressed */}
      <div
        ref={box}
        className={styles.map}
        role="group"
        aria-label={`Carte\u00a0: ${title}`}
        aria-describedby={alternative ? wordsId : undefined}
      />
      {alternative && (
        <p id={wordsId} className={styles.words}>
          {alternative}
        </p>
      )}
      <p className={styles.words}>
        Traits du fond : communes, département et, plus forts, les territoires Lens-Hénin et Artois. IGN Admin Express
        2018 et INSEE, Licence Ouverte{tiles && '\u202f; images\u00a0: IGN, Géoplateforme'}.
      </p>
    </div>
  );
}
