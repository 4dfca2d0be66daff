// Minutes through the API: as a program follows them, and as the holder of a link, who has no account, reads and observes.
import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { consentToMinutes } from '#domain/minutes/observations.ts';
import type { Viewer } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { buildJoint, type Joint } from '../build/meetings.ts';
import { buildSent, minutesTokenIn, outsider } from '../build/minutes.ts';
import { buildSystemViewer, buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

const endpoint = createEndpoint();

async function ask(viewer: Viewer | null, query: string, variables: object = {}) {
  const response = await endpoint.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) },
    { viewer, from: { ip: '192.0.2.1', userAgent: null } },
  );
  return (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the tests themselves
    data: any;
    errors?: { message: string; extensions: { code: string } }[];
  };
}

let joint: Joint;
let meetingId: string;
beforeEach(async () => {
  joint = await buildJoint();
  ({ id: meetingId } = await buildSent(joint));
});
const token = () => minutesTokenIn(outside.mails.filter(({ to }) => to === outsider.email).at(-1) ?? { text: '' });

const READ = `query ($id: ID!) { meeting(id: $id) { minutesText minutes { state version observationsUntil isOver
  observations { author body reply settledAt } consenting { name } silent { name email } sha256 canonical
  pdf { mediaType } check { hashHolds textHolds pdfHolds } } } }`;
const OPEN = `query ($token: String!) { minutesInvitation(token: $token) { name title state text mayObserve hasConsented
  observations { body } pdfName pdf } }`;
const OBSERVE = `mutation ($input: MakeObservationByLinkInput!) { makeObservationByLink(input: $input) { name } }`;
const CONSENT = `mutation ($input: ConsentByLinkInput!) { consentByLink(input: $input) { hasConsented } }`;
const APPROVE = `mutation ($input: ApproveMinutesInput!) { approveMinutes(input: $input) { minutes { state } } }`;

test('the holder of a link reads, observes and consents without an account, and sees nobody else’s word', async () => {
  const input = { token: token(), body: 'Il manque un site.' };
  expect((await ask(null, OBSERVE, { input })).data.makeObservationByLink.name).toBe(outsider.name);
  const opened = (await ask(null, OPEN, { token: token() })).data.minutesInvitation;
  expect(opened).toMatchObject({ state: 'OBSERVATIONS', mayObserve: true, hasConsented: false, pdf: null });
  expect(opened.observations).toEqual([{ body: 'Il manque un site.' }]);
  const other = minutesTokenIn(outside.mails.find(({ to }) => to === joint.agent.email) ?? { text: '' });
  expect((await ask(null, OPEN, { token: other })).data.minutesInvitation.observations).toEqual([]);
  expect((await ask(null, CONSENT, { input: { token: token() } })).data.consentByLink.hasConsented).toBe(true);
  expect((await ask(null, OPEN, { token: 'inconnu' })).data.minutesInvitation).toBeNull();
  const refused = await ask(null, OBSERVE, { input: { token: 'inconnu', body: 'Non' } });
  expect(refused.errors?.[0]?.extensions.code).toBe('LINK_EXPIRED');
  expect((await ask(null, READ, { id: meetingId })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('a program of a participant reads minutes to the approved hash and PDF; a stranger learns of nothing', async () => {
  const key = await buildSystemViewer(joint.debtor.id, 'READ_WRITE');
  expect((await ask(key, READ, { id: meetingId })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const before = (await ask(joint.reader, READ, { id: meetingId })).data.meeting;
  expect(before.minutes).toMatchObject({ state: 'OBSERVATIONS', sha256: null, pdf: null, check: null });
  expect(before.minutesText.type).toBe('doc');
  // Who was silent is named to all who see the meeting; an outsider's address is the organisers' alone.
  expect(before.minutes.silent.map(({ email }: { email: string | null }) => email)).toEqual([null, null, null]);
  for (const viewer of [joint.agent, joint.artoisAgent]) await consentToMinutes(viewer, { meetingId });
  await ask(null, CONSENT, { input: { token: token() } });
  expect((await ask(joint.reader, APPROVE, { input: { meetingId } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const stranger = await ask(await buildViewer(), APPROVE, { input: { meetingId } });
  expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const approved = await ask(joint.agent, APPROVE, { input: { meetingId } });
  expect(approved.data.approveMinutes.minutes.state).toBe('APPROVED');
  const { minutes } = (await ask(joint.reader, READ, { id: meetingId })).data.meeting;
  expect(minutes.sha256).toBe(createHash('sha256').update(minutes.canonical).digest('hex'));
  expect(minutes).toMatchObject({
    pdf: { mediaType: 'application/pdf' },
    check: { hashHolds: true, textHolds: true, pdfHolds: true },
  });
  const kept = (await ask(null, OPEN, { token: token() })).data.minutesInvitation;
  expect(kept).toMatchObject({ state: 'APPROVED', mayObserve: false });
  expect(Buffer.from(kept.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});
