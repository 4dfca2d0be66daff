// Keys of an organisation: shown once, kept as a hash, and dead as soon as they must be.
import { beforeEach, describe, expect, test } from 'vitest';
import { createApiKey, listApiKeys, revokeApiKey } from '#domain/organisations/api-keys.ts';
import { deactivatePerson } from '#domain/organisations/people.ts';
import { hashToken } from '#domain/tokens.ts';
import { type PersonViewer, viewerOfApiKey } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildSystemViewer, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

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

  test('opens nothing while the account of the person who answers for it is closed', async () => {
    const { secret } = await make(administrator);
    const { organisationId } = administrator;
    const other = await buildViewer({ organisationId, organisationAdministrator: true });
    await deactivatePerson(other, { personId: administrator.personId });
    expect(await viewerOfApiKey(secret)).toBeNull();
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
