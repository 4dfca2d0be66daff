// The way in to a platform where nobody can sign in yet, or where its administrators have all left: called by whoever holds
// the machine (commands/administrator.ts), never by a door.

import { z } from 'zod';
import { prisma } from '#prisma/client.ts';
import { transact } from '../changes.ts';
import { conflict } from '../errors.ts';
import { email as emailInput, line } from '../fields.ts';
import { parseInput } from '../parse.ts';
import { mintLink } from './links.ts';

const appointInput = z.object({
  email: emailInput,
  name: line(120, 'Saisissez le prénom et le nom.'),
  organisation: line(150, 'Saisissez le nom complet de l’organisme.'),
});

/**
 * Makes somebody an administrator of the platform and of their organisation, both created when absent. Gives the link with
 * which to choose a password; null when the account has one. No mail leaves: whoever calls hands the link over.
 */
export async function appointAdministrator(input: {
  email: string;
  name: string;
  organisation: string;
}): Promise<{ link: string | null }> {
  const { email, name, organisation } = parseInput(appointInput, input);
  const known = await prisma.person.findUnique({ where: { email }, include: { organisation: true } });
  if (known && known.organisation.name !== organisation)
    throw conflict(`Cette adresse a déjà un compte pour « ${known.organisation.name} ».`);
  return transact(null, async (tx, record) => {
    const { id: organisationId } = await tx.organisation.upsert({
      where: { name: organisation },
      create: { name: organisation, shortName: organisation.slice(0, 40).trim(), kind: 'DEPARTMENT' },
      update: {},
    });
    const rights = { platformAdministrator: true, organisationAdministrator: true, deactivatedAt: null };
    const person = await tx.person.upsert({
      where: { email },
      create: { ...rights, email, name, organisationId },
      update: rights,
    });
    const subject = { subject: 'Person', subjectId: person.id, organisationId, details: { name: person.name } };
    await record({ kind: 'person.promoted', ...subject });
    if (person.passwordHash !== null) return { link: null };
    return { link: await mintLink(tx, { personId: person.id, kind: 'INVITATION', replacing: true }) };
  });
}
