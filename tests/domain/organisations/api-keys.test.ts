// Keys of an organisation: shown once, kept as a hash, and dead as soon as they must be.
import { beforeEach, describe, expect, test } from 'vitest';
import { createApiKey, listApiKeys, replaceApiKey, revokeApiKey } from '#domain/organisations/api-keys.ts';
import { deactivatePerson } from '#domain/organisations/people.ts';
import { warnOfEndingKeys } from '#domain/organisations/reminders.ts';
import { hashToken } from '#domain/tokens.ts';
import { type PersonViewer, viewerOfApiKey } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let administrator: PersonViewer;
let stranger: PersonViewer;

beforeEach(async () => {
  administrator = await buildViewer({ organisationAdministrator: true });
  stranger = await buildViewer({ organisationAdministrator: true });
});

const make = (viewer: PersonViewer, mode: 'READ' | 'READ_WRITE' = 'READ') =>
  createApiKey(viewer, { organisationId: viewer.organisationId, name: 'Finances', mode });

describe('a key', () => {
  test('is told once, begins with i62_, and only its hash is kept', async () => {
    const { apiKey, secret } = await make(administrator);
    expect(secret).toMatch(/^i62_[A-Za-z0-9_-]{43}$/);
    expect(apiKey.prefix).toBe(secret.slice(0, 12));
    const kept = await prisma.apiKey.findUniqueOrThrow({ where: { id: apiKey.id } });
    expect(kept.hash).toBe(hashToken(secret));
    expect(JSON.stringify([apiKey, kept, await listApiKeys(administrator, administrator)])).not.toContain(secret);
    const changes = await prisma.$queryRaw`select to_jsonb(c)::text as words from "Change" c`;
    expect(JSON.stringify(changes)).toContain(apiKey.prefix);
    expect(JSON.stringify(changes)).not.toContain(secret);
    expect(apiKey).not.toHaveProperty('hash');
  });

  test('speaks for its organisation in its mode, and says when it was last used', async () => {
    const { apiKey, secret } = await make(administrator, 'READ_WRITE');
    expect(apiKey.lastUsedAt).toBeNull();
    expect(await viewerOfApiKey(secret)).toMatchObject({
      kind: 'system',
      mode: 'READ_WRITE',
      organisationId: administrator.organisationId,
    });
    const [listed] = await listApiKeys(administrator, administrator);
    expect(listed?.lastUsedAt).toBeInstanceOf(Date);
  });

  test('opens nothing once revoked, by any administrator of the organisation; twice changes nothing', async () => {
    const { apiKey, secret } = await make(administrator);
    const { organisationId } = administrator;
    const other = await buildViewer({ organisationId, organisationAdministrator: true });
    const revoked = await revokeApiKey(other, { apiKeyId: apiKey.id });
    expect(await viewerOfApiKey(secret)).toBeNull();
    expect(await revokeApiKey(other, { apiKeyId: apiKey.id })).toMatchObject({ revokedAt: revoked.revokedAt });
    expect(await prisma.change.count({ where: { kind: 'apiKey.revoked', subjectId: apiKey.id } })).toBe(1);
  });

  test('is its organisation’s: it goes on when whoever made it has left', async () => {
    const { secret } = await make(administrator);
    const { organisationId } = administrator;
    const other = await buildViewer({ organisationId, organisationAdministrator: true });
    await deactivatePerson(other, { personId: administrator.personId });
    expect(await viewerOfApiKey(secret)).toMatchObject({ kind: 'system', organisationId });
  });

  test('opens nothing after its last day', async () => {
    const { apiKey, secret } = await make(administrator);
    await prisma.apiKey.update({ where: { id: apiKey.id }, data: { expiresAt: new Date(Date.now() + 60_000) } });
    expect(await viewerOfApiKey(secret)).not.toBeNull();
    await prisma.apiKey.update({ where: { id: apiKey.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await viewerOfApiKey(secret)).toBeNull();
  });

  test('opens nothing from elsewhere than it is used from', async () => {
    const { organisationId } = administrator;
    const ranges = ['192.0.2.0/24', '2001:db8::1'];
    const { secret, apiKey } = await createApiKey(administrator, { organisationId, name: 'SIG', mode: 'READ', ranges });
    expect(apiKey.ranges).toEqual(['192.0.2.0/24', '2001:db8::1/128']);
    for (const inside of ['192.0.2.77', '2001:db8::1']) expect(await viewerOfApiKey(secret, inside)).not.toBeNull();
    for (const outside of ['192.0.3.1', '2001:db8::2', 'unknown', '', undefined])
      expect(await viewerOfApiKey(secret, outside)).toBeNull();
    for (const wrong of ['192.0.2.0/33', '300.1.1.1', 'exemple.fr', '::/129', '192.0.2.0/24/8'])
      await expect(
        createApiKey(administrator, { organisationId, name: 'SIG', mode: 'READ', ranges: [wrong] }),
      ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('that is replaced goes on beside the new one, which is like it, until the days are over', async () => {
    const { organisationId } = administrator;
    const terms = { organisationId, name: 'Finances', mode: 'READ' as const, scopes: ['finance:read'] };
    const { apiKey, secret } = await createApiKey(administrator, terms);
    const next = await replaceApiKey(administrator, { apiKeyId: apiKey.id, days: 7 });
    expect(next.apiKey).toMatchObject({ name: 'Finances', mode: 'READ', scopes: ['finance:read'], expiresAt: null });
    expect(await viewerOfApiKey(secret)).not.toBeNull();
    expect(await viewerOfApiKey(next.secret)).toMatchObject({ scopes: ['finance:read'] });
    const { expiresAt } = await prisma.apiKey.findUniqueOrThrow({ where: { id: apiKey.id } });
    expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(7);
    await expect(replaceApiKey(stranger, { apiKeyId: apiKey.id, days: 7 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('that ends is written of a month, a week and a day before, once each, to the administrators', async () => {
    const { apiKey } = await make(administrator);
    const endsIn = (days: number) =>
      prisma.apiKey.update({
        where: { id: apiKey.id },
        data: { expiresAt: new Date(Date.now() + days * 86_400_000 - 60_000) },
      });
    const told = async () => {
      outside.mails = [];
      await warnOfEndingKeys();
      await warnOfEndingKeys();
      return outside.mails.filter(({ to }) => to === administrator.email).length;
    };
    const steps = [];
    for (const days of [40, 30, 12, 7, 3, 1]) {
      await endsIn(days);
      steps.push(await told());
    }
    expect(steps).toEqual([0, 1, 0, 1, 0, 1]);
  });

  test('is not opened by its prefix, its hash or a session’s token', async () => {
    const { apiKey, secret } = await make(administrator);
    for (const guess of [apiKey.prefix, hashToken(secret), secret.slice(0, -1), `${secret} `, ''])
      expect(await viewerOfApiKey(guess)).toBeNull();
  });
});

describe('keys', () => {
  test('are made, listed and revoked by the organisation’s administrators alone', async () => {
    const { organisationId } = administrator;
    const { apiKey } = await make(administrator);
    const member = await buildViewer({ organisationId });
    const platform = await buildViewer({ platformAdministrator: true });
    const system = await buildSystemViewer(organisationId, 'READ_WRITE');
    const input = { organisationId, name: 'Autre', mode: 'READ' as const };
    for (const viewer of [member, platform, system, stranger]) {
      await expect(createApiKey(viewer, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(listApiKeys(viewer, { organisationId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const viewer of [member, system])
      await expect(revokeApiKey(viewer, { apiKeyId: apiKey.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const viewer of [stranger, platform])
      await expect(revokeApiKey(viewer, { apiKeyId: apiKey.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(revokeApiKey(administrator, { apiKeyId: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('take nothing that the form does not offer', async () => {
    const input = {
      organisationId: administrator.organisationId,
      name: 'Finances',
      mode: 'READ' as const,
      hash: hashToken('connu'),
      createdById: stranger.personId,
      prefix: 'connu',
    };
    await createApiKey(administrator, input);
    expect(await viewerOfApiKey('connu')).toBeNull();
    expect(await prisma.apiKey.count({ where: { createdById: stranger.personId } })).toBe(0);
  });
});
