// Who is invited to a meeting, one by one, with a service or with an organisation; and how they are taken off again.
import { beforeEach, describe, expect, test } from 'vitest';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { invite, MOST_INVITED, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, changeMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, changed, type Joint } from '../../build/meetings.ts';
import { outsider } from '../../build/minutes.ts';
import { buildOrganisation, buildPerson } from '../../build/organisations.ts';
import { buildPoll } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});

const lastMailTo = (address: string) => outside.mails.filter(({ to }) => to === address).at(-1);
const inviteeOf = ({ invitees }: MeetingView, personId: string) =>
  invitees.find((invitee) => invitee.personId === personId);
const again = (meeting: MeetingView) => readMeeting(joint.agent, meeting.id);

describe('who is invited', () => {
  test('again after an end has a later sequence, for calendars that dropped the meeting', async () => {
    const { id: meetingId } = await buildCalled(joint);
    const added = await invite(joint.agent, { meetingId, ...outsider });
    const inviteeId = added.invitees.find(({ email }) => email === outsider.email)?.id;
    await uninvite(joint.agent, { meetingId, inviteeId });
    await invite(joint.agent, { meetingId, ...outsider });
    const sequences = outside.mails
      .filter(({ to }) => to === outsider.email)
      .map(({ calendar }) => Number(/^SEQUENCE:(\d+)/m.exec(calendar?.content ?? '')?.[1]));
    expect(sequences).toEqual([0, 1, 2]);
  });

  test('is taken off one by one or with a party, and stays with a service that is still invited as such', async () => {
    const meeting = await buildCalled(joint);
    const { id: meetingId } = meeting;
    await invite(joint.agent, { meetingId, ...outsider });
    for (const neither of [{}, { inviteeId: null, partyId: '' }])
      await expect(uninvite(joint.agent, { meetingId, ...neither })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const both = { inviteeId: meeting.invitees[0]?.id, partyId: joint.artois.id };
    await expect(uninvite(joint.agent, { meetingId, ...both })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await invite(joint.agent, { meetingId, partyId: joint.department.id });
    const after = await uninvite(joint.agent, { meetingId, partyId: joint.department.id });
    for (const { personId } of [joint.agent, joint.artoisAgent]) expect(inviteeOf(after, personId)).toBeDefined();
    expect(after.invitees.some(({ email }) => email === outsider.email)).toBe(true);
  });

  test('as an organisation without services is taken off with it, and told', async () => {
    const { id: meetingId } = await buildCalled(joint);
    const mission = await buildOrganisation();
    const person = await buildPerson({ organisationId: mission.id });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, organisationId: mission.id, role: 'READER' },
    });
    await invite(joint.agent, { meetingId, partyId: mission.id });
    outside.mails = [];
    const after = await uninvite(joint.agent, { meetingId, partyId: mission.id });
    expect(after.invitees).toHaveLength(2);
    expect(outside.mails.map(({ to, subject }) => [to, subject.split('\u00a0: ')[0]])).toEqual([
      [person.email, 'Invitation retirée'],
    ]);
  });

  test('may still change when the only agent of an MDADT has left it since the call', async () => {
    const called = await buildCalled(joint);
    const { id: meetingId } = called;
    await invite(joint.agent, { meetingId, ...outsider });
    await prisma.person.update({ where: { id: joint.artoisAgent.personId }, data: { unitId: null } });
    const current = await again(called);
    const guest = current.invitees.find(({ email }) => email === outsider.email);
    await uninvite(joint.agent, { meetingId, inviteeId: guest?.id });
    await changeMeeting(joint.agent, changed(await again(called), { place: 'Lens' }));
    expect((await again(called)).place).toBe('Lens');
    // A new one is not called so.
    const draft = await buildMeeting(joint);
    await expect(callMeeting(joint.agent, { meetingId: draft.id, version: draft.version })).rejects.toMatchObject({
      message: expect.stringContaining('une personne invitée pour la MDADT Artois'),
    });
  });

  test('again with their service has a later sequence too', async () => {
    const person = await buildPerson({ organisationId: joint.department.id, unitId: joint.culture.id });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: person.id, role: 'READER' },
    });
    const called = await buildCalled(joint);
    await invite(joint.agent, { meetingId: called.id, partyId: joint.culture.id });
    await uninvite(joint.agent, { meetingId: called.id, partyId: joint.culture.id });
    const { sequence } = await again(called);
    const organiserIds = [joint.lensHenin.id, joint.artois.id, joint.culture.id];
    await changeMeeting(joint.agent, changed(await again(called), { organiserIds }));
    expect(lastMailTo(person.email)?.calendar?.content).toContain(`SEQUENCE:${sequence + 1}`);
  });

  test('of an MDADT cannot all be taken off a joint exchange, nor is it called without anybody of one', async () => {
    const called = await buildCalled(joint);
    const inviteeId = inviteeOf(called, joint.artoisAgent.personId)?.id;
    await expect(uninvite(joint.agent, { meetingId: called.id, inviteeId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const draft = await buildMeeting(joint);
    const alone = inviteeOf(draft, joint.artoisAgent.personId)?.id;
    const { version } = await uninvite(joint.agent, { meetingId: draft.id, inviteeId: alone });
    await expect(callMeeting(joint.agent, { meetingId: draft.id, version })).rejects.toMatchObject({
      message: expect.stringContaining('Il manque\u00a0: une personne invitée pour la MDADT Artois'),
    });
  });

  test('is somebody: a service where nobody has an account is refused in a sentence, and nothing is kept', async () => {
    const { id: meetingId } = await buildMeeting(joint);
    const empty = await buildOrganisation();
    await expect(invite(joint.agent, { meetingId, partyId: empty.id })).rejects.toMatchObject({
      fields: { partyId: expect.stringContaining('Personne n’y a de compte') },
    });
    expect((await readMeeting(joint.agent, meetingId)).parties).toHaveLength(2);
  });

  test('is asked for a date too when their service joins the organisers while it is chosen', async () => {
    const { meeting } = await buildPoll(joint);
    const person = await buildPerson({ organisationId: joint.department.id, unitId: joint.culture.id });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: person.id, role: 'READER' },
    });
    outside.mails = [];
    const current = await again(meeting);
    const organiserIds = [joint.lensHenin.id, joint.artois.id, joint.culture.id];
    await changeMeeting(joint.agent, changed(current, { organiserIds }));
    expect(outside.mails.map(({ to }) => to)).toContain(person.email);
    const told = {
      kind: 'invitee.added',
      conventionId: joint.convention.id,
      details: { path: ['name'], equals: person.name },
    };
    expect(await prisma.change.count({ where: told })).toBe(1);
  });

  test(`is one of ${MOST_INVITED} at most`, async () => {
    const { id: meetingId, invitees } = await buildMeeting(joint);
    await prisma.invitee.createMany({
      data: Array.from({ length: MOST_INVITED - invitees.length }, (_one, index) => ({
        meetingId,
        email: `p${index}@exemple.fr`,
        name: `P ${index}`,
      })),
    });
    await expect(invite(joint.agent, { meetingId, ...outsider })).rejects.toMatchObject({
      fields: { invitees: expect.stringContaining(String(MOST_INVITED)) },
    });
  });
});
