// Obligations gathered under the axis of their passage, else under its article, in the order of the text. Pure.

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

type Block = NonNullable<ObligationLine['block']>;

/** The axis a block is part of; else the outermost heading. */
const partOf = ({ headings }: Block) => headings.find(({ kind }) => kind === 'AXIS') ?? headings[0];

/** The innermost heading of the passage; null when the obligation stands on its group's own. */
export function placeWords({ block }: ObligationLine): string | null {
  const last = block?.headings.at(-1);
  return block && last && last.blockId !== partOf(block)?.blockId ? headingWords(last) : null;
}

const lost = { key: 'lost', title: 'Passages supprimés du texte' };

/** The groups, in the order in which their first obligation comes. */
export function groupsOf(obligations: readonly ObligationLine[]): Group[] {
  const groups = new Map<string, Group>();
  for (const obligation of obligations) {
    const { block } = obligation;
    const part = block && partOf(block);
    const place =
      !block || block.archived
        ? lost
        : { key: part?.blockId ?? 'start', title: part ? headingWords(part) : 'Début du texte' };
    const group = groups.get(place.key) ?? { ...place, obligations: [] };
    group.obligations.push(obligation);
    groups.set(place.key, group);
  }
  return [...groups.values()];
}

export interface Rights {
  /** States what is owed. */
  mayManage: boolean;
  /** Records what was done. */
  mayRecord: boolean;
  /** Deposits files and data. */
  mayStore: boolean;
}
