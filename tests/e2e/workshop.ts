// A workshop that errands around notes are held in, made through the API.
import type { Page } from '@playwright/test';
import { ask } from './drafting.ts';

const HOUR_MS = 3_600_000;

/** A workshop that has just begun, with the page's person and the Mission invited; its address. */
export async function newWorkshop(page: Page, conventionId: string): Promise<string> {
  const startsAt = new Date(Date.now() + 60_000);
  const { createMeeting } = await ask<{ createMeeting: { id: string } }>(
    page,
    'mutation Make($input: CreateMeetingInput!) { createMeeting(input: $input) { id } }',
    {
      input: {
        conventionId,
        kind: 'WORKSHOP',
        title: 'Atelier des terrils',
        startsAt: startsAt.toISOString(),
        endsAt: new Date(startsAt.getTime() + HOUR_MS).toISOString(),
      },
    },
  );
  const { id } = createMeeting;
  for (const [email, name] of [
    ['dat@demo.test', 'Hélène Carpentier'],
    ['mission@demo.test', 'Julien Wavrin'],
  ])
    await ask(page, 'mutation Invite($input: InviteInput!) { invite(input: $input) { id } }', {
      input: { meetingId: id, email, name },
    });
  const { meeting } = await ask<{ meeting: { version: number } }>(page, `{ meeting(id: "${id}") { version } }`);
  await ask(page, 'mutation Call($input: CallMeetingInput!) { callMeeting(input: $input) { id } }', {
    input: { meetingId: id, version: meeting.version },
  });
  return `/reunions/${id}`;
}
