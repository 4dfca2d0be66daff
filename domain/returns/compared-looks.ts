// How the words of a file look beside how they looked when they went out. Pure; called by read-changes.ts.
import { isSafeLink, plainFormats, shownFormats, textLimits } from '../texts/text-grammar.ts';
import type { Formats } from '../texts/text-sequence.ts';
import type { ReturnedRun } from '../written/returned-text.ts';
import type { FileBlock } from './returned-blocks.ts';

/** Formats of the words of a file; a look that all words of a title share is that of its style. */
export function formatsOfRun(run: ReturnedRun, styled: ReadonlySet<string>): Record<string, unknown> {
  const formats: Record<string, unknown> = {};
  for (const name of plainFormats)
    if (run[name] && !styled.has(name) && !(name === 'subscript' && formats.superscript)) formats[name] = true;
  if (run.href !== undefined && isSafeLink(run.href) && run.href.length <= textLimits.href)
    formats.link = { href: run.href };
  return formats;
}

/** Looks that all the words of a title share. */
export function styledThroughout({ paragraph, letters }: FileBlock): Set<string> {
  const said = letters.filter(({ text }) => text.trim() !== '');
  if (!paragraph || paragraph.level === null || said.length === 0) return new Set();
  return new Set((['bold', 'italic', 'underline'] as const).filter((name) => said.every(({ run }) => run[name])));
}

const addressOf = (value: unknown): string => {
  const { href } = (value ?? {}) as { href?: string };
  if (href === undefined) return '';
  return isSafeLink(href) ? new URL(href).href : '';
};

/** What the file says otherwise of the look of words than they had, agreed or suggested. */
export function restyling(sent: Formats, back: Formats): Record<string, unknown> | null {
  const changes: [string, unknown][] = [];
  const shown = shownFormats(sent);
  for (const name of plainFormats) {
    const has = back[name] === true;
    // A link is underlined by its style.
    if (name === 'underline' && ('link' in sent || 'link' in back)) continue;
    if (has !== (sent[name] === true) && has !== (shown[name] === true)) changes.push([name, has ? true : null]);
  }
  const link = addressOf(back.link);
  if (link !== addressOf(sent.link) && link !== addressOf(shown.link)) changes.push(['link', back.link ?? null]);
  return changes.length > 0 ? Object.fromEntries(changes) : null;
}

/** A look that a title has by its style is not looked at. */
export const inStyle = (formats: Formats, styled: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries([...styled].filter((name) => formats[name]).map((name) => [name, true]));
