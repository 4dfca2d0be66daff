// Makers for agendas across the years: the draft that continues a convention, and meetings of before today.
import { randomUUID } from 'node:crypto';
import { addDays, instantIn, today } from '#domain/calendar.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import type { Convention } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from './conventions.ts';
import { buildMeeting, type Joint } from './meetings.ts';

/** The convention that continues one, in draft, with the ids of blocks of its text. */
export interface Next {
  convention: Convention;
  objectiveId: string;
  /** Of the paragraph that only this year has. */
  paragraphId: string;
}

/** Makes one after the followed convention unless another is said; its steward and the agents of both houses write in it. */
export async function buildNext(joint: Joint, previousId = joint.convention.id, year = 2026): Promise<Next> {
  const [objectiveId, paragraphId] = [randomUUID(), randomUUID()];
  const writers = [joint.agent, joint.artoisAgent, joint.steward];
  const { id, documentId } = await buildConvention({
    year,
    content: [
      heading('Paysages', 'axis'),
      heading('Ouvrir les terrils', 'objective', objectiveId),
      paragraph('Le partenaire réunit ses financeurs.'),
      paragraph('Les chemins de terril sont ouverts.', paragraphId),
    ],
    participants: writers.map(({ personId }) => ({ personId, role: 'EDITOR' })),
  });
  await projectProgramme(documentId);
  const convention = await prisma.convention.update({ where: { id }, data: { previousId } });
  return { convention, objectiveId, paragraphId };
}

/** A meeting of so many days ago, that nobody has closed. */
export function buildPast(joint: Joint, days: number, more: object = {}): Promise<MeetingView> {
  const day = addDays(today(), -days);
  return buildMeeting(joint, { startsAt: instantIn(day, 9), endsAt: instantIn(day, 10), ...more });
}
