// The addresses of the territories.
import { type Territory, territories } from '#domain/vocabulary.ts';

/** « lens-henin » for LENS_HENIN. */
export const addressOf = (territory: Territory): string => territory.toLowerCase().replaceAll('_', '-');

/** The territory at an address; undefined when there is none. */
export const territoryAt = (address: string): Territory | undefined =>
  territories.find((territory) => addressOf(territory) === address);
