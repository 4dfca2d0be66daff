// How differences are worded on the pages.
import type { Degree, ItemKind } from '#domain/vocabulary.ts';
import { degreeLabels, itemKindLabels, itemMarkLabels } from '../texts/words.ts';
import type { Difference } from './queries.ts';

const commitmentLabels = { DEGREE: 'Degré', AMOUNT: 'Montant', DATE: 'Date' } as const;

type Commitment = Difference['commitments'][number];

const said = (kind: Commitment['kind'], value: string | null) =>
  value === null ? 'rien' : `«\u00a0${kind === 'DEGREE' ? degreeLabels[value as Degree].toLowerCase() : value}\u00a0»`;

/** « Degré : de « pourra » à « doit » ». */
export const commitmentWords = ({ kind, before, after }: Commitment): string =>
  `${commitmentLabels[kind]}\u00a0: de ${said(kind, before)} à ${said(kind, after)}`;

/** What was changed beside the words of a passage. */
export function factWords({ facts, mark, formerMark }: Difference): string[] {
  const none = 'rien';
  const label = (value: Difference['mark']) => (value ? itemMarkLabels[value].toLowerCase() : none);
  return facts.flatMap((fact) => {
    if (fact === 'look') return ['Mise en forme modifiée'];
    if (fact === 'kind') return ['Nature du passage modifiée'];
    return fact === 'mark' ? [`Marqué\u00a0: de ${label(formerMark)} à ${label(mark)}`] : [];
  });
}

/** « Article 3 – Objet », « Objectif 1.2 ». */
export function sectionName({ kind, number, title }: { kind: ItemKind | null; number: string | null; title: string }) {
  if (kind === null) return 'Avant le premier titre';
  const numbered = number === null ? '' : `${itemKindLabels[kind]}\u00a0${number}`;
  return [numbered, title].filter((part) => part !== '').join(' – ');
}
