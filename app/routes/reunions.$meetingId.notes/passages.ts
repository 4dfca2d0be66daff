// The passages of a convention that a decision may concern, as the choices of a field: headings and what is promised.
import { headingLabel } from '../../editor/words.ts';
import { itemKindLabels, itemMarkLabels } from '../../texts/words.ts';
import type { Option } from '../../ui/select-field.tsx';
import type { Passages } from './queries.ts';

const headings = { ARTICLE: 'article', AXIS: 'axis', OBJECTIVE: 'objective' } as const;

/** Characters of a passage that stand for it in a list. */
const EXCERPT = 90;

const excerpt = (words: string) => (words.length > EXCERPT ? `${words.slice(0, EXCERPT).trimEnd()}…` : words);

/** The choices, in reading order. */
export function passageOptions(items: Passages): Option[] {
  return items.flatMap(({ id, kind, mark, number, title, text }) => {
    if (kind === 'ARTICLE' || kind === 'AXIS' || kind === 'OBJECTIVE') {
      const label = [headingLabel(headings[kind], number), title].filter(Boolean).join(' · ');
      return [{ value: id, label: excerpt(label) || itemKindLabels[kind] }];
    }
    return mark ? [{ value: id, label: excerpt(text), description: itemMarkLabels[mark] }] : [];
  });
}
