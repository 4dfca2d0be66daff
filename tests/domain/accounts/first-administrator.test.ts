// The way in to a platform where nobody can sign in yet.
import { expect, test } from 'vitest';
import { acceptInvitation } from '#domain/accounts/accounts.ts';
import { appointAdministrator } from '#domain/accounts/first-administrator.ts';
import { viewerOfSession } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildPerson } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

const from = { ip: '192.0.2.1', userAgent: null };
const first = { email: 'Premiere@exemple.fr', name: 'Zoé Martin', organisation: 'Département d’essai' };

test('the first administrator is made with its organisation, and enters with the link, which no mail carries', async () => {
  const { link } = await appointAdministrator(first);
  const token = link?.split('/lien/')[1] ?? '';
  const opened = await acceptInvitation({ token, name: 'Zoé Martin', password: 'une phrase assez longue' }, from);
  expect(await viewerOfSession(opened.token)).toMatchObject({
    email: 'premiere@exemple.fr',
    platformAdministrator: true,
    organisationAdministrator: true,
    organisationKind: 'DEPARTMENT',
  });
  expect(outside.mails).toEqual([]);
  expect(await appointAdministrator(first)).toEqual({ link: null });
  expect(await prisma.organisation.count({ where: { name: first.organisation } })).toBe(1);
});

test('a closed account is opened again, and one of another organisation is not moved', async () => {
  const person = await buildPerson({ deactivatedAt: new Date() });
  const { name: organisation } = await prisma.organisation.findUniqueOrThrow({ where: { id: person.organisationId } });
  await appointAdministrator({ email: person.email, name: person.name, organisation });
  expect(await prisma.person.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject({
    deactivatedAt: null,
    platformAdministrator: true,
  });
  await expect(
    appointAdministrator({ email: person.email, name: person.name, organisation: 'Un autre' }),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('what is no address is refused', async () => {
  await expect(appointAdministrator({ ...first, email: 'premiere' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
