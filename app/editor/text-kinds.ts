// What differs between the texts that are written here: a convention and its report promise and are numbered, the notes
// of a meeting record what was decided.
import type { BlockForm } from './commands.ts';

export type TextKind = 'convention' | 'report' | 'notes';

/** How one kind of text is written. */
export interface TextHabits {
  /** What a block may be, in the order of the menus. */
  forms: readonly BlockForm[];
  /** What a block may be marked as: its promise to keep, or what the meeting made of it. */
  marks: 'promises' | 'outcomes';
}

const agreed: TextHabits = {
  forms: ['part', 'article', 'axis', 'objective', 'subheading', 'paragraph', 'bulletList', 'orderedList'],
  marks: 'promises',
};

/** The habits of each kind of text. Notes have one heading, which carries no number. */
export const textHabits: Record<TextKind, TextHabits> = {
  convention: agreed,
  report: agreed,
  notes: { forms: ['subheading', 'paragraph', 'bulletList', 'orderedList'], marks: 'outcomes' },
};
