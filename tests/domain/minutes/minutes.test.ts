// Minutes from the closing of a meeting to their approval: who is asked, what each may say, and what is kept of it for good.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayAt, setClock, today } from '#domain/calendar.ts';
import { recordAttendance } from '#domain/meetings/attendance.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { approveMinutes, checkMinutes } from '#domain/minutes/approval.ts';
import { prolongObservations, sendMinutes } from '#domain/minutes/minutes.ts';
import type { StatedMinutes } from '#domain/minutes/minutes-print.ts';
import { readMinutes, standingOf } from '#domain/minutes/minutes-views.ts';
import {
  consentByLink,
  consentToMinutes,
  makeObservation,
  makeObservationByLink,
  readMinutesInvitation,
  settleObservation,
} from '#domain/minutes/observations.ts';
import { readObligation } from '#domain/obligations/obligation-lists.ts';
import { files } from '#domain/outside.ts';
import { canonicalJson } from '#domain/texts/canonical-json.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { readStoredJson, textAsRead } from '#domain/texts/reading-text.ts';
import { readStoredText } from '#domain/texts/stored-text.ts';
import { prisma } from '#prisma/client.ts';
import { paragraph } from '../../build/conventions.ts';
import { buildJoint, dated, type Joint } from '../../build/meetings.ts';
import { buildHeld, buildSent, minutesTokenIn, outcome, outsider } from '../../build/minutes.ts';
import { buildObligation, setState } from '../../build/obligations.ts';
import { buildViewer } from '../../build/organisations.ts';
import { removeBlocks } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

const hashScript = join(import.meta.dirname, '../../../docs/text-hash.mjs');

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const minutesOf = async ({ id }: { id: string }) => {
  const minutes = (await readMinutes([id])).get(id);
  if (!minutes) throw new Error('The meeting has no minutes.');
  return minutes;
};
const approve = async (meeting: MeetingView, more: object = {}, viewer = joint.agent) =>
  approveMinutes(viewer, { meetingId: meeting.id, version: (await minutesOf(meeting)).version, ...more });
const tokenOf = (address: string) =>
  minutesTokenIn(outside.mails.filter(({ to }) => to === address).at(-1) ?? { text: '' });
/** Everybody who was there says that they have nothing to say. */
async function consentAll(meeting: MeetingView) {
  for (const viewer of [joint.agent, joint.artoisAgent]) await consentToMinutes(viewer, { meetingId: meeting.id });
  await consentByLink({ token: tokenOf(outsider.email) });
}
const owed = async () => {
  const obligation = await buildObligation(joint, {
    attendeeIds: [joint.lensHenin.id, joint.artois.id],
    startsOn: `${today().slice(0, 4)}-01-01`,
    endsOn: addDays(today(), 40),
  });
  return { id: obligation.id, occurrenceId: obligation.occurrences[0]?.id ?? '' };
};

