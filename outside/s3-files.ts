// Files that people hand in, kept by id in a bucket of an S3 server (FILES_URL): the same promises as those of a folder
// (files.ts). What is derived from them stays on this machine's disk. Knows no person and no convention.
import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { paginateListObjectsV2, S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { S3Store } from '@tus/s3-store';
import type { KeptFiles } from './files.ts';
import { idIn, sweepFolder, unknownOf } from './swept.ts';

/** Where a bucket is, and the key that opens it. */
export interface Bucket {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Bytes of one part on its way: what a cut loses at most. */
const PART_BYTES = 8 * 1024 * 1024;

/** A copy for somebody who reads a file on disk, left by a process that was killed, ms. */
const LEFTOVER_MS = 24 * 3_600_000;

const isMissing = (error: unknown) =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;

const configurationOf = ({ endpoint, region, accessKeyId, secretAccessKey }: Bucket): S3ClientConfig => ({
  endpoint,
  region,
  credentials: { accessKeyId, secretAccessKey },
  forcePathStyle: true,
  // Servers other than Amazon's refuse the checksums that the library adds by itself.
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});

function sweep(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const before = Date.now() - LEFTOVER_MS;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < before) rmSync(path, { recursive: true, force: true });
  }
}

/** Whether a bucket answers and is there; the server asks before it takes work. */
export async function answers(place: Bucket): Promise<boolean> {
  try {
    await new S3(configurationOf(place)).headBucket({ Bucket: place.bucket });
    return true;
  } catch {
    return false;
  }
}

/** The files of a bucket; `folder` is for what is derived from them. */
export function openS3Files(place: Bucket, folder: string): KeptFiles {
  const Bucket = place.bucket;
  const client = new S3(configurationOf(place));
  const derived = join(folder, 'derived');
  const fetched = join(folder, 'fetched');
  mkdirSync(derived, { recursive: true, mode: 0o700 });
  sweep(fetched);
  const parts = new S3Store({
    partSize: PART_BYTES,
    useTags: false,
    s3ClientConfig: { ...configurationOf(place), bucket: Bucket },
  });

  const size = async (Key: string): Promise<number | null> => {
    try {
      return (await client.headObject({ Bucket, Key })).ContentLength ?? null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  // Once the answer has begun: what is not there is said before the first byte is promised.
  const stream = async (Key: string, range?: { start: number; end: number }): Promise<Readable> => {
    const { Body } = await client.getObject({
      Bucket,
      Key,
      ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
    });
    return Body as Readable;
  };

  /** Gives up the parts of uploads that nobody knows any more: a bucket keeps them, unseen, until somebody does. */
  const giveUpParts = async (
    isOld: (date: Date | undefined) => boolean,
    known: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<number> => {
    const { Uploads = [] } = await client.listMultipartUploads({ Bucket });
    const old = Uploads.filter(({ Key = '', Initiated }) => idIn(Key) !== null && isOld(Initiated));
    const gone = new Set(
      await unknownOf(
        old.map(({ Key = '' }) => Key),
        known,
      ),
    );
    const over = old.filter(({ Key = '' }) => gone.has(Key));
    for (const { Key, UploadId } of over) await client.abortMultipartUpload({ Bucket, Key, UploadId });
    return over.length;
  };

  return {
    async keep(Key, bytes) {
      await client.putObject({ Bucket, Key, Body: bytes });
    },
    async read(Key) {
      const { Body } = await client.getObject({ Bucket, Key });
      if (!Body) throw new Error('a kept file has no body');
      return Body.transformToByteArray();
    },
    size,
    stream,
    async withPath(id, use) {
      const own = await mkdtemp(join(fetched, 'file-'));
      try {
        const path = join(own, id);
        await pipeline(await stream(id), createWriteStream(path, { mode: 0o600 }));
        return await use(path);
      } finally {
        await rm(own, { recursive: true, force: true });
      }
    },
    derivedPath: (id) => join(derived, id),
    async remove(id) {
      // Parts of a file that never came in full are kept by the server until somebody gives them up.
      await parts.remove(id).catch(() => undefined);
      for (const Key of [id, `${id}.info`, `${id}.part`]) await client.deleteObject({ Bucket, Key });
      await rm(join(derived, id), { force: true });
    },
    async sweep(before, known) {
      const old = (date: Date | undefined) => date !== undefined && date < before;
      const names: string[] = [];
      for await (const { Contents } of paginateListObjectsV2({ client }, { Bucket }))
        for (const { Key = '', LastModified } of Contents ?? [])
          if (idIn(Key) !== null && old(LastModified)) names.push(Key);
      const gone = await unknownOf(names, known);
      for (const Key of gone) await client.deleteObject({ Bucket, Key });
      const abandoned = await giveUpParts(old, known);
      return gone.length + abandoned + (await sweepFolder(derived, before, known));
    },
    parts,
    async settle(id) {
      // What is said of an upload may be ahead of what the server made of its parts (tus-node-server#150).
      if ((await size(id)) === null) throw new Error('an upload is said to be complete and is not there');
    },
  };
}
