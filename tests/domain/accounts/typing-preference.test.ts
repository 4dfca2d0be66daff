// What a person says of their keyboard: each switch by itself, told to nobody else, and not a key's to change.
import { beforeEach, expect, test } from 'vitest';
import { readTypingPreference, setTypingPreference } from '#domain/accounts/accounts.ts';
import { prisma } from '#prisma/client.ts';
import { buildSystemViewer, buildViewer } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

useDatabase();
useOutside();

const changes = () => prisma.change.count({ where: { kind: 'typingPreference.changed' } });
beforeEach(() => prisma.change.deleteMany());

test('both are on at first; one is switched off alone, and a change is recorded once', async () => {
  const viewer = await buildViewer();
  expect(await readTypingPreference(viewer)).toEqual({ frenchTyping: true, searchKey: true });
  await setTypingPreference(viewer, { frenchTyping: true, searchKey: false });
  await setTypingPreference(viewer, { frenchTyping: true, searchKey: false });
  expect(await readTypingPreference(viewer)).toEqual({ frenchTyping: true, searchKey: false });
  expect(await changes()).toBe(1);
  // As programs of before know it.
  await setTypingPreference(viewer, { frenchTyping: false });
  expect(await readTypingPreference(viewer)).toEqual({ frenchTyping: false, searchKey: false });
  expect(await changes()).toBe(2);
});

test('a key types nothing', async () => {
  const { organisationId } = await buildViewer();
  const key = await buildSystemViewer(organisationId, 'READ_WRITE');
  expect(await readTypingPreference(key)).toEqual({ frenchTyping: true, searchKey: true });
  await expect(setTypingPreference(key, { frenchTyping: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
