// Obligations gathered under the outermost heading of their passage, in the order of the text. Pure.
import { placeNumber } from '../../obligations/words.ts';
import type { ObligationLine } from './queries.ts';

/** A part of the text with its obligations; `key` is its block. */
export interface Group {
  key: string;
  title: string;
  obligations: ObligationLine[];
}

/** « Objectif stratégique 1 — Gérer le Bien inscrit ». */
export function headingWords(heading: { kind: string; number: string | null; title: string }): string {
  const number = placeNumber(heading);
  return number ? `${number} — ${heading.title}` : heading.title;
}

/** The place inside its group; null when the obligation stands on the group's own heading. */
export function placeWords({ block }: ObligationLine): string | null {
  if (!block) return null;
  const [, ...inner] = block.headings;
  const last = inner.at(-1);
  return last ? headingWords(last) : null;
}

const lost = { key: 'lost', title: 'Passages supprimés du texte' };

/** The groups, in the order in which their first obligation comes. */
export function groupsOf(obligations: readonly ObligationLine[]): Group[] {
  const groups = new Map<string, Group>();
  for (const obligation of obligations) {
    const { block } = obligation;
    const outermost = block?.headings[0];
    const place =
      !block || block.archived
        ? lost
        : { key: outermost?.blockId ?? 'start', title: outermost ? headingWords(outermost) : 'Début du texte' };
    const group = groups.get(place.key) ?? { ...place, obligations: [] };
    group.obligations.push(obligation);
    groups.set(place.key, group);
  }
  return [...groups.values()];
}
