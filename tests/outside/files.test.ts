// Where what people hand in is kept: the same promises by a folder and by a bucket; what comes in parts goes on after any cut.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demandArrived } from '#domain/datasets/uploads.ts';
import { handIn } from '#domain/outside.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { readEnvironment } from '#env.ts';
import { type KeptFiles, openFiles } from '#outside/files.ts';
import { answers, type Bucket, openS3Files } from '#outside/s3-files.ts';
import { buildKey, buildViewer } from '../build/organisations.ts';
import { type DataHost, startDataHost } from '../rig/data-host.ts';
import { useDatabase } from '../rig/database.ts';
import { storedTexts, useOutside } from '../rig/outside.ts';
import { startOwnProcess } from '../rig/own-process.ts';
import { startS3 } from '../rig/s3-server.ts';

const database = useDatabase();
useOutside();

const MEGABYTE = 1024 * 1024;
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let viewer: PersonViewer;
let key: string;
beforeAll(async () => {
  viewer = await buildViewer();
  key = (await buildKey({ createdById: viewer.personId, mode: 'READ_WRITE' })).secret;
});

const headers = (more: Record<string, string | number> = {}) => ({
  authorization: `Bearer ${key}`,
  'tus-resumable': '1.0.0',
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, String(value)])),
});

/** Begins an upload; gives its id. */
async function begin(url: string, size: number): Promise<string> {
  const filename = `filename ${Buffer.from('carte.geojson').toString('base64')}`;
  const answer = await fetch(`${url}/depots`, {
    method: 'POST',
    headers: headers({ 'upload-length': size, 'upload-metadata': filename }),
  });
  expect([answer.status, await answer.text()]).toEqual([201, '']);
  return answer.headers.get('location')?.split('/').at(-1) ?? '';
}

/** How many bytes of an upload are kept. */
async function offsetOf(url: string, id: string): Promise<number> {
  const answer = await fetch(`${url}/depots/${id}`, { method: 'HEAD', headers: headers() });
  expect(answer.status).toBe(200);
  return Number(answer.headers.get('upload-offset'));
}

const patch = (url: string, id: string, bytes: Uint8Array, offset: number) =>
  fetch(`${url}/depots/${id}`, {
    method: 'PATCH',
    headers: headers({ 'content-type': 'application/offset+octet-stream', 'upload-offset': offset }),
    body: bytes as BodyInit,
  });

/** Sends the first bytes of a request that promises all of them, and never its end. Resolves once the cut is felt. */
function sendHalf(url: string, id: string, bytes: Uint8Array, half: number) {
  const sending = request(`${url}/depots/${id}`, {
    method: 'PATCH',
    headers: headers({
      'content-type': 'application/offset+octet-stream',
      'upload-offset': 0,
      'content-length': bytes.length,
    }),
  });
  const cut = new Promise<void>((resolve) => sending.once('error', () => resolve()).once('close', () => resolve()));
  const sent = new Promise<void>((resolve) => sending.write(bytes.subarray(0, half), () => resolve()));
  return { sent, cut };
}

interface Storage {
  name: string;
  open(): KeptFiles;
  /** What a process of its own is told of it. */
  environment(): Record<string, string>;
  begin(): Promise<void>;
  end(): Promise<void>;
  /** Where its files are for another process. */
  folder(): string;
  keptBytes(): number;
}

function folderStorage(): Storage {
  let folder = '';
  return {
    name: 'a folder',
    open: () => openFiles(join(folder, 'files')),
    environment: () => ({}),
    async begin() {
      folder = mkdtempSync(join(tmpdir(), 'kept-'));
    },
    async end() {
      rmSync(folder, { recursive: true, force: true });
    },
    folder: () => folder,
    keptBytes: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length,
  };
}

function bucketStorage(): Storage {
  let server: Awaited<ReturnType<typeof startS3>>;
  let folder = '';
  return {
    name: 'a bucket',
    open: () => openS3Files(readEnvironment({ FILES_URL: server.url }).FILES_URL as Bucket, join(folder, 'files')),
    environment: () => ({ FILES_URL: server.url }),
    async begin() {
      server = await startS3();
      folder = mkdtempSync(join(tmpdir(), 'kept-'));
    },
    async end() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    folder: () => folder,
    keptBytes: () => server.kept(),
  };
}

