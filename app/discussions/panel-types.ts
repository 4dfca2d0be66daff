// What the comments panel needs from whoever shows a text beside it (the editor, the reading page), and what it gives
// back. The panel loads and keeps its own discussion fresh; the text tells it what is selected and what is being read.
//
//   const discussion = useDiscussion(conventionId);
//   <CommentsPanel discussion={discussion} activeThreadId={…} onActivate={…} draftAnchor={…} onDraftDone={…} />
//
// `discussion.threads` also says which marks of the text to show: resolved threads keep their mark, without colour.

/** The stretch of text that a new thread is about. */
export interface DraftAnchor {
  blockId: string;
  /** The selected words as they are in the block, at most 1 000 characters; empty: the whole block is meant. */
  quotation: string;
  /** Up to 40 characters of the block before and after the quotation: they tell two equal quotations apart. */
  prefix: string;
  suffix: string;
}

/** Where a thread is in the text as it is now. */
export type ThreadPlace =
  /** Its words carry its mark. */
  | 'MARKED'
  /** Its words are there and not marked yet. */
  | 'QUOTED'
  /** It is about a whole block, which is there. */
  | 'BLOCK'
  /** Its words or its block were deleted (undo brings them back). */
  | 'DELETED';

/** Somebody or an organisation named in a comment; in the body: `@[id]`. */
export interface Mentioned {
  kind: 'PERSON' | 'ORGANISATION';
  id: string;
  /** A person's name or an organisation's short name. */
  name: string;
  /** A person's organisation, or an organisation's long name. */
  detail: string;
}

export interface DiscussionComment {
  id: string;
  author: { id: string; name: string; organisationId: string; organisationName: string; affiliation: string };
  /** ISO 8601. */
  createdAt: string;
  editedAt: string | null;
  /** The body is empty then. */
  deletedAt: string | null;
  /** Plain text with line breaks and `@[id]` for each of `mentions`. */
  body: string;
  mentions: Mentioned[];
  mayEdit: boolean;
  mayDelete: boolean;
}

export interface DiscussionThread {
  id: string;
  place: ThreadPlace;
  /** The block it is in now; null when it is gone. Scroll there when the place is not `MARKED`. */
  blockId: string | null;
  /** « 1.2 » or the words of the nearest heading above, to say where it is without seeing the text. */
  location: string | null;
  /** The words it was opened on; of a whole block, its first words. */
  quotation: string;
  isWholeBlock: boolean;
  createdAt: string;
  resolvedAt: string | null;
  resolvedBy: string | null;
  /** The viewer was told of something in it and has not seen it. */
  isUnread: boolean;
  mentionsViewer: boolean;
  /** The viewer opened it or wrote in it. */
  isMine: boolean;
  mayReply: boolean;
  /** Resolve, or reopen when it is resolved. */
  mayResolve: boolean;
  /** At least one, oldest first. */
  comments: DiscussionComment[];
}

/** Something done in a discussion. */
export type Act =
  | ({ intent: 'open'; body: string } & DraftAnchor)
  | { intent: 'reply'; threadId: string; body: string }
  | { intent: 'edit'; commentId: string; body: string }
  | { intent: 'delete'; commentId: string }
  | { intent: 'resolve' | 'reopen' | 'read'; threadId: string };

/** What came of an act: the thread it was about, or why it was refused, in words for the person. */
export type ActOutcome =
  | { ok: true; threadId: string | null }
  | { ok: false; code: string; message: string; fields: Record<string, string> };

/** What `useDiscussion(conventionId)` gives; threads are in reading order, those of deleted text last. */
export interface Discussion {
  conventionId: string;
  status: 'loading' | 'ready' | 'failed';
  threads: DiscussionThread[];
  mayOpen: boolean;
  viewerPersonId: string | null;
  /** Reads again now; it does so by itself when somebody comments, resolves or deletes text. */
  refresh(): void;
  /** Does something, then reads again. Never throws: offline and signed out are refusals too. */
  perform(act: Act): Promise<ActOutcome>;
}

export interface CommentsPanelProps {
  discussion: Discussion;
  /** The thread whose words are selected in the text or in the panel. */
  activeThreadId: string | null;
  /** A thread was chosen in the panel: show its words. Null: none any more. */
  onActivate(threadId: string | null): void;
  /** The composer opens on it; null: nothing is being started. */
  draftAnchor: DraftAnchor | null;
  /** The draft was sent (`threadId` is the new thread's) or given up (null). */
  onDraftDone(threadId: string | null): void;
}
