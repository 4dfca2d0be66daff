// Whether a change may show in a discussion: for the panel beside a text, and for the page of its comments. Pure.
import type { Nudge } from '#realtime/protocol.ts';
import type { DiscussionThread } from './panel-types.ts';

/** Its own changes, those of who may see it, and those of the blocks that these threads speak of. */
export function concernsDiscussion(
  { subject, subjectId, kind }: Nudge,
  threads: readonly Pick<DiscussionThread, 'blockId'>[],
): boolean {
  if (subject === 'Thread' || subject === 'Comment') return true;
  if (kind.startsWith('participant.') || kind.startsWith('access.')) return true;
  return subject === 'ProgrammeItem' && threads.some(({ blockId }) => blockId === subjectId || blockId === null);
}
