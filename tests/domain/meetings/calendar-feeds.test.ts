// Calendar feeds: what a secret address gives, to whom, and until when.
import ICAL from 'ical.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCalendarFeed, readCalendarFeed, revokeCalendarFeed } from '#domain/meetings/calendar-feeds.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildPerson, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});

describe('a calendar feed', () => {
  const tokenOf = (address: string) => /\/agenda\/([\w-]+)\.ics$/.exec(address)?.[1] ?? '';
  const uidsIn = async (token: string) => {
    const feed = await readCalendarFeed(token);
    if (!feed) return null;
    const events = new ICAL.Component(ICAL.parse(feed.content)).getAllSubcomponents('vevent');
    return events.map((event) => event.getFirstPropertyValue('uid'));
  };

  test('of a person, a service or a convention holds what was called, until it is revoked', async () => {
    const meeting = await buildCalled(joint);
    await buildMeeting(joint);
    const { agent, convention, lensHenin } = joint;
    for (const whose of [{}, { unitId: lensHenin.id }, { conventionId: convention.id }]) {
      const { feed, address } = await createCalendarFeed(agent, whose);
      const token = tokenOf(address);
      expect(await uidsIn(token)).toEqual([meeting.uid]);
      expect((await readCalendarFeed(token))?.tag).toBe((await readCalendarFeed(token))?.tag);
      expect((await readCalendarFeed(token))?.content).not.toContain('ATTENDEE');
      await revokeCalendarFeed(agent, { calendarFeedId: feed.id });
      expect(await uidsIn(token)).toBeNull();
    }
  });

  test('is of what one sees, is one’s own to revoke, and ends when its maker sees it no more', async () => {
    await buildCalled(joint);
    const { agent, reader, artois, convention } = joint;
    await expect(createCalendarFeed(agent, { unitId: artois.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { feed, address } = await createCalendarFeed(reader, { conventionId: convention.id });
    await expect(revokeCalendarFeed(agent, { calendarFeedId: feed.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await uidsIn(tokenOf(address))).toHaveLength(1);
    await prisma.participant.deleteMany({ where: { personId: reader.personId } });
    expect(await uidsIn(tokenOf(address))).toBeNull();
  });

  test('of a service holds no meeting of a convention that its maker does not see', async () => {
    const called = await buildCalled(joint);
    const { department, artois, convention } = joint;
    const colleague = await signIn(await buildPerson({ organisationId: department.id, unitId: artois.id }));
    const token = tokenOf((await createCalendarFeed(colleague, { unitId: artois.id })).address);
    await expect(readMeeting(colleague, called.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await uidsIn(token)).toEqual([]);
    const role = { conventionId: convention.id, organisationId: department.id };
    await prisma.participant.create({ data: { ...role, role: 'READER' } });
    expect(await uidsIn(token)).toEqual([called.uid]);
    await prisma.participant.deleteMany({ where: role });
    expect(await uidsIn(token)).toEqual([]);
  });

  test('of a service keeps a meeting that its maker is invited to, whatever else they see, until that is taken back', async () => {
    const { id: meetingId, uid } = await buildCalled(joint);
    const { agent, department, artois } = joint;
    const colleague = await signIn(await buildPerson({ organisationId: department.id, unitId: artois.id }));
    const token = tokenOf((await createCalendarFeed(colleague, { unitId: artois.id })).address);
    const { invitees } = await invite(agent, { meetingId, email: colleague.email });
    const inviteeId = invitees.find(({ personId }) => personId === colleague.personId)?.id;
    expect(await uidsIn(token)).toEqual([uid]);
    await uninvite(agent, { meetingId, inviteeId });
    expect(await uidsIn(token)).toEqual([]);
  });

  test('is one of fifty at most: one more is refused in a sentence until one is revoked', async () => {
    const { agent, reader } = joint;
    const [first] = await Promise.all(Array.from({ length: 50 }, () => createCalendarFeed(agent, {})));
    const refusal = { code: 'CONFLICT', message: expect.stringContaining('50 adresses d’agenda') };
    await expect(createCalendarFeed(agent, {})).rejects.toMatchObject(refusal);
    await createCalendarFeed(reader, {});
    await revokeCalendarFeed(agent, { calendarFeedId: first?.feed.id });
    const two = await Promise.allSettled([createCalendarFeed(agent, {}), createCalendarFeed(agent, {})]);
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
