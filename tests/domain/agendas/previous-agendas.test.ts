// The agenda of the meeting before, which points may be taken from.
import { beforeEach, describe, expect, test } from 'vitest';
import { addAgendaItem } from '#domain/agendas/agendas.ts';
import { readPreviousAgenda } from '#domain/agendas/previous-agendas.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildNext, buildPast, type Next } from '../../build/agendas.ts';
import { buildJoint, buildMeeting, type Joint, newMeeting } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
let next: Next;
/** Of the running year, and of the year that is prepared. */
let ofYear: MeetingView;
let ofNext: MeetingView;
beforeEach(async () => {
  joint = await buildJoint();
  next = await buildNext(joint);
  ofYear = await buildMeeting(joint);
  ofNext = await createMeeting(joint.agent, newMeeting({ ...joint, convention: next.convention }));
});

/** The agent takes part no more in a convention. */
const leave = ({ id: conventionId }: Convention) =>
  prisma.participant.deleteMany({ where: { conventionId, personId: joint.agent.personId } });

describe('the meeting before', () => {
  const previous = (meeting: MeetingView) => readPreviousAgenda(joint.agent, { meetingId: meeting.id });

  /** A meeting held so many days ago, with these points. */
  async function buildHeld(days: number, titles: string[], more: object = {}): Promise<MeetingView> {
    const past = await buildPast(joint, days, more);
    const points = titles.map((title, position) => ({ meetingId: past.id, position, title, minutes: 15 }));
    await prisma.agendaItem.createMany({ data: points });
    await prisma.meeting.update({ where: { id: past.id }, data: { state: 'HELD' } });
    return past;
  }

  test('is the last held of its kind, and offers each of its titles that the agenda does not have, once', async () => {
    await buildHeld(30, ['Plus ancienne']);
    const past = await buildHeld(10, ['Bilan', 'Terrils', 'Terrils', 'Divers']);
    await buildHeld(5, ['Autre comité'], { kind: 'TECHNICAL_COMMITTEE' });
    await buildPast(joint, 2);
    await addAgendaItem(joint.agent, { meetingId: ofNext.id, title: 'Divers' });
    expect(await previous(ofNext)).toMatchObject({
      meeting: { id: past.id },
      points: [
        { title: 'Bilan', minutes: 15 },
        { title: 'Terrils', minutes: 15 },
      ],
    });
    await leave(joint.convention);
    expect(await previous(ofNext)).toBeNull();
  });

  test('is of its series, where it has one', async () => {
    const ofSeries = await buildHeld(30, ['Suivi du trimestre']);
    await buildHeld(10, ['Hors série']);
    const about = { conventionId: joint.convention.id, title: 'Comité', rhythm: 'QUARTERLY' as const };
    const { id: seriesId } = await prisma.meetingSeries.create({ data: about });
    await prisma.meeting.update({ where: { id: ofSeries.id }, data: { seriesId, rank: 1 } });
    await prisma.meeting.update({ where: { id: ofYear.id }, data: { seriesId, rank: 2 } });
    expect(await previous(ofYear)).toMatchObject({
      meeting: { id: ofSeries.id },
      points: [{ title: 'Suivi du trimestre' }],
    });
  });
});
