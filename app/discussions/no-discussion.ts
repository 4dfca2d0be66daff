// The discussion of a text that is not discussed beside its words: a report is finished by hand, notes are observed upon
// once they are minutes.
import type { Discussion } from './panel-types.ts';

/** Nothing said, nothing to say. */
export const noDiscussion: Discussion = {
  conventionId: '',
  status: 'ready',
  threads: [],
  mayOpen: false,
  viewerPersonId: null,
  refresh: () => undefined,
  perform: async () => ({ ok: false, code: 'FORBIDDEN', message: '', fields: {} }),
};