describe.each([folderStorage(), bucketStorage()])('$name', (storage) => {
  let files: KeptFiles;
  beforeAll(() => storage.begin());
  afterAll(() => storage.end());
  beforeEach(() => {
    files = storage.open();
    handIn({
      live: storedTexts,
      announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
      mail: { queue: async () => undefined },
      files,
    });
  });

  test('gives back what it keeps: whole, by ranges, and on disk for those who need a place', async () => {
    const id = randomUUID();
    const bytes = Buffer.from('0123456789é');
    await files.keep(id, bytes);
    expect(Buffer.from(await files.read(id))).toEqual(bytes);
    expect(await files.size(id)).toBe(12);
    expect(await text(await files.stream(id))).toBe('0123456789é');
    expect(await text(await files.stream(id, { start: 2, end: 4 }))).toBe('234');
    let place = '';
    const read = await files.withPath(id, async (path) => {
      place = path;
      return readFile(path);
    });
    expect(read).toEqual(bytes);
    await expect(files.withPath(id, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    if (storage.name === 'a bucket') expect(existsSync(place)).toBe(false);
    await files.keep(id, Buffer.from('other'));
    expect(await files.size(id)).toBe(5);
  });

  test('says what it does not have, before the first byte; what is removed is gone with all that came of it', async () => {
    const id = randomUUID();
    const before = storage.keptBytes();
    expect(await files.size(id)).toBeNull();
    await expect(files.read(id)).rejects.toThrow();
    await expect(files.stream(id)).rejects.toThrow();
    await expect(files.withPath(id, (path) => readFile(path))).rejects.toThrow();
    await files.remove(id);
    await files.keep(id, Buffer.from('x'));
    writeFileSync(files.derivedPath(id), 'derived');
    await files.remove(id);
    expect(await files.size(id)).toBeNull();
    expect(existsSync(files.derivedPath(id))).toBe(false);
    expect(storage.keptBytes()).toBe(before);
  });

  test('what nobody knows any more goes once it is old, parts of uploads too; what is known or young stays', async () => {
    const [kept, lost, young] = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of [kept, lost, young]) await files.keep(id, Buffer.from('x'));
    for (const id of [kept, lost]) writeFileSync(files.derivedPath(id), 'derived');
    const scratch = join(files.derivedPath(kept), '..', '.check-killed');
    mkdirSync(scratch);
    writeFileSync(join(scratch, 'half'), 'x');
    const host = await startDataHost(files);
    const [begun, abandoned] = [await begin(host.url, 20 * MEGABYTE), await begin(host.url, 20 * MEGABYTE)];
    for (const id of [begun, abandoned]) await patch(host.url, id, randomBytes(9 * MEGABYTE), 0);
    await host.stop();
    const known = async (ids: readonly string[]) => new Set(ids.filter((id) => id !== lost && id !== abandoned));
    expect(await files.sweep(new Date(Date.now() - 60_000), async () => new Set())).toBe(0);
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    expect(await files.sweep(tomorrow, known)).toBeGreaterThanOrEqual(4);
    expect([await files.size(lost), existsSync(files.derivedPath(lost)), existsSync(scratch)]).toEqual([
      null,
      false,
      false,
    ]);
    expect([await files.size(kept), await files.size(young), existsSync(files.derivedPath(kept))]).toEqual([
      1,
      1,
      true,
    ]);
    // Opened anew: a store remembers what it was told of an upload.
    const again = await startDataHost(storage.open());
    expect(await offsetOf(again.url, begun)).toBeGreaterThan(0);
    expect((await fetch(`${again.url}/depots/${abandoned}`, { method: 'HEAD', headers: headers() })).status).toBe(404);
    await again.stop();
    expect(await files.sweep(tomorrow, known)).toBe(0);
    for (const id of [kept, young, begun]) await files.remove(id);
  });

  describe('an upload', () => {
    let host: DataHost | undefined;
    afterEach(() => host?.stop());

    test('cut in the middle goes on with another server where it stopped, bytes identical', async () => {
      const bytes = randomBytes(20 * MEGABYTE);
      host = await startDataHost(files);
      const id = await begin(host.url, bytes.length);
      const { sent, cut } = sendHalf(host.url, id, bytes, 12 * MEGABYTE);
      await sent;
      await setTimeout(300);
      await host.stop();
      await cut;
      // What was under way is written by then, or lost and sent again.
      await setTimeout(500);
      files = storage.open();
      handIn({
        live: storedTexts,
        announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
        mail: { queue: async () => undefined },
        files,
      });
      host = await startDataHost(files);
      const offset = await offsetOf(host.url, id);
      expect(offset).toBeGreaterThanOrEqual(8 * MEGABYTE);
      expect(offset).toBeLessThan(bytes.length);
      await expect(demandArrived(viewer, id)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      const wrong = await patch(host.url, id, bytes.subarray(0, 10), offset + 1);
      expect(wrong.status).toBe(409);
      expect((await patch(host.url, id, bytes.subarray(offset), offset)).status).toBe(204);
      expect(await files.size(id)).toBe(bytes.length);
      expect(hashOf(await files.read(id))).toBe(hashOf(bytes));
      expect((await demandArrived(viewer, id)).arrivedAt).not.toBeNull();
    });

    test('of one server killed on the way goes on with the next, bytes identical', async () => {
      const bytes = randomBytes(24 * MEGABYTE);
      const first = await startChild(storage);
      const id = await begin(first.url, bytes.length);
      const { sent, cut } = sendHalf(first.url, id, bytes, 18 * MEGABYTE);
      await sent;
      await setTimeout(1000);
      first.child.kill('SIGKILL');
      await cut;
      const second = await startChild(storage);
      const offset = await offsetOf(second.url, id);
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThan(bytes.length);
      expect((await patch(second.url, id, bytes.subarray(offset), offset)).status).toBe(204);
      second.child.kill('SIGKILL');
      expect(hashOf(await files.read(id))).toBe(hashOf(bytes));
    });

    test('that is given up leaves nothing', async () => {
      const before = storage.keptBytes();
      host = await startDataHost(files);
      const id = await begin(host.url, 20 * MEGABYTE);
      await patch(host.url, id, randomBytes(6 * MEGABYTE), 0);
      await host.stop();
      await storage.open().remove(id);
      expect(storage.keptBytes()).toBe(before);
    });

    test('is nobody else’s to send, to measure or to end, and cannot be read here', async () => {
      host = await startDataHost(files);
      const id = await begin(host.url, 10);
      const stranger = (await buildKey({ createdById: (await buildViewer()).personId, mode: 'READ_WRITE' })).secret;
      for (const method of ['HEAD', 'PATCH', 'DELETE'])
        for (const [authorization, status] of [[`Bearer ${stranger}`, 404] as const, ['', 401] as const]) {
          const sent = new Headers(headers({ 'content-type': 'application/offset+octet-stream', 'upload-offset': 0 }));
          if (authorization === '') sent.delete('authorization');
          else sent.set('authorization', authorization);
          const answer = await fetch(`${host.url}/depots/${id}`, { method, headers: sent });
          expect([method, authorization !== '', answer.status]).toEqual([method, authorization !== '', status]);
        }
      expect((await fetch(`${host.url}/depots/${id}`, { headers: headers() })).status).toBe(405);
      expect(await offsetOf(host.url, id)).toBe(0);
    });
  });
});

test('a bucket that is not there, or whose server does not answer, is known before work is taken', async () => {
  const server = await startS3();
  const place = readEnvironment({ FILES_URL: server.url }).FILES_URL as Bucket;
  expect(await answers(place)).toBe(true);
  expect(await answers({ ...place, bucket: 'absent' })).toBe(false);
  expect(await answers({ ...place, accessKeyId: 'absent' })).toBe(false);
  await server.stop();
  expect(await answers(place)).toBe(false);
});

/** A server in a process of its own. */
const startChild = (storage: Storage) =>
  startOwnProcess(database.url, { ...storage.environment(), DATA_DIR: storage.folder() });

/** A disk of so many megabytes; why there is none, where mounting is not permitted. */
function smallDisk(megabytes: number): { folder: string; unmount(): void } | string {
  const folder = mkdtempSync(join(tmpdir(), 'full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true });
    return 'no disk may be mounted here';
  }
  return {
    folder,
    unmount() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

const disk = smallDisk(8);
// Also where its tests are not among those that are run.
afterAll(() => typeof disk === 'string' || disk.unmount());
const whyNoDisk = typeof disk === 'string' ? disk : null;

describe.skipIf(whyNoDisk)(`a full disk${whyNoDisk ? `, skipped: ${whyNoDisk}` : ''}`, () => {
  test('is said, loses nothing that has come, and the upload goes on once there is room', async () => {
    if (typeof disk === 'string') return;
    const files = openFiles(join(disk.folder, 'files'));
    const host = await startDataHost(files);
    try {
      const filler = join(disk.folder, 'filler');
      writeFileSync(filler, randomBytes(4 * MEGABYTE));
      const bytes = randomBytes(6 * MEGABYTE);
      const id = await begin(host.url, bytes.length);
      const answer = await patch(host.url, id, bytes, 0);
      expect(answer.status).toBe(507);
      expect(await answer.text()).toContain('plus de place');
      await expect(files.keep(randomUUID(), bytes)).rejects.toMatchObject({ code: 'ENOSPC' });
      rmSync(filler);
      const offset = await offsetOf(host.url, id);
      expect(offset).toBeGreaterThan(0);
      expect((await patch(host.url, id, bytes.subarray(offset), offset)).status).toBe(204);
      expect(hashOf(await files.read(id))).toBe(hashOf(bytes));
    } finally {
      await host.stop();
    }
  });
});
