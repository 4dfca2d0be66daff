// Threads and comments as the panel receives them, for its tests.
import type { Discussion, DiscussionComment, DiscussionThread } from '#app/discussions/panel-types.ts';

export const buildComment = (more: Partial<DiscussionComment>): DiscussionComment => ({
  id: 'comment',
  author: {
    id: 'helene',
    name: 'Hélène Carpentier',
    organisationId: 'dat',
    organisationName: 'DAT',
    affiliation: 'DAT',
  },
  createdAt: '2026-01-02T10:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  body: 'Un mot.',
  mentions: [],
  mayEdit: false,
  mayDelete: false,
  ...more,
});

export const buildThread = (more: Partial<DiscussionThread>): DiscussionThread => ({
  id: 'thread',
  place: 'MARKED',
  blockId: 'block',
  location: 'Article 8 · Suivi',
  quotation: 'au moins une fois par an',
  isWholeBlock: false,
  createdAt: '2026-01-02T10:00:00.000Z',
  resolvedAt: null,
  resolvedBy: null,
  isUnread: false,
  mentionsViewer: false,
  isMine: false,
  mayReply: true,
  mayResolve: true,
  comments: [buildComment({})],
  ...more,
});

export const buildDiscussion = (more: Partial<Discussion>): Discussion => ({
  conventionId: 'convention',
  status: 'ready',
  threads: [],
  mayOpen: true,
  viewerPersonId: 'helene',
  refresh: () => undefined,
  perform: async () => ({ ok: true, threadId: null }),
  ...more,
});
