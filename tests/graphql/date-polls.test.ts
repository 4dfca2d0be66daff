// Date polls as programs ask for them: live results in one query, refusals that name their fields, and by link nothing but
// one's own answers.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#domain/calendar.ts';
import { answerDatePoll } from '#domain/scheduling/poll-answers.ts';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, type Joint, tokenIn } from '../build/meetings.ts';
import { buildSystemViewer } from '../build/organisations.ts';
import { buildPoll, newPoll, slotIn, votesOn } from '../build/scheduling.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  // A Monday far from any holiday and any change of the hour.
  setClock(() => new Date('2026-09-07T08:00:00Z'));
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const endpoint = createEndpoint();

/** Asks as a program does, over HTTP. */
async function ask(viewer: Viewer | null, query: string, variables: object = {}) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const from = { ip: '192.0.2.1', userAgent: null };
  const request = { method: 'POST', headers, body };
  const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
  return response.json();
}

const results = `query ($id: ID!) { meeting(id: $id) { poll { answerBy closedAt
  slots { yes ifNeedBe no viewerVote votes { answer invitee { name } } warnings { check words } }
  bestSlot { id } chosenSlot { id } unanswered { name } } } }`;

test('one query reads the results, and a key that only reads sees them without a vote of its own', async () => {
  const { meeting, slotIds } = await buildPoll(joint);
  await answerDatePoll(joint.artoisAgent, {
    meetingId: meeting.id,
    votes: votesOn(slotIds, 'NO', 'IF_NEED_BE', 'YES'),
  });
  await answerDatePoll(joint.agent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'YES') });
  const { data } = await ask(joint.artoisAgent, results, { id: meeting.id });
  expect(data.meeting.poll).toMatchObject({
    closedAt: null,
    chosenSlot: null,
    bestSlot: { id: slotIds[1] },
    unanswered: [{ name: expect.any(String) }],
    slots: [
      { no: 1, viewerVote: 'NO', warnings: [{ check: 'TERRITORY_NO' }, { check: 'REQUIRED_NO' }] },
      { ifNeedBe: 1, viewerVote: 'IF_NEED_BE', warnings: [] },
      { yes: 1, viewerVote: 'YES', warnings: [{ check: 'TERRITORY_UNANSWERED' }, { check: 'UNANSWERED' }] },
    ],
  });
  const stranger = await buildSystemViewer(joint.reader.organisationId, 'READ');
  expect((await ask(stranger, results, { id: meeting.id })).errors[0].extensions.code).toBe('NOT_FOUND');
});

test('a refusal names its field, and what speaks against a date must be passed over by name', async () => {
  const meeting = await buildMeeting(joint);
  const open = 'mutation ($input: OpenDatePollInput!) { openDatePoll(input: $input) { poll { version } } }';
  const refused = await ask(joint.agent, open, { input: newPoll(meeting, { slots: [slotIn(9)] }) });
  expect(refused.errors[0].extensions).toMatchObject({ code: 'INVALID_INPUT', fields: { slots: expect.any(String) } });
  const { poll, slotIds, meeting: polled } = await buildPoll(joint);
  await answerDatePoll(joint.artoisAgent, { meetingId: polled.id, votes: votesOn(slotIds, 'NO') });
  const close =
    'mutation ($input: CloseDatePollInput!) { closeDatePoll(input: $input) { poll { chosenSlot { id } } } }';
  const input = { meetingId: polled.id, version: poll.version, slotId: slotIds[0] };
  const warned = await ask(joint.agent, close, { input });
  expect(warned.errors[0].extensions).toMatchObject({ fields: { isWarned: expect.any(String) } });
  const closed = await ask(joint.agent, close, { input: { ...input, isWarned: true } });
  expect(closed.data.closeDatePoll.poll.chosenSlot.id).toBe(slotIds[0]);
});

