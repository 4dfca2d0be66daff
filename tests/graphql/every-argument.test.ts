// Every argument of every field, with every value that nobody should send there: answered, or refused with a code.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewerOfSession } from '#domain/viewers.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { prisma } from '#prisma/client.ts';
import { askedFields, type Known, requestsOf } from '../hostile/every-argument.ts';
import type { World } from '../hostile/values.ts';
import { buildWorld } from '../hostile/world.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

const from = { ip: '192.0.2.1', userAgent: null };
const endpoint = createEndpoint();

/** A thing there is for each place that names one, all of one convention as far as they can be. */
async function knownThings(): Promise<Known> {
  const meeting = await prisma.meeting.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const { conventionId } = meeting;
  const of = { where: { conventionId }, select: { id: true } } as const;
  const item = await prisma.programmeItem.findFirst({ where: { conventionId, mark: 'ACTION' } });
  const found: Record<string, string | undefined> = {
    convention: conventionId,
    meeting: meeting.id,
    obligation: (await prisma.obligation.findFirst(of))?.id,
    occurrence: (await prisma.occurrence.findFirst({ where: { obligation: { conventionId } } }))?.id,
    deliverable: (await prisma.deliverable.findFirst(of))?.id,
    indicator: (await prisma.indicator.findFirst(of))?.id,
    budgetLine: (await prisma.budgetLine.findFirst(of))?.id,
    payment: (await prisma.payment.findFirst())?.id,
    thread: (await prisma.thread.findFirst(of))?.id,
    comment: (await prisma.comment.findFirst())?.id,
    person: (await prisma.person.findFirst({ where: { email: { endsWith: '@demo.test' } } }))?.id,
    organisation: (await prisma.organisation.findFirst())?.id,
    unit: (await prisma.unit.findFirst())?.id,
    participant: (await prisma.participant.findFirst(of))?.id,
    file: (await prisma.storedFile.findFirst(of))?.id,
    storedFile: (await prisma.storedFile.findFirst(of))?.id,
    invitee: (await prisma.invitee.findFirst({ where: { meetingId: meeting.id } }))?.id,
    block: item?.blockId,
    action: item?.blockId,
    programmeItem: item?.blockId,
  };
  return (place) => found[place.replace(/Ids?$/, '')] ?? (found.convention as string);
}

describe('on a database', () => {
  useDatabase();
  const outside = useOutside();
  let world: World;
  let known: Known;
  const faults: string[] = [];

  beforeAll(async () => {
    outside.begin();
    world = await buildWorld();
    known = await knownThings();
  });

  afterAll(() => expect(faults).toEqual([]));

  test.each(askedFields.map((asked) => [asked.around(asked.field.name), asked] as const))(
    '%s answers no argument as a fault of ours',
    async (_name, asked) => {
      for (const [number, { name, query, variables }] of requestsOf(asked, known).entries()) {
        const viewer = await viewerOfSession(world.sessions[number % world.sessions.length] ?? '');
        const body = JSON.stringify({ query, variables });
        const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
        const response = await endpoint.fetch('http://localhost/graphql', request, { viewer, from });
        const answer = (await response.json()) as { errors?: { extensions?: { code?: string } }[] };
        const codes = (answer.errors ?? []).map(({ extensions }) => extensions?.code);
        if (response.status >= 500 || codes.some((code) => !code || code === 'INTERNAL'))
          faults.push(`${name} ${JSON.stringify(variables).slice(0, 300)}`);
      }
      expect(faults.splice(0)).toEqual([]);
    },
  );
});
