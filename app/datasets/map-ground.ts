// What lies under the data of a map: outlines of communes, of the département and of the two territories, which the platform
// ships (public/fond-de-carte), and images of a service where its environment names one.
import type leaflet from 'leaflet';
import type { GeoJSON, Map as LeafletMap, PathOptions } from 'leaflet';
import { colourOf } from './page-colours.ts';

const OUTLINES = '/fond-de-carte/pas-de-calais.json';

type Trace = 'commune' | 'departement' | 'territoire';

const looksOf = (element: HTMLElement): Record<Trace, PathOptions> => {
  const [line, ink] = [colourOf(element, '--line-strong'), colourOf(element, '--ink-soft')];
  return {
    commune: { color: line, weight: 0.6, opacity: 0.5 },
    departement: { color: line, weight: 1.2, opacity: 0.8 },
    territoire: { color: ink, weight: 2, opacity: 0.8, dashArray: '6 4' },
  };
};

/** Shows it, under all else; without the outlines the map is as good, and nothing is said. */
export function showGround(library: typeof leaflet, map: LeafletMap, tiles: string | null) {
  const element = map.getContainer();
  const pane = map.createPane('ground');
  // Above images, below what is drawn of the data.
  pane.style.zIndex = '300';
  pane.style.pointerEvents = 'none';
  if (tiles) library.tileLayer(tiles, { maxZoom: 18 }).addTo(map);
  let outlines: GeoJSON | null = null;
  const styleOf = () => {
    const looks = looksOf(element);
    return (feature: { properties: { trace: Trace } } | undefined) => looks[feature?.properties.trace ?? 'commune'];
  };
  void fetch(OUTLINES)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found) => {
      if (!found || !map.getPane('ground')) return;
      const renderer = library.canvas({ pane: 'ground' });
      const options = { style: styleOf(), interactive: false, renderer, pane: 'ground' };
      outlines = library.geoJSON(found, options as never).addTo(map);
    })
    .catch(() => undefined);
  return {
    recolour: () => {
      outlines?.setStyle(styleOf() as never);
    },
  };
}