test('several polls at once tell their organiser who is busy, a reader nothing, and nobody what the other meeting is', async () => {
  const elsewhere = await buildCalled(await buildJoint(), { ...slotIn(9), title: 'Plan confidentiel' });
  const {
    email,
    name,
    id: personId,
  } = await prisma.person.findUniqueOrThrow({
    where: { id: joint.artoisAgent.personId },
  });
  await prisma.invitee.create({ data: { meetingId: elsewhere.id, personId, email, name } });
  const polls = [await buildPoll(joint), await buildPoll(joint, { slots: [slotIn(8), slotIn(9)] })];
  const [one, other] = polls.map(({ meeting }) => meeting.id);
  const both = `query ($one: ID!, $other: ID!) {
    one: meeting(id: $one) { poll { slots { warnings { check words } } } }
    other: meeting(id: $other) { poll { slots { warnings { check words } } } } }`;
  const read = async (viewer: Viewer) => {
    const { data } = await ask(viewer, both, { one, other });
    expect(JSON.stringify(data)).not.toContain('Plan confidentiel');
    type Slots = { warnings: { check: string }[] }[];
    const counts = (slots: Slots) =>
      slots.map(({ warnings }) => warnings.filter(({ check }) => check === 'BUSY').length);
    return [counts(data.one.poll.slots), counts(data.other.poll.slots)];
  };
  expect(await read(joint.agent)).toEqual([
    [1, 0, 0],
    [0, 1],
  ]);
  expect((await read(joint.reader)).flat()).toEqual([0, 0, 0, 0, 0]);
});

test('by link one answers without an account and sees one’s own answers alone', async () => {
  const { slotIds, meeting } = await buildPoll(joint);
  await answerDatePoll(joint.agent, { meetingId: meeting.id, votes: votesOn(slotIds, 'NO', 'NO', 'NO') });
  const token = tokenIn(outside.mails.find(({ to }) => to === joint.artoisAgent.email)?.text);
  const vote = `mutation ($input: AnswerDatePollByLinkInput!) { answerDatePollByLink(input: $input) { name } }`;
  await ask(null, vote, { input: { token, votes: votesOn(slotIds, 'YES') } });
  const read = 'query ($token: String!) { invitation(token: $token) { poll { isOpen slots { id answer } } } }';
  const { data } = await ask(null, read, { token });
  expect(data.invitation.poll.slots.map(({ answer }: { answer: string }) => answer)).toEqual(['YES', null, null]);
  const deeper = '{ invitation(token: "x") { poll { slots { votes { answer } } } } }';
  expect((await ask(null, deeper)).errors).toHaveLength(1);
});

test('slots are proposed to who may organise, and a series is read from any of its meetings', async () => {
  const { id, version } = await buildMeeting(joint, { startsAt: slotIn(2).startsAt, endsAt: slotIn(2).endsAt });
  const day = slotIn(30).startsAt.toISOString().slice(0, 10);
  const propose = `query ($id: ID!, $day: Date!) { slotProposals(meetingId: $id, from: $day, to: $day, minutes: 60,
    hours: ["9:00"]) { slots { startsAt busy } leftOut { day } } }`;
  expect((await ask(joint.agent, propose, { id, day })).data.slotProposals).toBeDefined();
  expect((await ask(joint.reader, propose, { id, day })).errors[0].extensions.code).toBe('FORBIDDEN');
  const repeat = `mutation ($input: RepeatMeetingInput!) { repeatMeeting(input: $input) {
    series { rhythm meetings { id series { meetings { id } } } } } }`;
  const until = slotIn(200).startsAt.toISOString().slice(0, 10);
  const { data } = await ask(joint.agent, repeat, { input: { meetingId: id, version, rhythm: 'QUARTERLY', until } });
  const { meetings } = data.repeatMeeting.series;
  expect(meetings.length).toBeGreaterThan(1);
  expect(meetings[1].series.meetings).toHaveLength(meetings.length);
});
