// Gathers changes into what a person would tell: one line for a run of the same act by the same people, under its day.
import { type ChangeKind, kindNamed } from '#domain/vocabulary.ts';
import { conventionStateLabels, participantRoleLabels } from '../conventions/words.ts';
import { actionStatusLabels } from '../follow-up/words.ts';
import { formatLongDate } from '../french-format.ts';
import type { ToldChange } from './queries.ts';
import { changeKindVerbs } from './words.ts';

/** Changes of one kind, in one text, by the same people, one right after the other. */
export interface Run {
  /** The latest of them. */
  change: ToldChange;
  count: number;
}

const actorsOf = ({ actors }: ToldChange) =>
  actors
    .map(({ id }) => id)
    .sort()
    .join();

/** Of which text a change is: what was done in a meeting's notes and in its convention is told apart. */
const textOf = ({ subject, subjectId }: ToldChange) => (subject === 'MeetingNotes' ? subjectId : subject);

const isAlike = (one: ToldChange, other: ToldChange) =>
  one.kind === other.kind && textOf(one) === textOf(other) && actorsOf(one) === actorsOf(other);

/** Days, latest first, each with its runs. */
export function runsByDay(changes: readonly ToldChange[]): { day: string; runs: Run[] }[] {
  const days: { day: string; runs: Run[] }[] = [];
  for (const change of changes) {
    const day = formatLongDate(change.at);
    if (days.at(-1)?.day !== day) days.push({ day, runs: [] });
    const runs = days.at(-1)?.runs ?? [];
    const last = runs.at(-1);
    if (last && isAlike(last.change, change)) last.count += 1;
    else runs.push({ change, count: 1 });
  }
  return days;
}

/** What was done, after the names: « a modifié un passage », « a modifié un passage (12 fois) ». */
export function verbOf({ change: { kind }, count }: Run): string {
  const known = kindNamed(kind);
  const verb = known ? changeKindVerbs[known] : kind;
  return count === 1 ? verb : `${verb} (${count}\u00a0fois)`;
}

type Details = Readonly<Record<string, unknown>>;

const wordsOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The French word of a closed list; what the list no longer has stays as it was recorded. */
const labelIn = (labels: Readonly<Record<string, string>>, value: unknown): string | null => {
  const word = wordsOf(value);
  return word && (labels[word] ?? word);
};

/** Letters of a passage that are quoted: enough to know it again. */
const QUOTED = 90;

const quoted = (words: string) =>
  `«\u00a0${words.length > QUOTED ? `${words.slice(0, QUOTED).trimEnd()}…` : words}\u00a0»`;

const fromTo = (before: string | null, after: string | null): string | null =>
  before && after && before !== after ? `de «\u00a0${before}\u00a0» à «\u00a0${after}\u00a0»` : null;

/** The version, and the text when it is not the convention's: « Avant la réunion », Notes – Comité de pilotage. */
const versionOf = ({ name, title }: Details): string =>
  [wordsOf(name) && quoted(String(name)), wordsOf(title)].filter(Boolean).join(', ');

/** For the kinds that keep what was before: from what, to what; and for versions, of which text. */
const movesOf: Partial<Record<ChangeKind, (details: Details) => string | null>> = {
  'convention.moved': ({ from, to }) =>
    fromTo(labelIn(conventionStateLabels, from), labelIn(conventionStateLabels, to)),
  'convention.renamed': ({ before, title }) => fromTo(wordsOf(before), wordsOf(title)),
  'participant.changed': ({ name, before, role }) =>
    [wordsOf(name), fromTo(labelIn(participantRoleLabels, before), labelIn(participantRoleLabels, role))]
      .filter(Boolean)
      .join(', '),
  'action.changed': ({ title, before, status, progress }) =>
    [
      wordsOf(title) && quoted(String(title)),
      fromTo(labelIn(actionStatusLabels, before), labelIn(actionStatusLabels, status)) ??
        (typeof progress === 'number' ? `avancement de ${progress}\u00a0%` : null),
    ]
      .filter(Boolean)
      .join(', '),
  'version.named': versionOf,
  'text.restored': versionOf,
};

/** What was changed, from what, to what; null for several at once, and where the record holds nothing to say. */
export function whatOf({ change: { kind, details }, count }: Run): string | null {
  const act = kindNamed(kind);
  if (count > 1 || typeof details !== 'object' || details === null || !act) return null;
  const known = details as Details;
  const move = movesOf[act];
  if (move) return move(known) || null;
  const named = wordsOf(known.title) ?? wordsOf(known.quotation) ?? wordsOf(known.words) ?? wordsOf(known.name);
  return named && quoted(named);
}
