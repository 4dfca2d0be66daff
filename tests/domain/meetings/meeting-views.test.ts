// The lists of meetings: what a cursor that nobody was given comes to.
import { expect, test } from 'vitest';
import { buildJoint } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listMeetings } from '../../rig/single-lists.ts';

useDatabase();
useOutside();

test.each([
  ['no instant', `x\n${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`],
  ['no day of the calendar', '2026-13-45T10:00:00.000\n00000000-0000-4000-8000-000000000000'],
  ['no id', `2026-01-01T10:00:00.000Z\n${'-'.repeat(36)}`],
  ['a day that its month has not', '2026-02-30T10:00:00.000Z\n00000000-0000-4000-8000-000000000000'],
  ['a year that no calendar has', '0000-01-01T10:00:00.000Z\n00000000-0000-4000-8000-000000000000'],
  ['nothing', ''],
])('a cursor with %s is refused, and the database is not asked', async (_what, key) => {
  const joint = await buildJoint();
  const after = Buffer.from(key).toString('base64url');
  await expect(listMeetings(joint.agent, { after })).rejects.toMatchObject({ fields: { after: expect.any(String) } });
});
