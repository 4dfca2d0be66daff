// The addresses of the territories' pages, for those pages and for what leads to them.
import { type Territory, territories } from '#domain/vocabulary.ts';

/** « lens-henin » for LENS_HENIN. */
const nameOf = (territory: Territory): string => territory.toLowerCase().replaceAll('_', '-');

/** The address of a territory's page. */
export const territoryPath = (territory: Territory): string => `/territoires/${nameOf(territory)}`;

/** The territory of an address; undefined when there is none. */
export const territoryAt = (name: string): Territory | undefined =>
  territories.find((territory) => nameOf(territory) === name);
