// The French of the editor alone: what a heading's number, a badge and a gap in the articles read like.
import type { Degree, HeadingKind, ItemMark, OutcomeKind } from '#domain/vocabulary.ts';
import { outcomeKindLabels } from '../outcomes/words.ts';
import { degreeLabels, headingKindLabels, itemMarkLabels } from '../texts/words.ts';
import type { IconName } from '../ui/icon-shapes.ts';
import type { BlockForm } from './commands.ts';
import type { TextHabits } from './text-kinds.ts';

export interface MarkedAttributes {
  mark: ItemMark | null;
  degree: Degree | null;
  outcome: OutcomeKind | null;
}

const FIXED = '\u00a0';

/** « Article 1 », « Objectif stratégique 2 », « 1.2 »; null for what carries no number. */
export function headingLabel(kind: HeadingKind, number: string | null): string | null {
  if (number === null) return null;
  const counted = number.replaceAll(' ', FIXED);
  const isNamed = kind === 'part' || kind === 'article' || kind === 'axis';
  return isNamed ? `${headingKindLabels[kind]}${FIXED}${counted}` : counted;
}

/** « Action · s’engage »: what a block promises and how strongly. */
export function badgeText(mark: ItemMark, degree: Degree | null): string {
  return degree === null ? itemMarkLabels[mark] : `${itemMarkLabels[mark]} · ${degreeLabels[degree].toLowerCase()}`;
}

/** What the margin says of a block: what it promises, or what a meeting made of it; null for nothing. */
export function badgeOf({ mark, degree, outcome }: MarkedAttributes): string | null {
  if (outcome) return outcomeKindLabels[outcome];
  return mark && badgeText(mark, degree);
}

/** « Clause absente : article 4 », « Clause absente : articles 4 à 7 ». */
export function absentText([first, last]: [number, number]): string {
  const articles = first === last ? `article${FIXED}${first}` : `articles${FIXED}${first} à ${last}`;
  return `Clause absente${FIXED}: ${articles}`;
}

const otherForms = { paragraph: 'Paragraphe', bulletList: 'Liste à puces', orderedList: 'Liste numérotée' } as const;

/** How a numbered list counts, by its first items. */
export const listLabels = { 1: '1. 2. 3.', a: 'a) b) c)', A: 'A) B) C)', i: 'i) ii) iii)', I: 'I) II) III)' } as const;

/** The name of a form. */
export const formLabel = (form: BlockForm): string => ({ ...headingKindLabels, ...otherForms })[form];

/** What a block of notes may be marked as, each with its keys. */
export const outcomeChoices: readonly { outcome: OutcomeKind; label: string; icon: IconName; shortcut: string }[] = (
  [
    ['DECISION', 'flag', 'Ctrl Alt D'],
    ['TASK', 'action', 'Ctrl Alt T'],
  ] as const
).map(([outcome, icon, shortcut]) => ({ outcome, label: outcomeKindLabels[outcome], icon, shortcut }));

const everyForm: readonly { form: BlockForm; label: string; icon: IconName; shortcut: string }[] = (
  [
    ['part', 'heading', 'Alt Maj 5'],
    ['article', 'heading', 'Alt Maj 1'],
    ['axis', 'heading', 'Alt Maj 2'],
    ['objective', 'heading', 'Alt Maj 3'],
    ['subheading', 'heading', 'Alt Maj 4'],
    ['paragraph', 'paragraph', 'Alt Maj 0'],
    ['bulletList', 'bullet-list', 'Ctrl Maj 8'],
    ['orderedList', 'ordered-list', 'Ctrl Maj 7'],
  ] as const
).map(([form, icon, shortcut]) => ({ form, label: formLabel(form), icon, shortcut }));

/** What a block may become in such a text, in the order of the menus, each with its keys. */
export const formChoices = ({ forms }: TextHabits) => everyForm.filter(({ form }) => forms.includes(form));
