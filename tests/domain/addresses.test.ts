// E-mail addresses: which are accepted wherever one is typed, in which one form they are kept, and how they are shown.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appointAdministrator } from '#domain/accounts/first-administrator.ts';
import { forgottenPasswordInput, signInInput } from '#domain/accounts/inputs.ts';
import { hashPassword } from '#domain/accounts/passwords.ts';
import { openSession } from '#domain/accounts/sessions.ts';
import { isSameAddress, readAddress } from '#domain/address.ts';
import { addParticipantInput } from '#domain/conventions/inputs.ts';
import { addAttendeeInput, inviteInput } from '#domain/meetings/inputs.ts';
import { invitePersonInput } from '#domain/organisations/inputs.ts';
import { invitePerson } from '#domain/organisations/people.ts';
import { shownAddress } from '#domain/shown-address.ts';
import { prisma } from '#prisma/client.ts';
import { buildViewer } from '../build/organisations.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

const kept = 'prénom@xn--hnin-beaumont-bhb.fr';

/** One box, as keyboards, calendars and other platforms write it. */
const ways = [
  'prénom@hénin-beaumont.fr',
  ' PRÉNOM@Hénin-Beaumont.FR ',
  'pre\u0301nom@he\u0301nin-beaumont.fr',
  'prénom@xn--hnin-beaumont-bhb.fr',
  'Prénom@XN--HNIN-BEAUMONT-BHB.FR',
];

describe('an address', () => {
  test('with accents, before or after the @, has one form however it is written', () => {
    for (const way of ways) expect(readAddress(way)).toBe(kept);
    expect(readAddress('zoé@exemple.fr')).toBe('zoé@exemple.fr');
    expect(readAddress('mairie@hénin-beaumont.fr')).toBe('mairie@xn--hnin-beaumont-bhb.fr');
    expect(isSameAddress('zoé@exemple.fr', 'zoe@exemple.fr')).toBe(false);
    expect(isSameAddress('', '')).toBe(false);
  });

  test('is shown in letters', () => {
    expect(shownAddress(kept)).toBe('prénom@hénin-beaumont.fr');
    for (const plain of ['prenom.nom@exemple.fr', 'a@xn--999999.fr', 'personne'])
      expect(shownAddress(plain)).toBe(plain);
  });

  test.each([
    '',
    '@',
    'a',
    '@exemple.fr',
    'a@',
    'a@exemple',
    'a@localhost',
    'a@1.2.3.4',
    'a@[1.2.3.4]',
    'a@0x7f.1',
    'a@exemple.fr.',
    'a@exemple..fr',
    'a@-exemple.fr',
    'a@exem_ple.fr',
    'a@exemple.fr/chemin',
    'a@exemple.fr?x',
    'a@exemple.fr#x',
    'a@exemple.fr:25',
    'a@exemple.fr\\x',
    'a@%65xemple.fr',
    'a@xn--a.fr',
    'a@xn--999999.fr',
    'a@exem\u00adple.fr',
    'a@exem\u200dple.fr',
    'a@b@exemple.fr',
    'a b@exemple.fr',
    '.a@exemple.fr',
    'a.@exemple.fr',
    'a..b@exemple.fr',
    'a,b@exemple.fr',
    'a@exemple.fr,b@exemple.fr',
    '<a@exemple.fr>',
    '"a"@exemple.fr',
    'a\u0000@exemple.fr',
    'a\u202e@exemple.fr',
    'a@exemple.fr\nBcc: b@exemple.fr',
    `${'é'.repeat(33)}@exemple.fr`,
    `a@${'é'.repeat(60)}.fr`,
    `a@${'b.'.repeat(130)}fr`,
    `a@exemple.fr${' '.repeat(2000)}`,
  ])('« %s » is none', (typed) => {
    expect(readAddress(typed)).toBeNull();
  });

  test('with an accent is one after 200 000 others: the platform’s own answer changes once it is asked often', () => {
    for (let turn = 0; turn < 200_000; turn += 1) readAddress('mairie@exemple.fr');
    for (const typed of ['a@ß.fr', 'a@hénin-beaumont.fr', 'é@école.fr', 'a@ñ.example'])
      expect([typed, readAddress(typed)]).toEqual([typed, expect.stringMatching(/@xn--/)]);
  });

  test('once read stays as it is, is shown and read back as the same, and holds nothing that a header could read as more', () => {
    const part = fc.string({ unit: fc.constantFrom(...'abzéÉçœßñżщ日e\u0301.-_+\'09 @,<>"'), maxLength: 12 });
    const domain = fc.string({ unit: fc.constantFrom(...'abzéÉçßñż日e\u0301.-09'), maxLength: 12 });
    let read = 0;
    fc.assert(
      fc.property(part, domain, fc.constantFrom('fr', 'école', 'FR'), (local, middle, end) => {
        const address = readAddress(`${local}@${middle}.${end}`);
        if (address === null) return;
        read += 1;
        expect(readAddress(address)).toBe(address);
        expect(readAddress(shownAddress(address))).toBe(address);
        expect(address).toMatch(/^[^\s\p{C}<>()[\],;:"\\@]{1,64}@[a-z0-9.-]+$/u);
      }),
      { seed: 62, numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});

describe('wherever an address is typed', () => {
  const id = '0199a000-0000-7000-8000-000000000001';
  const rest = { meetingId: id, conventionId: id, organisationId: id, name: 'Zoé', password: 'x', role: 'READER' };
  const { organisationId: _, ...participant } = rest;
  test.each([
    ['to sign in', signInInput, rest],
    ['to ask for a link', forgottenPasswordInput, rest],
    ['to invite a person into an organisation', invitePersonInput, rest],
    ['to let somebody take part', addParticipantInput, participant],
    ['to invite to a meeting', inviteInput, rest],
    ['of somebody who came', addAttendeeInput, rest],
  ] as const)('%s, one with accents is taken, in its one form', (_name, schema, more) => {
    for (const way of ways) expect(schema.parse({ ...more, email: way })).toMatchObject({ email: kept });
    if (schema !== signInInput)
      for (const none of ['prénom@', 'a@b@c.fr', 'x'.repeat(5000)])
        expect(schema.safeParse({ ...more, email: none }).error?.issues[0]?.path).toEqual(['email']);
  });
});

test('somebody invited under one way of writing signs in under any other, and is nobody else’s account', async () => {
  const administrator = await buildViewer({ organisationAdministrator: true });
  const { organisationId } = administrator;
  const invited = await invitePerson(administrator, { organisationId, email: ways[1] ?? '', name: 'Zoé Hénin' });
  expect(outside.mails.at(-1)?.to).toBe(kept);
  for (const email of ways)
    await expect(invitePerson(administrator, { organisationId, email, name: 'Une autre' })).rejects.toMatchObject({
      fields: { email: expect.any(String) },
    });
  const passwordHash = await hashPassword('une phrase assez longue');
  await prisma.person.update({ where: { id: invited.id }, data: { passwordHash } });
  for (const [rank, email] of ways.entries())
    await expect(
      openSession({ email, password: 'une phrase assez longue' }, { ip: `192.0.2.${rank}`, userAgent: null }),
    ).resolves.toHaveProperty('token');
  const organisation = administrator.organisationName;
  await expect(appointAdministrator({ email: ways[0] ?? '', name: 'Zoé', organisation })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});
