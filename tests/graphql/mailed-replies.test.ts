// Mails that wait for an organiser, from the form of the meeting's page to the history: the page's own acts and documents, the
// API, the domain, the database.
import { type DocumentNode, print } from 'graphql';
import { beforeEach, expect, test } from 'vitest';
import { acts } from '#app/routes/reunions.$meetingId._index/action.ts';
import { ReadMeeting } from '#app/routes/reunions.$meetingId._index/queries.ts';
import { takeMail } from '#domain/meetings/calendar-replies.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { replyAddress } from '#domain/meetings/reply-addresses.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import type { Api } from '#graphql/execute.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, type Joint } from '../build/meetings.ts';
import { useDatabase } from '../rig/database.ts';
import { useReplyAddress } from '../rig/environment.ts';
import { useOutside } from '../rig/outside.ts';

useReplyAddress();
useDatabase();
useOutside();

const endpoint = createEndpoint();

/** The pages' way to the API, over the endpoint: in this runner the in-process one meets a second copy of its library. */
function apiOf(viewer: Viewer): Api {
  const ask = async (document: DocumentNode, variables: unknown) => {
    const response = await endpoint.fetch(
      'http://localhost/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: print(document), variables }),
      },
      { viewer, from: { ip: '192.0.2.1', userAgent: null } },
    );
    return (await response.json()) as {
      data: never;
      errors?: { message: string; extensions: { code: string; fields?: Record<string, string> } }[];
    };
  };
  return {
    async query(document, ...[variables]) {
      const { data, errors } = await ask(document, variables);
      if (errors) throw new Error(errors[0]?.message);
      return data;
    },
    async mutate(document, ...[variables]) {
      const { data: value, errors: [error] = [] } = await ask(document, variables);
      if (!error) return { ok: true, value };
      const { message, extensions } = error;
      return { ok: false, code: extensions.code, message, fields: extensions.fields ?? {} };
    },
  };
}

let joint: Joint;
let meeting: MeetingView;
let inviteeId: string;
beforeEach(async () => {
  joint = await buildJoint();
  const called = await buildCalled(joint);
  meeting = await invite(joint.agent, { meetingId: called.id, email: 'anne@exemple.fr', name: 'Anne Martin' });
  const invitee = meeting.invitees.find(({ email }) => email === 'anne@exemple.fr');
  inviteeId = invitee?.id ?? '';
  const lines = [
    'BEGIN:VCALENDAR',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${meeting.uid}`,
    'ATTENDEE;CN=Anne M.;PARTSTAT=DECLINED:mailto:anne@ailleurs.fr',
    'COMMENT:Retenue à Hénin',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  const calendars = [{ method: null, content: lines.join('\r\n') }];
  const outcome = await takeMail({ recipients: [replyAddress(invitee ?? { id: '', replyRound: 0 }) ?? ''], calendars });
  expect(outcome).toBe('TOLD');
});

const shown = async (viewer: Viewer) => (await apiOf(viewer).query(ReadMeeting, { id: meeting.id })).meeting;
const post = (viewer: Viewer, intent: string, fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const act = acts.get(intent);
  if (!act) throw new Error(`The page does not know « ${intent} ».`);
  return act(apiOf(viewer), form, meeting.id);
};
const annes = ({ invitees }: Awaited<ReturnType<typeof shown>>) => invitees.find(({ id }) => id === inviteeId);

test('an organiser sees what waits, with its words and who wrote it; nobody else does', async () => {
  const { waitingReplies } = await shown(joint.agent);
  expect(waitingReplies).toMatchObject([
    {
      sentence: expect.stringContaining('adresse inconnue, anne@ailleurs.fr'),
      sender: 'anne@ailleurs.fr',
      senderName: 'Anne M.',
      answer: 'NO',
      words: 'Retenue à Hénin',
      suggestedInviteeId: null,
    },
  ]);
  expect((await shown(joint.reader)).waitingReplies).toEqual([]);
});

test('attached on the page, it is the answer of whom it is attached to, and stands in the history', async () => {
  const [reply] = (await shown(joint.agent)).waitingReplies;
  const fields = { replyId: reply?.id ?? '', inviteeId, answer: 'NO' };
  expect(await post(joint.agent, 'attach', { ...fields, inviteeId: '' })).toHaveProperty('data.fields.inviteeId');
  expect(await post(joint.agent, 'attach', fields)).toEqual({ done: 'La réponse est rattachée.' });
  const after = await shown(joint.agent);
  expect(after.waitingReplies).toEqual([]);
  expect(annes(after)).toMatchObject({ answer: 'NO', answerWords: 'Retenue à Hénin' });
  // Who reads the convention sees the answer, and not what was written with it.
  expect(annes(await shown(joint.reader))).toMatchObject({ answer: 'NO', answerWords: null });
  const kinds = await prisma.change.findMany({
    where: { kind: { startsWith: 'reply.' }, conventionId: joint.convention.id },
    orderBy: { seq: 'asc' },
  });
  expect(kinds.map(({ kind, actorId }) => [kind, actorId])).toEqual([
    ['reply.received', null],
    ['reply.attached', joint.agent.personId],
  ]);
});

test('set aside on the page, it is nobody’s; a second time is said', async () => {
  const [reply] = (await shown(joint.agent)).waitingReplies;
  const fields = { replyId: reply?.id ?? '' };
  expect(await post(joint.artoisAgent, 'set-aside', fields)).toEqual({ done: 'La réponse est mise de côté.' });
  expect((await shown(joint.agent)).waitingReplies).toEqual([]);
  expect(annes(await shown(joint.agent))).toMatchObject({ answer: 'NEEDS_ACTION', answerWords: null });
  expect(await post(joint.agent, 'set-aside', fields)).toHaveProperty(
    'data.message',
    expect.stringContaining('vient d’être rattachée ou mise de côté'),
  );
});

test('who may not organise may settle nothing', async () => {
  const [reply] = (await shown(joint.agent)).waitingReplies;
  const fields = { replyId: reply?.id ?? '', inviteeId, answer: 'YES' };
  for (const intent of ['attach', 'set-aside'])
    expect(await post(joint.reader, intent, fields)).toHaveProperty('data.code', 'FORBIDDEN');
  expect((await shown(joint.agent)).waitingReplies).toHaveLength(1);
});
