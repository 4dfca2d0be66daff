// The programmes of the years side by side, which a point of an agenda may be chosen from.
import { beforeEach, describe, expect, test } from 'vitest';
import { listAgendaHeadings } from '#domain/agendas/agenda-headings.ts';
import { addAgendaItem } from '#domain/agendas/agendas.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildNext, type Next } from '../../build/agendas.ts';
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

describe('the programme to choose from', () => {
  const headings = (meeting: MeetingView, viewer = joint.agent) =>
    listAgendaHeadings(viewer, { meetingId: meeting.id });

  test('lists the objectives of each year that has some, in the order of the text, and says which are taken', async () => {
    await addAgendaItem(joint.agent, { meetingId: ofYear.id, title: 'Terrils', blockId: next.objectiveId });
    expect(await headings(ofYear)).toMatchObject([
      {
        convention: { year: 2026 },
        headings: [
          { kind: 'AXIS', title: expect.stringContaining('Paysages'), isTaken: false },
          { kind: 'OBJECTIVE', title: expect.stringContaining('Ouvrir les terrils'), isTaken: true },
        ],
      },
    ]);
  });

  test('shows no year that the viewer does not see', async () => {
    await leave(next.convention);
    expect(await headings(ofYear)).toEqual([]);
    await expect(headings(ofNext)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
