// What the list and the calendar of meetings are narrowed to, read from their address and written in it.
import { type Territory, territories } from '#domain/vocabulary.ts';

/** A territory or all; the meetings one is invited to, or all one sees. */
export interface Narrowing {
  territory: Territory | null;
  mine: boolean;
}

/** What an address asks for. */
export const narrowingIn = (search: URLSearchParams): Narrowing => ({
  territory: territories.find((one) => one === search.get('territoire')) ?? null,
  mine: search.get('miennes') === 'oui',
});

/** The part of an address that asks for it. */
export const searchOf = ({ territory, mine }: Narrowing): Record<string, string> => ({
  ...(territory && { territoire: territory }),
  ...(mine && { miennes: 'oui' }),
});

/** Whether anything is left out. */
export const isNarrowed = ({ territory, mine }: Narrowing): boolean => territory !== null || mine;