describe('sending', () => {
  test('everybody invited gets a link of their own, which opens the text and changes nothing', async () => {
    const meeting = await buildSent(joint);
    const addresses = [joint.agent.email, joint.artoisAgent.email, outsider.email];
    expect(outside.mails.map(({ to }) => to).sort()).toEqual([...addresses].sort());
    expect(new Set(addresses.map(tokenOf)).size).toBe(3);
    expect(outside.mails[0]?.subject).toContain('Compte rendu à relire jusqu’au');
    const opened = await readMinutesInvitation(tokenOf(outsider.email));
    expect(opened?.invitee.name).toBe(outsider.name);
    expect(opened?.minutes.state).toBe('OBSERVATIONS');
    expect((await minutesOf(meeting)).version).toBe(1);
  });

  test('from then on only who organises writes: whoever is in the notes is judged again', async () => {
    const { id: meetingId } = await buildSent(joint);
    const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
    expect(outside.judged).toContainEqual({ documentId });
  });

  test('may be given more time: who has said nothing is asked again, with a link that lasts', async () => {
    const meeting = await buildSent(joint);
    const { observationsUntil } = await minutesOf(meeting);
    await consentToMinutes(joint.agent, { meetingId: meeting.id });
    await makeObservationByLink({ token: tokenOf(outsider.email), body: 'Une ligne manque.' });
    outside.mails.length = 0;
    const prolong = async (day: string, viewer = joint.agent) =>
      prolongObservations(viewer, {
        meetingId: meeting.id,
        version: (await minutesOf(meeting)).version,
        observationsUntil: day,
      });
    await expect(prolong(observationsUntil)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(prolong(addDays(today(), 400))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(prolong(addDays(observationsUntil, 3), await buildViewer())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(outside.mails).toEqual([]);
    await prolong(addDays(observationsUntil, 3));
    expect(outside.mails.map(({ to }) => to)).toEqual([joint.artoisAgent.email]);
    setClock(() => new Date(`${addDays(observationsUntil, 2)}T10:00:00Z`));
    await makeObservation(joint.artoisAgent, { meetingId: meeting.id, body: 'Vu, avec du retard.' });
    await expect(
      prolongObservations(joint.agent, {
        meetingId: meeting.id,
        version: 1,
        observationsUntil: addDays(observationsUntil, 9),
      }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('is for a held meeting with notes, once, by who organises, until a fitting day', async () => {
    const send = (meeting: MeetingView, until: string, viewer = joint.agent) =>
      sendMinutes(viewer, { meetingId: meeting.id, version: meeting.version, observationsUntil: until });
    const tomorrow = addDays(today(), 1);
    const held = await buildHeld(joint);
    await expect(send(held, tomorrow, joint.reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(send(held, tomorrow, await buildViewer())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const day of [today(), addDays(today(), -1), addDays(today(), 100), 'demain'])
      await expect(send(held, day)).rejects.toMatchObject({ fields: { observationsUntil: expect.any(String) } });
    await expect(send({ ...held, version: held.version - 1 }, tomorrow)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(send(await buildHeld(joint, { content: null }), tomorrow)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(send(await buildHeld(joint, { content: [paragraph(' ')] }), tomorrow)).rejects.toMatchObject({
      message: expect.stringContaining('vides'),
    });
    expect(outside.mails).toEqual([]);
    const outcomes = await Promise.allSettled([send(held, tomorrow), send(held, tomorrow, joint.artoisAgent)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await prisma.invitationLink.count({ where: { invitee: { meetingId: held.id } } })).toBe(3);
  });
});

describe('observations', () => {
  test('are made in one’s own name alone, on the whole or on a passage that is there', async () => {
    const meeting = await buildSent(joint);
    const meetingId = meeting.id;
    const notes = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
    const blockId = (await readStoredJson(notes.documentId)).content?.[1]?.attrs?.id;
    await makeObservation(joint.artoisAgent, { meetingId, blockId, body: 'Deux\r\nlignes\u0000\u202e' });
    await makeObservationByLink({ token: tokenOf(outsider.email), body: 'Il manque un site.' });
    // A form sent twice is one observation.
    await makeObservationByLink({ token: tokenOf(outsider.email), body: 'Il manque un site.' });
    const { observations, version } = await minutesOf(meeting);
    expect(observations.map(({ body, invitee }) => [invitee.email, body])).toEqual([
      [joint.artoisAgent.email, 'Deux\nlignes'],
      [outsider.email, 'Il manque un site.'],
    ]);
    expect(version).toBe(3);
    for (const [viewer, code] of [
      [joint.reader, 'FORBIDDEN'],
      [joint.steward, 'FORBIDDEN'],
      [await buildViewer(), 'NOT_FOUND'],
    ] as const)
      await expect(makeObservation(viewer, { meetingId, body: 'Non' })).rejects.toMatchObject({ code });
    for (const [more, field] of [
      [{ body: ' \n ' }, 'body'],
      [{ body: 'x'.repeat(4001) }, 'body'],
      [{ body: 'Oui', blockId: '00000000-0000-4000-8000-000000000000' }, 'blockId'],
    ] as const)
      await expect(makeObservation(joint.agent, { meetingId, ...more })).rejects.toMatchObject({
        fields: { [field]: expect.any(String) },
      });
  });

  test('are taken until the last day and no longer, and the link with them', async () => {
    const meeting = await buildSent(joint);
    const token = tokenOf(outsider.email);
    const { observationsUntil } = await minutesOf(meeting);
    setClock(() => new Date(`${observationsUntil}T21:00:00Z`));
    await makeObservationByLink({ token, body: 'Juste à temps' });
    setClock(() => new Date(`${addDays(observationsUntil, 1)}T10:00:00Z`));
    const late = { meetingId: meeting.id, body: 'Trop tard' };
    await expect(makeObservation(joint.agent, late)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(makeObservationByLink({ token, body: 'Trop tard' })).rejects.toMatchObject({ code: 'CONFLICT' });
    setClock(() => new Date(`${addDays(observationsUntil, 2)}T10:00:00Z`));
    expect(await readMinutesInvitation(token)).toBeNull();
    await expect(consentByLink({ token })).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    await expect(consentByLink({ token: 'inconnu' })).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('a link that was revoked, or that answers for a meeting without minutes, opens none', async () => {
    await buildSent(joint);
    const token = tokenOf(outsider.email);
    await prisma.invitationLink.updateMany({ data: { revokedAt: new Date() } });
    expect(await readMinutesInvitation(token)).toBeNull();
    await expect(makeObservationByLink({ token, body: 'Non' })).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });

  test('are settled once, with a sentence, by who organises', async () => {
    const meeting = await buildSent(joint);
    await makeObservationByLink({ token: tokenOf(outsider.email), body: 'Il manque un site.' });
    const [observation] = (await minutesOf(meeting)).observations;
    const settle = (viewer: typeof joint.agent, reply = 'Ajouté.') =>
      settleObservation(viewer, { observationId: observation?.id, reply });
    await expect(settle(joint.reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(settle(await buildViewer())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(settle(joint.agent, ' ')).rejects.toMatchObject({ fields: { reply: expect.any(String) } });
    const outcomes = await Promise.allSettled([settle(joint.agent), settle(joint.artoisAgent, 'Non retenu.')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('an observation takes a consent back; consenting twice is once', async () => {
    const meeting = await buildSent(joint);
    await Promise.all([1, 2, 3].map(() => consentToMinutes(joint.agent, { meetingId: meeting.id })));
    expect(await prisma.change.count({ where: { kind: 'minutes.consented', conventionId: joint.convention.id } })).toBe(
      1,
    );
    const changed = await makeObservation(joint.agent, { meetingId: meeting.id, body: 'Après tout' });
    expect(changed.invitees.every(({ consentedAt }) => consentedAt === null)).toBe(true);
  });
});

describe('approval', () => {
  test('keeps text, attendance and outcomes, sends the PDF to everybody, and proves what the meeting aimed at', async () => {
    const { id, occurrenceId } = await owed();
    const meeting = dated(await buildSent(joint, { occurrenceIds: [occurrenceId] }));
    const stateOf = async () => (await readObligation(joint.agent, id)).occurrences[0];
    expect((await stateOf())?.evidence).toEqual([]);
    await consentAll(meeting);
    outside.mails = [];
    outside.judged = [];
    await approve(meeting);
    const minutes = await minutesOf(meeting);
    expect(minutes).toMatchObject({ state: 'APPROVED', approvedById: joint.agent.personId });
    const stated = JSON.parse(minutes.canonical ?? '') as StatedMinutes;
    expect(stated.attendance.map(({ attendance }) => attendance)).toEqual(['PRESENT', 'PRESENT', 'PRESENT']);
    expect(stated.outcomes.map(({ kind, text }) => [kind, text])).toEqual([
      ['DECISION', 'Le comité se réunit deux fois par an.'],
      ['TASK', 'Envoyer la liste des sites.'],
    ]);
    // Nothing that machines alone tell apart is hashed, and the published script finds the same.
    expect(minutes.hashRule).toBe(2);
    expect(minutes.canonical).not.toMatch(/"(?:id|blockId|programmeBlockId|previousId)":/);
    const byScript = execFileSync(process.execPath, [hashScript], { input: minutes.canonical ?? '', encoding: 'utf8' });
    expect(byScript.trim()).toBe(minutes.sha256);
    expect(await stateOf()).toMatchObject({ state: 'MET' });
    expect((await stateOf())?.evidence).toMatchObject([
      { meetingId: meeting.id, on: dayAt(meeting.startsAt), file: { id: minutes.pdfId } },
    ]);
    expect(minutes.pdf?.name).toBe(`Compte rendu – Échange des deux MDADT – ${dayAt(meeting.startsAt)}.pdf`);
    expect(outside.mails.map(({ to }) => to).sort()).toEqual(
      [joint.agent.email, joint.artoisAgent.email, outsider.email].sort(),
    );
    expect(outside.mails.every(({ attachment }) => attachment?.fileId === minutes.pdfId)).toBe(true);
    expect((await readMinutesInvitation(tokenOf(outsider.email)))?.minutes.state).toBe('APPROVED');
    const notes = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId: meeting.id } });
    expect(outside.judged).toContainEqual({ documentId: notes.documentId });
    expect(await checkMinutes(joint.reader, meeting.id)).toMatchObject({
      hashHolds: true,
      textHolds: true,
      pdfHolds: true,
    });
    await files.keep(minutes.pdfId ?? '', Buffer.from('autre chose'));
    expect(await checkMinutes(joint.agent, meeting.id)).toMatchObject({ hashHolds: true, pdfHolds: false });
  });

  // Closed without having been called, it was never planned.
  test.each([
    ['REPRESENTED', 'MET'],
    ['EXCUSED', 'TO_PLAN'],
  ] as const)('with the MDADT of the Artois %s, what it aims at is then %s', async (artois, state) => {
    const { id, occurrenceId } = await owed();
    const meeting = dated(await buildSent(joint, { occurrenceIds: [occurrenceId] }));
    const inviteeId = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.id;
    await recordAttendance(joint.agent, { meetingId: meeting.id, inviteeId, attendance: artois });
    await consentAll(meeting);
    await approve(meeting);
    const [occurrence] = (await readObligation(joint.agent, id)).occurrences;
    expect(occurrence?.state).toBe(state);
    expect(occurrence?.evidence).toHaveLength(1);
  });

  test('waits for each observation to be settled, and for the last day unless everybody who was there has spoken', async () => {
    const meeting = await buildSent(joint);
    await expect(approve(meeting)).rejects.toMatchObject({ message: expect.stringContaining('ouvertes jusqu’au') });
    await makeObservationByLink({ token: tokenOf(outsider.email), body: 'Il manque un site.' });
    await expect(approve(meeting)).rejects.toMatchObject({ message: 'Une observation attend une réponse.' });
    const { observations, observationsUntil } = await minutesOf(meeting);
    await settleObservation(joint.artoisAgent, { observationId: observations[0]?.id, reply: 'Ajouté.' });
    await expect(approve(meeting)).rejects.toMatchObject({ code: 'CONFLICT' });
    setClock(() => new Date(`${addDays(observationsUntil, 1)}T08:00:00Z`));
    const minutes = await minutesOf(meeting);
    expect(standingOf(await readMeeting(joint.agent, meeting.id), minutes)).toMatchObject({
      isOver: true,
      unsettled: 0,
      silent: [{ required: true }, { required: true }],
    });
    // The silence of some is named before it is passed over.
    await expect(approve(meeting)).rejects.toMatchObject({
      fields: { isWarned: expect.stringContaining(joint.agent.name) },
    });
    await approve(meeting, { isWarned: true });
    expect((await minutesOf(meeting)).state).toBe('APPROVED');
  });

  test('is for who organises, on what was read; nothing is kept of a refusal', async () => {
    const meeting = await buildSent(joint);
    await consentAll(meeting);
    await expect(approve(meeting, {}, joint.reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(approve(meeting, {}, await buildViewer())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(approve(meeting, { version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
    await setState(joint.convention.id, 'CLOSED');
    await expect(approve(meeting)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await prisma.storedFile.count({ where: { conventionId: joint.convention.id } })).toBe(0);
  });

  test('once: of two at once one does, and afterwards text, attendance, outcomes and minutes stay', async () => {
    const { occurrenceId } = await owed();
    const meeting = dated(await buildSent(joint, { occurrenceIds: [occurrenceId] }));
    const meetingId = meeting.id;
    await consentAll(meeting);
    outside.mails = [];
    const outcomes = await Promise.allSettled([approve(meeting), approve(meeting, {}, joint.artoisAgent)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outside.mails).toHaveLength(3);
    expect(await prisma.evidence.count({ where: { meetingId } })).toBe(1);
    const inviteeId = meeting.invitees[0]?.id;
    for (const late of [
      () => recordAttendance(joint.agent, { meetingId, inviteeId, attendance: 'EXCUSED' }),
      () => makeObservation(joint.agent, { meetingId, body: 'Trop tard' }),
      () => consentToMinutes(joint.agent, { meetingId }),
      () => approve(meeting),
    ])
      await expect(late()).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(prisma.minutes.update({ where: { meetingId }, data: { sha256: 'x' } })).rejects.toThrow();
    await expect(prisma.minutes.delete({ where: { meetingId } })).rejects.toThrow();
    const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
    const edit = storedTexts.edit(documentId, joint.agent, (doc) => removeBlocks(doc, 0));
    await expect(edit).rejects.toMatchObject({ code: 'FROZEN' });
  });

  test('minutes that were approved by the rule before are still checked by it', async () => {
    const meeting = await buildSent(joint);
    await consentAll(meeting);
    await approve(meeting);
    const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId: meeting.id } });
    const text = textAsRead(textOf((await readStoredText(documentId))?.doc ?? expect.fail('no text')));
    const canonical = canonicalJson({ ...JSON.parse((await minutesOf(meeting)).canonical ?? ''), text });
    // The database itself keeps approved minutes from being changed.
    await prisma.$executeRaw`alter table "Minutes" disable trigger user`;
    const keep = (kept: string) =>
      prisma.minutes.update({
        where: { meetingId: meeting.id },
        data: { canonical: kept, sha256: createHash('sha256').update(kept).digest('hex'), hashRule: 1 },
      });
    await keep(canonical);
    expect(await checkMinutes(joint.agent, meeting.id)).toMatchObject({ hashHolds: true, textHolds: true });
    await keep(canonical.replace(/"text":"[^"]+","type":"text"/, '"text":"Autre","type":"text"'));
    expect(await checkMinutes(joint.agent, meeting.id)).toMatchObject({ hashHolds: true, textHolds: false });
    await prisma.$executeRaw`alter table "Minutes" enable trigger user`;
  });

  test('an edit that arrives during the approval is in what is kept or is refused', async () => {
    const meeting = await buildSent(joint, { content: [outcome('Avant', 'DECISION'), paragraph('Reste.')] });
    await consentAll(meeting);
    const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId: meeting.id } });
    const [edit] = await Promise.allSettled([
      storedTexts.edit(documentId, joint.agent, (doc) => removeBlocks(doc, 0)),
      approve(meeting),
    ]);
    const stated = JSON.parse((await minutesOf(meeting)).canonical ?? '') as StatedMinutes;
    expect(stated.outcomes.length).toBe(edit.status === 'fulfilled' ? 0 : 1);
    expect(await checkMinutes(joint.agent, meeting.id)).toMatchObject({ textHolds: true });
  });

  test('that fails in the end leaves no trace: no file, no proof, no mail, a text that can still be edited', async () => {
    const { occurrenceId } = await owed();
    const meeting = dated(await buildSent(joint, { occurrenceIds: [occurrenceId] }));
    await consentAll(meeting);
    const kept = outside.filesKept();
    outside.mailFails = true;
    await expect(approve(meeting)).rejects.toThrow('No mail leaves.');
    expect(outside.filesKept()).toBe(kept);
    expect(await prisma.storedFile.count({ where: { conventionId: joint.convention.id } })).toBe(0);
    expect(await prisma.evidence.count({ where: { occurrenceId } })).toBe(0);
    expect((await minutesOf(meeting)).state).toBe('OBSERVATIONS');
    const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId: meeting.id } });
    await storedTexts.edit(documentId, joint.agent, (doc) => removeBlocks(doc, 0));
  });
});
