// The map itself, once Leaflet is loaded: what is in sight of the data, over the outlines that say where one is, in the colours
// of the page as they change. Called by data-map.tsx; knows no React.
import type { GeoJSON, Map as LeafletMap, Path, PathOptions } from 'leaflet';
import { count } from '../french-format.ts';
import { cellWords, type DataColumn } from './data-table.tsx';
import { showGround } from './map-ground.ts';
import { colourOf, whenThemeChanges } from './page-colours.ts';
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

interface Opening {
  address: string;
  columns: readonly DataColumn[];
  /** West, south, east, north, in one word. */
  corners: string;
  tiles: string | null;
  say: (state: { words: string; isError: boolean }) => void;
  choose: (id: number) => void;
}

/** A map that is open. */
export interface DrawnMap {
  /** Marks an object, and brings it into sight. */
  show(id: number): void;
  close(): void;
}

/** What is said of an object when it is pressed. */
function popupOf({ properties }: Feature, columns: readonly DataColumn[]): HTMLElement {
  const list = document.createElement('dl');
  for (const { name, type } of columns) {
    const words = cellWords(properties[name] ?? null, type);
    if (!words) continue;
    list.append(Object.assign(document.createElement('dt'), { textContent: name }));
    list.append(Object.assign(document.createElement('dd'), { textContent: words }));
  }
  return list;
}

const looksOf = (element: HTMLElement): { plain: PathOptions; strong: PathOptions } => {
  const [accent, ochre] = [colourOf(element, '--accent'), colourOf(element, '--ochre')];
  return {
    plain: { color: accent, weight: 1.2, fillColor: accent, fillOpacity: 0.15 },
    strong: { color: ochre, weight: 3, fillColor: ochre, fillOpacity: 0.35 },
  };
};

async function readWindow(address: string, map: LeafletMap): Promise<Answer> {
  const bounds = map.getBounds().pad(0.2);
  const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const cadre = corners.map((one) => one.toFixed(5));
  const answer = await fetch(`${address}?cadre=${cadre}&zoom=${Math.round(map.getZoom())}`);
  if (!answer.ok) throw new Error(((await answer.json()) as { description?: string }).description ?? '');
  return answer.json();
}

const drawnWords = ({ features, matched, isPartial }: Answer): string =>
  isPartial
    ? `${count(features.length, 'objet dessiné', 'objets dessinés')} sur ${matched} dans ce cadre\u00a0: approchez pour voir les autres.`
    : count(matched, 'objet dans ce cadre', 'objets dans ce cadre');

/** Opens it in an element, and draws what is in sight, anew whenever it moves. */
export async function openMap(element: HTMLDivElement | null, opening: Opening): Promise<DrawnMap | null> {
  if (!element) return null;
  const { address, columns, corners, tiles, say, choose } = opening;
  const leaflet = await import('leaflet');
  const [west = 0, south = 0, east = 0, north = 0] = corners.split(',').map(Number);
  const map = leaflet.map(element, { preferCanvas: true, attributionControl: false, maxZoom: 18, zoomSnap: 0.25 });
  // What lies at the edge of the data is clear of the buttons and of the scale.
  map.fitBounds(leaflet.latLngBounds([south, west], [north, east]), { padding: [48, 32] });
  leaflet.control.scale({ imperial: false }).addTo(map);
  const ground = showGround(leaflet, map, tiles);
  let looks = looksOf(element);
  const layers = new Map<number, Path>();
  let group: GeoJSON | null = null;
  let marked: number | null = null;
  const mark = (id: number) => {
    if (marked !== null) layers.get(marked)?.setStyle(looks.plain);
    layers.get(id)?.setStyle(looks.strong);
    marked = id;
  };
  const replace = (features: readonly Feature[]) => {
    group?.remove();
    layers.clear();
    group = leaflet
      .geoJSON(features as never, {
        style: () => looks.plain,
        pointToLayer: (_feature, place) => leaflet.circleMarker(place, { ...looks.plain, radius: 6 }),
        onEachFeature(feature, layer) {
          const own = feature as unknown as Feature;
          layers.set(own.id, layer as Path);
          layer.bindPopup(() => popupOf(own, columns), { maxHeight: 260 });
          layer.on('click', () => {
            mark(own.id);
            choose(own.id);
          });
        },
      })
      .addTo(map);
    if (marked !== null) mark(marked);
  };
  const draw = async () => {
    try {
      const answer = await readWindow(address, map);
      replace(answer.features);
      say({ words: drawnWords(answer), isError: false });
    } catch (error) {
      say({ words: (error as Error).message || 'La carte n’est pas arrivée. Vérifiez le réseau.', isError: true });
    }
  };
  const forgetTheme = whenThemeChanges(() => {
    looks = looksOf(element);
    group?.setStyle(looks.plain);
    if (marked !== null) mark(marked);
    ground.recolour();
  });
  map.on('moveend', () => void draw());
  await draw();
  return {
    show(id) {
      mark(id);
      const layer = layers.get(id);
      if (!layer) return;
      const bounds = 'getBounds' in layer ? (layer as unknown as { getBounds(): never }).getBounds() : null;
      if (bounds) map.fitBounds(bounds, { maxZoom: 13 });
      layer.openPopup();
    },
    close() {
      forgetTheme();
      map.remove();
    },
  };
}
