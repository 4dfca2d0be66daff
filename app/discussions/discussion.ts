// From the API to what the panel and the page show, and from a posted form to the mutation it means. Runs in loaders and
// actions, on the server.

import { affiliationOf } from '#domain/identity.ts';
import type { Api, Outcome } from '#graphql/execute.ts';
import { textOf } from '../forms/posted.ts';
import type { ResultOf } from '../graphql.ts';
import { itemKindLabels } from '../texts/words.ts';
import type { DiscussionComment, DiscussionThread, Mentioned } from './panel-types.ts';
import {
  DeleteComment,
  EditComment,
  MarkThreadRead,
  OpenThread,
  PostComment,
  ReadDiscussion,
  ReopenThread,
  ResolveThread,
} from './queries.ts';

type ThreadNode = NonNullable<
  NonNullable<ResultOf<typeof ReadDiscussion>['convention']['threads']['edges']>[number]
>['node'];

/** What is known of a convention's discussion at one moment. */
export interface Talk {
  convention: Omit<ResultOf<typeof ReadDiscussion>['convention'], 'threads' | 'viewerMayComment'>;
  threads: DiscussionThread[];
  mayOpen: boolean;
  viewerPersonId: string | null;
}

function commentOf(comment: ThreadNode['comments'][number]): DiscussionComment {
  const { author, mentions, viewerMayEdit, viewerMayDelete, ...said } = comment;
  const { id, name, organisation } = author;
  return {
    ...said,
    author: {
      id,
      name,
      organisationId: organisation.id,
      organisationName: organisation.shortName,
      affiliation: affiliationOf(author),
    },
    mentions: mentions.flatMap(({ person, organisation: named }): Mentioned[] => {
      if (person) return [{ kind: 'PERSON', id: person.id, name: person.name, detail: affiliationOf(person) }];
      return named ? [{ kind: 'ORGANISATION', id: named.id, name: named.shortName, detail: named.name }] : [];
    }),
    mayEdit: viewerMayEdit,
    mayDelete: viewerMayDelete,
  };
}

/** « Article 8 · Suivi », « Objectif 1.2 · Veille patrimoniale ». */
function locationOf(heading: ThreadNode['place']['heading']): string | null {
  if (!heading) return null;
  const { kind, number, title } = heading;
  return number ? `${itemKindLabels[kind]} ${number} · ${title}` : title;
}

function threadOf(thread: ThreadNode): DiscussionThread {
  const { place, quotation, resolvedBy, viewerMayReply, viewerMayResolve, comments, ...rest } = thread;
  return {
    ...rest,
    place: place.state,
    blockId: place.blockId,
    location: locationOf(place.heading),
    quotation: quotation || place.words || '',
    isWholeBlock: quotation === '',
    resolvedBy: resolvedBy?.name ?? null,
    mayReply: viewerMayReply,
    mayResolve: viewerMayResolve,
    comments: comments.map(commentOf),
  };
}

/** The discussion of a convention, in reading order; threads of deleted blocks last, in order of opening. */
export async function readTalk(api: Api, conventionId: string): Promise<Talk> {
  const nodes: ThreadNode[] = [];
  let after: string | null = null;
  for (;;) {
    const read: ResultOf<typeof ReadDiscussion> = await api.query(ReadDiscussion, { conventionId, after });
    const { viewerMayComment, threads, ...convention } = read.convention;
    for (const edge of threads.edges ?? []) if (edge) nodes.push(edge.node);
    after = threads.pageInfo.endCursor ?? null;
    if (threads.pageInfo.hasNextPage) continue;
    nodes.sort((left, right) => left.place.position - right.place.position);
    const viewerPersonId = read.viewer?.personId ?? null;
    return { convention, threads: nodes.map(threadOf), mayOpen: viewerMayComment, viewerPersonId };
  }
}

type Act = (api: Api, form: FormData, conventionId: string) => Promise<Outcome<{ threadId: string | null }>>;

const about = <Value>(outcome: Outcome<Value>, idOf: (value: Value) => string): Outcome<{ threadId: string | null }> =>
  outcome.ok ? { ok: true, value: { threadId: idOf(outcome.value) } } : outcome;

/** An act on a thread that the form names. */
const onThread =
  (does: (api: Api, threadId: string, form: FormData) => Promise<Outcome<unknown>>): Act =>
  async (api, form) => {
    const threadId = textOf(form, 'threadId');
    return about(await does(api, threadId, form), () => threadId);
  };

/** By intent. A map, because the intent comes from outside. */
const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async open(api, form, conventionId) {
      const [blockId, quotation, prefix, suffix, body] = ['blockId', 'quotation', 'prefix', 'suffix', 'body'].map(
        (name) => textOf(form, name),
      ) as [string, string, string, string, string];
      const input = { conventionId, blockId, quotation, prefix, suffix, body };
      return about(await api.mutate(OpenThread, { input }), ({ openThread }) => openThread.id);
    },
    async edit(api, form) {
      const input = { commentId: textOf(form, 'commentId'), body: textOf(form, 'body') };
      return about(await api.mutate(EditComment, { input }), ({ editComment }) => editComment.threadId);
    },
    async delete(api, form) {
      const input = { commentId: textOf(form, 'commentId') };
      return about(await api.mutate(DeleteComment, { input }), ({ deleteComment }) => deleteComment.threadId);
    },
    reply: onThread((api, threadId, form) =>
      api.mutate(PostComment, { input: { threadId, body: textOf(form, 'body') } }),
    ),
    resolve: onThread((api, threadId) => api.mutate(ResolveThread, { input: { threadId } })),
    reopen: onThread((api, threadId) => api.mutate(ReopenThread, { input: { threadId } })),
    read: onThread((api, threadId) => api.mutate(MarkThreadRead, { input: { threadId } })),
  }),
);

/** Does what a posted form means, by its `intent`; the answer names the thread it was about. */
export async function act(
  api: Api,
  conventionId: string,
  form: FormData,
): Promise<Outcome<{ threadId: string | null }>> {
  const does = acts.get(textOf(form, 'intent'));
  if (!does) throw new Response('Cette action n’existe pas.', { status: 400 });
  return does(api, form, conventionId);
}
