// Who takes part: what is refused, what is told to whom, and that a convention never stays without a steward.
import { describe, expect, test } from 'vitest';
import {
  archiveConvention,
  createConvention,
  listConventions,
  renameConvention,
} from '#domain/conventions/conventions.ts';
import {
  addParticipant,
  changeParticipant,
  findCandidates,
  findParticipantsOf,
  removeParticipant,
} from '#domain/conventions/participants.ts';
import { readConvention } from '#domain/gate.ts';
import { readChanges, readFeedHead } from '#domain/history/feed.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildOrganisation, buildPerson, buildSystemViewer, buildViewer, signIn } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

const participantsOf = async (viewer: Viewer, id: string) => (await findParticipantsOf(viewer, [id])).get(id) ?? [];

useDatabase();
const outside = useOutside();

const buildDrafter = async () => buildViewer({ organisationId: (await buildOrganisation({ kind: 'DEPARTMENT' })).id });

const create = (viewer: Viewer, title = 'Essai', year = 2026) => createConvention(viewer, { title, year });

describe('making a convention', () => {
  test('its maker is its steward by name, and nobody else sees it', async () => {
    const viewer = await buildDrafter();
    const colleague = await buildViewer({ organisationId: viewer.organisationId });
    const convention = await create(viewer, '  Convention\n 2026 ');
    expect(convention).toMatchObject({ title: 'Convention 2026', year: 2026, state: 'DRAFT' });
    expect(await participantsOf(viewer, convention.id)).toMatchObject([
      { role: 'STEWARD', personId: viewer.personId, organisationId: null },
    ]);
    await expect(readConvention(colleague, convention.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readConvention(viewer, 'pas-un-id')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('what a key makes, its organisation sees; a key that only reads makes nothing', async () => {
    const { id } = await buildOrganisation({ kind: 'ASSOCIATION' });
    const key = await buildSystemViewer(id, 'READ_WRITE');
    const convention = await create(key);
    expect(await readConvention(key, convention.id)).toMatchObject({ id: convention.id });
    const reader = await buildSystemViewer(id, 'READ');
    await expect(create(reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a partner that makes no conventions is refused, a wrong year or title is said beside its field', async () => {
    const agent = await buildViewer();
    await expect(create(agent)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const viewer = await buildDrafter();
    await expect(createConvention(viewer, { title: ' ', year: 'deux mille' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: { title: expect.stringContaining('titre'), year: expect.stringContaining('quatre chiffres') },
    });
    await expect(create(viewer, 'x'.repeat(201))).rejects.toMatchObject({ fields: { title: expect.any(String) } });
  });

  test('it is renamed once and archived once, and lists then leave it out', async () => {
    const viewer = await buildDrafter();
    const { id, documentId } = await create(viewer);
    expect(await renameConvention(viewer, { conventionId: id, title: 'Autre' })).toMatchObject({
      title: 'Autre',
      version: 2,
    });
    expect(await renameConvention(viewer, { conventionId: id, title: 'Autre' })).toMatchObject({ version: 2 });
    await archiveConvention(viewer, id);
    expect(outside.judged).toContainEqual({ documentId });
    await expect(archiveConvention(viewer, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(renameConvention(viewer, { conventionId: id, title: 'Encore' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await listConventions(viewer, {})).nodes).toEqual([]);
    expect((await listConventions(viewer, { filter: { archived: true } })).nodes).toHaveLength(1);
  });

  test('lists go by year, filter by words and go on after the last one seen', async () => {
    const viewer = await buildDrafter();
    for (const year of [2024, 2026, 2025, 2025]) await create(viewer, `Convention du bassin ${year}`, year);
    await create(viewer, 'Note à part', 2025);
    const first = await listConventions(viewer, { first: 2, filter: { words: 'BASSIN convention' } });
    expect(first.nodes.map(({ node }) => node.year)).toEqual([2026, 2025]);
    expect(first.hasNextPage).toBe(true);
    const after = first.nodes.at(-1)?.cursor;
    const rest = await listConventions(viewer, { after, filter: { words: 'bassin' } });
    expect(rest.nodes.map(({ node }) => node.year)).toEqual([2025, 2024]);
    expect((await listConventions(viewer, { filter: { year: 2025 } })).nodes).toHaveLength(3);
    expect((await listConventions(viewer, { filter: { state: 'SIGNED' } })).nodes).toEqual([]);
  });
});

describe('taking part', () => {
  test('a person or an organisation is added once, sees the convention, and is told', async () => {
    const steward = await buildDrafter();
    const { id, documentId } = await create(steward);
    const guest = await buildViewer();
    const head = await readFeedHead();
    const added = await addParticipant(steward, { conventionId: id, email: guest.email, role: 'EDITOR' });
    expect(added).toMatchObject({ role: 'EDITOR', personId: guest.personId });
    expect(outside.judged).toContainEqual({ documentId, personId: guest.personId });
    expect(await readConvention(guest, id)).toMatchObject({ id });
    const { changes } = await readChanges(guest, { after: head });
    expect(changes.map(({ kind }) => kind)).toEqual(['participant.added', 'access.granted', 'notification.created']);
    await expect(
      addParticipant(steward, { conventionId: id, email: guest.email, role: 'READER' }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: { email: expect.stringContaining('participe déjà') } });

    const partner = await buildViewer();
    await addParticipant(steward, { conventionId: id, organisationId: partner.organisationId, role: 'READER' });
    expect(await readConvention(partner, id)).toMatchObject({ id });
    const names = (await participantsOf(partner, id)).map(({ role }) => role);
    expect(names).toEqual(['STEWARD', 'EDITOR', 'READER']);
  });

  test('only a steward or the platform’s administrator says who takes part', async () => {
    const steward = await buildDrafter();
    const { id } = await create(steward);
    const editor = await buildViewer();
    const { id: participantId } = await addParticipant(steward, {
      conventionId: id,
      email: editor.email,
      role: 'APPROVER',
    });
    const stranger = await buildViewer();
    const administrator = await buildViewer({ platformAdministrator: true });
    const input = { conventionId: id, email: stranger.email, role: 'READER' };
    await expect(addParticipant(editor, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(addParticipant(stranger, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(changeParticipant(editor, { participantId, role: 'STEWARD' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(removeParticipant(stranger, { participantId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await addParticipant(administrator, { ...input, role: 'STEWARD' });
    expect(await readConvention(stranger, id)).toMatchObject({ id });
  });

  test('nobody, both a person and an organisation, or a closed account cannot be added', async () => {
    const steward = await buildDrafter();
    const { id } = await create(steward);
    const closed = await buildPerson({ deactivatedAt: new Date() });
    const stranger = await buildPerson();
    for (const [holder, field] of [
      [{}, 'holder'],
      [{ personId: steward.personId, organisationId: steward.organisationId }, 'holder'],
      [{ personId: closed.id }, 'holder'],
      // An id that somebody came by says nothing: who is not known is added by the address.
      [{ personId: stranger.id }, 'holder'],
      [{ organisationId: closed.id }, 'holder'],
      [{ email: closed.email }, 'email'],
      [{ email: 'personne@exemple.fr' }, 'email'],
      [{ email: 'pas une adresse' }, 'email'],
    ] as const)
      await expect(addParticipant(steward, { conventionId: id, role: 'READER', ...holder })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: { [field]: expect.any(String) },
      });
  });

  test('a steward is proposed whom they have to do with, and who does not take part yet', async () => {
    const steward = await buildDrafter();
    const { id } = await create(steward);
    const colleague = await buildPerson({ organisationId: steward.organisationId, name: 'Zoé Marchand' });
    await buildPerson({ name: 'Zoé Inconnue' });
    const found = await findCandidates(steward, { conventionId: id, words: 'zoé' });
    expect(found.people.map((person) => person.id)).toEqual([colleague.id]);
    const partner = await buildOrganisation({ name: 'Agence des paysages de l’Artois' });
    const proposed = await findCandidates(steward, { conventionId: id, words: 'paysages artois' });
    expect(proposed.organisations.map((organisation) => organisation.id)).toEqual([partner.id]);
    await addParticipant(steward, { conventionId: id, personId: colleague.id, role: 'READER' });
    await addParticipant(steward, { conventionId: id, organisationId: partner.id, role: 'READER' });
    for (const words of ['zoé', 'paysages artois'])
      expect(await findCandidates(steward, { conventionId: id, words })).toEqual({ people: [], organisations: [] });
    await expect(findCandidates(await signIn(colleague), { conventionId: id, words: '' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('who is removed is told that the convention is gone, unless they see it through their organisation', async () => {
    const steward = await buildDrafter();
    const { id } = await create(steward);
    const guest = await buildViewer();
    const add = (holder: object) => addParticipant(steward, { conventionId: id, role: 'READER', ...holder });
    const byName = await add({ email: guest.email });
    const byOrganisation = await add({ organisationId: guest.organisationId });
    const head = await readFeedHead();
    await removeParticipant(steward, { participantId: byName.id });
    expect((await readChanges(guest, { after: head })).changes.map(({ kind }) => kind)).toEqual([
      'participant.removed',
    ]);
    const again = await add({ email: guest.email });
    await removeParticipant(steward, { participantId: byOrganisation.id });
    const second = await readFeedHead();
    await removeParticipant(steward, { participantId: again.id });
    expect((await readChanges(guest, { after: second })).changes).toMatchObject([
      { kind: 'access.lost', subject: 'Convention', subjectId: id, deletion: true },
    ]);
    await expect(readConvention(guest, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('the keys of an organisation that is removed are told', async () => {
    const steward = await buildDrafter();
    const { id } = await create(steward);
    const { id: organisationId } = await buildOrganisation();
    const key = await buildSystemViewer(organisationId, 'READ');
    const { id: participantId } = await addParticipant(steward, { conventionId: id, organisationId, role: 'READER' });
    const head = await readFeedHead();
    await removeParticipant(steward, { participantId });
    expect((await readChanges(key, { after: head })).changes).toMatchObject([{ kind: 'access.lost', deletion: true }]);
  });

  test('the last steward by name can neither leave nor step down, an organisation does not replace them', async () => {
    const steward = await buildDrafter();
    const { id } = await create(steward);
    await addParticipant(steward, { conventionId: id, organisationId: steward.organisationId, role: 'STEWARD' });
    const [own] = (await participantsOf(steward, id)).filter(({ personId }) => personId === steward.personId);
    const participantId = own?.id ?? '';
    await expect(removeParticipant(steward, { participantId })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('au moins un responsable'),
    });
    await expect(changeParticipant(steward, { participantId, role: 'EDITOR' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const successor = await buildPerson();
    await addParticipant(steward, { conventionId: id, email: successor.email, role: 'STEWARD' });
    await removeParticipant(steward, { participantId });
    expect(await prisma.participant.count({ where: { conventionId: id, personId: { not: null } } })).toBe(1);
  });

  test('of two stewards who leave at once, one stays', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const one = await buildDrafter();
      const { id } = await create(one);
      const other = await signIn(await buildPerson());
      const { id: second } = await addParticipant(one, { conventionId: id, email: other.email, role: 'STEWARD' });
      const [first] = (await participantsOf(one, id)).filter(({ personId }) => personId === one.personId);
      const left = await Promise.allSettled([
        removeParticipant(one, { participantId: first?.id }),
        removeParticipant(other, { participantId: second }),
      ]);
      expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await prisma.participant.count({ where: { conventionId: id } })).toBe(1);
    }
  });
});
