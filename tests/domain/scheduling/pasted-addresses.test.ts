// Several people invited at once by their addresses, however they were pasted: all of them, or nobody.
import { beforeEach, describe, expect, test } from 'vitest';
import { inviteByAddresses } from '#domain/scheduling/invitations.ts';
import { readPasted } from '#domain/scheduling/pasted-addresses.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

describe('a pasted list', () => {
  test.each([
    ['a@exemple.fr', [['a@exemple.fr', 'A']]],
    ['zoe.martin@exemple.fr', [['zoe.martin@exemple.fr', 'Zoe Martin']]],
    [
      'Zoé Martin <Zoe@Exemple.fr>; b@exemple.fr',
      [
        ['zoe@exemple.fr', 'Zoé Martin'],
        ['b@exemple.fr', 'B'],
      ],
    ],
    [
      '"Martin, Zoé" <zoe@exemple.fr>, Paul <p@exemple.fr>',
      [
        ['zoe@exemple.fr', 'Martin, Zoé'],
        ['p@exemple.fr', 'Paul'],
      ],
    ],
    [
      'Zoé\tMartin\tzoe@exemple.fr\r\nPaul\t\tp@exemple.fr\r\n',
      [
        ['zoe@exemple.fr', 'Zoé Martin'],
        ['p@exemple.fr', 'Paul'],
      ],
    ],
    ['a@exemple.fr, A@exemple.fr\n\n , ;', [['a@exemple.fr', 'A']]],
    ['mailto:a@exemple.fr', [['a@exemple.fr', 'A']]],
  ])('« %s » is these people, each once', (text, people) => {
    const { addresses, unread } = readPasted(text);
    expect(addresses.map(({ email, name }) => [email, name])).toEqual(people);
    expect(unread).toEqual([]);
  });

  test('says what of it is no address', () => {
    expect(readPasted('a@exemple.fr; Paul; b@; <x>').unread).toEqual(['Paul', 'b@', '<x>']);
  });
});

describe('inviting', () => {
  useDatabase();
  const outside = useOutside();
  let joint: Joint;
  beforeEach(async () => {
    joint = await buildJoint();
  });
  const ten = Array.from({ length: 10 }, (_, at) => `Invité ${at} <invite-${at}@exemple.fr>`).join('\n');

  test('ten people at once adds ten, each told once of a called meeting, and the same list again adds nobody', async () => {
    const { id: meetingId, invitees } = await buildCalled(joint);
    outside.mails = [];
    const after = await inviteByAddresses(joint.agent, { meetingId, addresses: ten });
    expect(after.invitees).toHaveLength(invitees.length + 10);
    expect(outside.mails.map(({ to }) => to).sort()).toEqual(
      Array.from({ length: 10 }, (_, at) => `invite-${at}@exemple.fr`),
    );
    await expect(inviteByAddresses(joint.agent, { meetingId, addresses: ten })).rejects.toMatchObject({
      fields: { addresses: expect.stringContaining('déjà') },
    });
    const recorded = {
      kind: 'invitee.added',
      conventionId: joint.convention.id,
      details: { path: ['name'], string_starts_with: 'Invité' },
    };
    expect(await prisma.change.count({ where: recorded })).toBe(10);
  });

  test('who has an account is invited with it, whatever name stands beside the address', async () => {
    const { id: meetingId } = await buildMeeting(joint, { kind: 'OTHER', organiserIds: [] });
    const after = await inviteByAddresses(joint.agent, { meetingId, addresses: `Autre <${joint.artoisAgent.email}>` });
    expect(after.invitees).toMatchObject([{ personId: joint.artoisAgent.personId }]);
  });

  test('nobody is invited when one address cannot be read, and only who organises invites', async () => {
    const { id: meetingId, invitees } = await buildMeeting(joint);
    await expect(
      inviteByAddresses(joint.agent, { meetingId, addresses: `${ten}\npas une adresse` }),
    ).rejects.toMatchObject({ fields: { addresses: expect.stringContaining('« pas une adresse »') } });
    expect(await prisma.invitee.count({ where: { meetingId } })).toBe(invitees.length);
    await expect(inviteByAddresses(joint.reader, { meetingId, addresses: ten })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
