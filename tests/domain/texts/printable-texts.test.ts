// What cannot be printed is refused with its place before anything is frozen.
import { afterEach, expect, test } from 'vitest';
import { addDays, setClock, today } from '#domain/calendar.ts';
import { moveConvention } from '#domain/conventions/lifecycle.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { files } from '#domain/outside.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph, stepInput } from '../../build/conventions.ts';
import { buildJoint } from '../../build/meetings.ts';
import { buildSent, outcome } from '../../build/minutes.ts';
import { buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();
afterEach(() => setClock(null));

/** The days to observe are over. */
const afterObservations = () => {
  const day = addDays(today(), 12);
  setClock(() => new Date(`${day}T10:00:00Z`));
};

test('signing a text with a symbol that no font draws is refused with its place, and nothing is frozen', async () => {
  const steward = await buildViewer();
  const content = [heading('Objet'), paragraph('Les partenaires \uf0a7 agissent ensemble.'), paragraph('Fin ☐ 📅.')];
  const participants = [{ personId: steward.personId, role: 'STEWARD' as const }];
  const { id } = await buildConvention({ state: 'ADOPTED', content, participants });
  const refused = await moveConvention(steward, stepInput(id, 'SIGNED')).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'UNPRINTABLE_TEXT',
    message: expect.stringMatching(/article\s1, dans «\sLes partenaires □ agissent ensemble\.\s»\s: U\+F0A7/),
  });
  expect(await prisma.frozenText.count({ where: { conventionId: id } })).toBe(0);
  expect(await prisma.storedFile.count({ where: { conventionId: id } })).toBe(0);
  expect((await prisma.convention.findUniqueOrThrow({ where: { id } })).state).toBe('ADOPTED');
});

test('it is refused at the vote already, while somebody may still replace it', async () => {
  const steward = await buildViewer();
  const participants = [{ personId: steward.personId, role: 'STEWARD' as const }];
  const content = [heading('Objet'), paragraph('Un signe \uf0a7 de trop.')];
  const { id } = await buildConvention({ state: 'OPINION_GIVEN', content, participants });
  await expect(moveConvention(steward, stepInput(id, 'ADOPTED'))).rejects.toMatchObject({ code: 'UNPRINTABLE_TEXT' });
  expect((await prisma.convention.findUniqueOrThrow({ where: { id } })).state).toBe('OPINION_GIVEN');
  const sound = await buildConvention({ state: 'OPINION_GIVEN', content: [heading('Objet')], participants });
  expect(await moveConvention(steward, stepInput(sound.id, 'ADOPTED'))).toMatchObject({ state: 'ADOPTED' });
});

test('minutes whose text cannot be printed are not approved, and their meeting stays as it was', async () => {
  const joint = await buildJoint();
  const { id: meetingId } = await buildSent(joint, { content: [outcome('Réunir \uf0a7 le comité.', 'DECISION')] });
  afterObservations();
  await expect(approveMinutes(joint.agent, { meetingId, version: 1, isWarned: true })).rejects.toMatchObject({
    code: 'UNPRINTABLE_TEXT',
    message: expect.stringContaining('Réunir □ le comité.'),
  });
  expect(await prisma.minutes.findUniqueOrThrow({ where: { meetingId } })).toMatchObject({ approvedAt: null });
});

test('a name or a title that no font has keeps no minutes from being approved: it is spelled by its numbers', async () => {
  const joint = await buildJoint();
  const { id: meetingId } = await buildSent(joint, { title: 'Échange 漢 \uf0a7' });
  await prisma.person.update({ where: { id: joint.artoisAgent.personId }, data: { name: '李雷 Martin' } });
  afterObservations();
  await approveMinutes(joint.agent, { meetingId, version: 1, isWarned: true });
  const { pdfId } = await prisma.minutes.findUniqueOrThrow({ where: { meetingId } });
  const pdf = Buffer.from(await files.read(pdfId ?? '')).toString('utf8');
  // The title is told also in the file's own description, which is not compressed.
  expect(pdf).toContain('Échange [U+6F22] [U+F0A7]');
});
