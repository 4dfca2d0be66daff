// Which threads the panel shows. Pure; tested on its own.
import type { DiscussionThread } from './panel-types.ts';

/** What may be chosen; an organisation by its id after `organisation:`. */
export type ThreadChoice = 'open' | 'all' | 'resolved' | 'mine' | 'mentions' | `organisation:${string}`;

/** The choice that an address names; open threads for what is none. */
export function choiceOf(value: string | null): ThreadChoice {
  const fixed: readonly ThreadChoice[] = ['open', 'all', 'resolved', 'mine', 'mentions'];
  if (value?.startsWith('organisation:')) return value as ThreadChoice;
  return fixed.find((choice) => choice === value) ?? 'open';
}

/** Whether a thread is among those chosen. */
export function isChosen(thread: DiscussionThread, choice: ThreadChoice): boolean {
  switch (choice) {
    case 'open':
      return thread.resolvedAt === null;
    case 'resolved':
      return thread.resolvedAt !== null;
    case 'mine':
      return thread.isMine;
    case 'mentions':
      return thread.mentionsViewer;
    case 'all':
      return true;
    default: {
      const id = choice.slice('organisation:'.length);
      return thread.comments.some(({ author, deletedAt }) => deletedAt === null && author.organisationId === id);
    }
  }
}

/** The choices that a discussion offers: the fixed ones, then the organisations that wrote in it, by name. */
export function choicesOf(threads: readonly DiscussionThread[]): { value: ThreadChoice; label: string }[] {
  const organisations = new Map<string, string>();
  for (const { comments } of threads)
    for (const { author, deletedAt } of comments)
      if (deletedAt === null) organisations.set(author.organisationId, author.organisationName);
  const named = [...organisations].sort(([, left], [, right]) => left.localeCompare(right, 'fr'));
  return [
    { value: 'open', label: 'Fils ouverts' },
    { value: 'all', label: 'Tous les fils' },
    { value: 'resolved', label: 'Fils résolus' },
    { value: 'mine', label: 'Ceux où j’ai écrit' },
    { value: 'mentions', label: 'Ceux qui me mentionnent' },
    ...named.map(([id, name]) => ({ value: `organisation:${id}` as const, label: `Avec ${name}` })),
  ];
}
