// An S3 server for tests: s3rver in a folder of its own, with the three verbs that uploads in parts need and that it lacks.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

interface Asked {
  method: string;
  path: string;
  query: Record<string, string | undefined>;
  status: number;
  type: string;
  body: string;
}

const BUCKET = 'partage';

/** ListMultipartUploads: s3rver keeps each upload in a folder of its own, with its key. */
function openUploads(folder: string): string {
  const uploads = join(folder, BUCKET, '._S3rver_uploads');
  let ids: string[] = [];
  try {
    ids = readdirSync(uploads);
  } catch {
    // None was ever begun.
  }
  const listed = ids.map((id) => {
    const key = readFileSync(join(uploads, id, 'key'), 'utf8');
    const begun = statSync(join(uploads, id, 'key')).mtime.toISOString();
    return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begun}</Initiated></Upload>`;
  });
  return `<?xml version="1.0"?><ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${listed.join('')}</ListMultipartUploadsResult>`;
}

/** ListParts and AbortMultipartUpload, from the folders in which s3rver keeps the parts. */
function partVerbs(folder: string) {
  return async (context: Asked, next: () => Promise<void>) => {
    const { method, query } = context;
    if (method === 'GET' && query.uploads !== undefined) {
      context.type = 'application/xml';
      context.status = 200;
      context.body = openUploads(folder);
      return;
    }
    if (!query.uploadId || (method !== 'GET' && method !== 'DELETE')) return next();
    const upload = join(folder, BUCKET, '._S3rver_uploads', query.uploadId);
    context.type = 'application/xml';
    let names: string[];
    try {
      names = readdirSync(upload);
    } catch {
      context.status = 404;
      context.body = '<?xml version="1.0"?><Error><Code>NoSuchUpload</Code><Message>None</Message></Error>';
      return;
    }
    if (method === 'DELETE') {
      rmSync(upload, { recursive: true });
      context.status = 204;
      return;
    }
    // A part is there once its checksum is.
    const numbers = names.flatMap((name) => /^(\d+)\.md5$/.exec(name)?.[1] ?? []);
    const parts = numbers.map((number) => {
      const tag = readFileSync(join(upload, `${number}.md5`), 'utf8');
      return `<Part><PartNumber>${number}</PartNumber><ETag>"${tag}"</ETag><Size>${statSync(join(upload, number)).size}</Size></Part>`;
    });
    context.status = 200;
    context.body = `<?xml version="1.0"?><ListPartsResult><IsTruncated>false</IsTruncated>${parts.join('')}</ListPartsResult>`;
  };
}

/** Starts one with an empty bucket. */
export async function startS3() {
  const folder = mkdtempSync(join(tmpdir(), 's3-'));
  mkdirSync(join(folder, BUCKET));
  const s3 = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: folder, configureBuckets: [] });
  s3.middleware.unshift(partVerbs(folder));
  await s3.configureBuckets();
  const server: Server = await s3.run().then(() => s3.httpServer);
  const { port } = server.address() as AddressInfo;
  return {
    url: `s3://S3RVER:S3RVER@127.0.0.1:${port}/${BUCKET}?region=us-east-1&tls=non`,
    /** Every file of the server, whatever it is. */
    kept: () =>
      readdirSync(join(folder, BUCKET), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
        .length,
    async stop() {
      server.closeAllConnections();
      await s3.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
