// How versions, differences and Word files that come back are worded on the pages.
import type { Degree, ItemKind } from '#domain/vocabulary.ts';
import { conventionPageTitle, pageTitle } from '../french.ts';
import { degreeLabels, itemKindLabels, itemMarkLabels } from '../texts/words.ts';
import type { Difference, FramedText } from './queries.ts';

const BY_ITSELF = 'avant un rétablissement ou un remplacement partout, en partant pour Word';

/** The title of the list of versions, and when they are kept. */
export const versionsOf: Record<FramedText['kind'], { title: string; lead: string }> = {
  CONVENTION: {
    title: 'Versions du texte',
    lead: `Le texte est gardé à chaque étape de la convention, ${BY_ITSELF}, et une fois par jour lorsqu’il a changé.`,
  },
  NOTES: {
    title: 'Versions des notes',
    lead: `Les notes sont gardées à l’envoi du compte rendu aux observations, à son approbation, ${BY_ITSELF}, et une fois par jour lorsqu’elles ont changé.`,
  },
  REPORT: {
    title: 'Versions du bilan',
    lead: `Le bilan est gardé à chaque étape de la convention, avant d’être réassemblé, ${BY_ITSELF}, et une fois par jour lorsqu’il a changé.`,
  },
};

/** Why nothing of a text that is frozen is brought back. */
export const frozenWords = ({ kind }: Pick<FramedText, 'kind'>): string =>
  `${kind === 'NOTES' ? 'Le compte rendu est approuvé' : 'Le texte est signé'}\u00a0: ses versions se lisent et se comparent, et ne se rétablissent plus.`;

interface ReturnWords {
  /** « DOCX téléchargé depuis … ». */
  from: string;
  /** What may go along with the text. */
  along: string;
  /** What becomes of comments. */
  comments: string;
  /** What of the file is none of the text. */
  around?: string;
  /** What who may not suggest may do. */
  instead: string;
  /** Why nobody may any more. */
  frozen: string;
}

const WRITTEN_NOWHERE = 'Les commentaires sont montrés avec le fichier, et ne sont écrits nulle part ailleurs.';

/** How a Word file comes back into each text. */
export const returnsTo: Record<FramedText['kind'], ReturnWords> = {
  CONVENTION: {
    from: 'cette convention',
    along: 'les propositions et les commentaires',
    comments: 'Les commentaires ouvrent des discussions.',
    instead: 'Commentez le passage, ou adressez-vous à la personne qui rédige.',
    frozen: 'Le texte est signé\u00a0: plus rien ne le change.',
  },
  NOTES: {
    from: 'ces notes',
    along: 'les propositions',
    comments: WRITTEN_NOWHERE,
    around:
      'Ce qui entoure les notes dans le fichier (lieu, présences, décisions et actions à mener) n’est pas repris\u00a0: changez-le à la page de la réunion. Ce que le fichier y modifie est indiqué, case par case.',
    instead: 'Adressez-vous à la personne qui organise la réunion.',
    frozen: 'Le compte rendu est approuvé\u00a0: plus rien ne le change.',
  },
  REPORT: {
    from: 'ce bilan',
    along: 'les propositions',
    comments: WRITTEN_NOWHERE,
    instead: 'Adressez-vous à la personne qui rédige le bilan.',
    frozen: 'Le bilan est figé\u00a0: plus rien ne le change.',
  },
};

/** Why somebody brings no Word file back into a text. */
export const notReturned = ({ isFrozen }: Pick<FramedText, 'isFrozen'>): string =>
  isFrozen
    ? 'Ce texte ne reprend plus de fichier Word'
    : 'Vos droits ne permettent pas de reprendre un fichier Word dans ce texte';

/** The title of a page about a text, in the window's bar. */
export function textPageTitle(page: string, text: FramedText | undefined): string {
  if (text?.kind === 'CONVENTION') return conventionPageTitle(page, text.convention);
  return pageTitle(text ? `${page} · ${text.title}` : page);
}

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
