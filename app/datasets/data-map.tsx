// A map without any outside service: the two territories' own data on a plain ground. Every object of it is also a row of the
// table beside, which the keyboard and screen readers use. Leaflet is loaded when the map is shown.
import type { GeoJSON, Map as LeafletMap, Path } from 'leaflet';
import { useEffect, useRef, useState } from 'react';
import { count } from '../french-format.ts';
import { Notice } from '../ui/notice.tsx';
import styles from './data-map.module.css';
import './leaflet.css';
import { cellWords, type DataColumn } from './data-table.tsx';
import type { Cell } from './table-window.ts';

interface Feature {
  type: 'Feature';
  id: number;
  geometry: GeoJSON.Geometry | null;
  properties: Record<string, Cell>;
}

interface Answer {
  matched: number;
  features: Feature[];
  isPartial: boolean;
}

interface DataMapProps {
  /** Where its objects are asked for. */
  address: string;
  title: string;
  columns: readonly DataColumn[];
  /** West, south, east, north. */
  bbox: readonly number[];
  /** The object to show, chosen in the table. */
  chosenId: number | null;
  onChoose: (id: number) => void;
}

/** A colour of the page as a canvas understands it: what custom properties say depends on the theme. */
function colorOf(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The map. */
export function DataMap({ address, title, columns, bbox, chosenId, onChoose }: DataMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<{ map: LeafletMap; layers: Map<number, Path>; show(id: number): void } | null>(null);
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
    void openMap(box.current, { address, columns, corners, say: setState, choose: (id) => chooseRef.current(id) }).then(
      (opened) => {
        if (isGone) return opened?.map.remove();
        shown.current = opened;
        stop = () => opened?.map.remove();
      },
    );
    return () => {
      isGone = true;
      stop();
      shown.current = null;
    };
  }, [address, columns, corners]);
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
      <div ref={box} className={styles.map} role="group" aria-label={`Carte\u00a0: ${title}`} />
    </div>
  );
}

interface Opening {
  address: string;
  columns: readonly DataColumn[];
  corners: string;
  say: (state: { words: string; isError: boolean }) => void;
  choose: (id: number) => void;
}

/** Draws what is in sight, anew whenever it moves where not everything fits at once. */
async function openMap(element: HTMLDivElement | null, { address, columns, corners, say, choose }: Opening) {
  if (!element) return null;
  const leaflet = await import('leaflet');
  const [west = 0, south = 0, east = 0, north = 0] = corners.split(',').map(Number);
  const map = leaflet.map(element, { preferCanvas: true, attributionControl: false, maxZoom: 18, zoomSnap: 0.25 });
  map.fitBounds(leaflet.latLngBounds([south, west], [north, east]));
  leaflet.control.scale({ imperial: false }).addTo(map);
  const [accent, ochre] = [colorOf(element, '--accent'), colorOf(element, '--ochre')];
  const plain = { color: accent, weight: 1.2, fillColor: accent, fillOpacity: 0.15 };
  const strong = { color: ochre, weight: 3, fillColor: ochre, fillOpacity: 0.35 };
  const layers = new Map<number, Path>();
  let group: GeoJSON | null = null;
  const isWhole = false;
  let marked: number | null = null;
  const popupOf = ({ properties }: Feature) => {
    const list = document.createElement('dl');
    for (const { name, type } of columns) {
      const words = cellWords(properties[name] ?? null, type);
      if (!words) continue;
      list.append(Object.assign(document.createElement('dt'), { textContent: name }));
      list.append(Object.assign(document.createElement('dd'), { textContent: words }));
    }
    return list;
  };
  const mark = (id: number) => {
    if (marked !== null) layers.get(marked)?.setStyle(plain);
    layers.get(id)?.setStyle(strong);
    marked = id;
  };
  const draw = async () => {
    if (isWhole) return;
    const bounds = map.getBounds().pad(0.2);
    const cadre = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((one) =>
      one.toFixed(5),
    );
    try {
      const answer = await fetch(`${address}?cadre=${cadre}&zoom=${Math.round(map.getZoom())}`);
      if (!answer.ok) throw new Error(((await answer.json()) as { description?: string }).description ?? '');
      const { features, matched, isPartial } = (await answer.json()) as Answer;
      group?.remove();
      layers.clear();
      group = leaflet
        .geoJSON(features as never, {
          style: plain,
          pointToLayer: (_feature, place) => leaflet.circleMarker(place, { ...plain, radius: 6 }),
          onEachFeature(feature, layer) {
            const own = feature as unknown as Feature;
            layers.set(own.id, layer as Path);
            layer.bindPopup(() => popupOf(own), { maxHeight: 260 });
            layer.on('click', () => {
              mark(own.id);
              choose(own.id);
            });
          },
        })
        .addTo(map);
      if (marked !== null) mark(marked);
      const words = isPartial
        ? `${count(features.length, 'objet dessiné', 'objets dessinés')} sur ${matched} dans ce cadre\u00a0: approchez pour voir les autres.`
        : count(matched, 'objet dans ce cadre', 'objets dans ce cadre');
      say({ words, isError: false });
    } catch (error) {
      say({ words: (error as Error).message || 'La carte n’est pas arrivée. Vérifiez le réseau.', isError: true });
    }
  };
  map.on('moveend', () => void draw());
  await draw();
  const show = (id: number) => {
    mark(id);
    const layer = layers.get(id);
    if (!layer) return;
    const bounds = 'getBounds' in layer ? (layer as unknown as { getBounds(): never }).getBounds() : null;
    if (bounds) map.fitBounds(bounds, { maxZoom: 13 });
    layer.openPopup();
  };
  return { map, layers, show };
}
