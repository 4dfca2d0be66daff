// What the menu of the current block shows: read once, when it opens.
import type { EditorState } from '@tiptap/pm/state';
import { rankOf } from '#domain/texts/numbering.ts';
import type { ListStyle } from '#domain/texts/text-grammar.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import type { Degree, ItemMark, NumberSuffix, OutcomeKind } from '#domain/vocabulary.ts';
import { type BlockForm, currentBlock, currentForm, listChoice, suggestedDegree } from './commands.ts';
import { insertTable, moveBlock } from './place-commands.ts';

export interface BlockChoices {
  id: string | null;
  /** Null: a table. */
  form: BlockForm | null;
  mark: ItemMark | null;
  degree: Degree | null;
  suggestedDegree: Degree | null;
  outcome: OutcomeKind | null;
  /** Null: not a heading that may carry a number. */
  numbered: boolean | null;
  startAt: number | null;
  /** The last figure of the number it carries now. */
  number: number | null;
  /** Null: not an article that is counted. */
  suffix: NumberSuffix | 'none' | null;
  /** How the numbered list around it counts; null outside of one. */
  list: { style: ListStyle | null; start: number } | null;
  mayMoveUp: boolean;
  mayMoveDown: boolean;
  mayInsertTable: boolean;
}

/** The choices for the block at the cursor; null when the cursor is in none. */
export function blockChoices(state: EditorState): BlockChoices | null {
  const block = currentBlock(state);
  if (!block) return null;
  const { type, attrs } = block.node;
  const hasNumber = type.name === 'heading' && attrs.kind !== 'subheading';
  const number = hasNumber ? (blocksOf(state.doc).find(({ pos }) => pos === block.pos)?.number ?? null) : null;
  return {
    id: attrs.id,
    form: type.name === 'table' ? null : currentForm(state),
    mark: attrs.mark,
    degree: attrs.degree,
    suggestedDegree: suggestedDegree(block),
    outcome: attrs.outcome,
    numbered: hasNumber ? attrs.numbered : null,
    startAt: hasNumber ? attrs.startAt : null,
    number: rankOf(number),
    suffix: type.name === 'heading' && attrs.kind === 'article' && attrs.numbered ? (attrs.suffix ?? 'none') : null,
    list: listChoice(state),
    mayMoveUp: moveBlock(-1)(state),
    mayMoveDown: moveBlock(1)(state),
    mayInsertTable: insertTable(3, 3)(state),
  };
}
