// Files handed in by a form: taken whole, or refused early and without holding them.
import { describe, expect, test } from 'vitest';
import { readUpload } from '#app/forms/upload.ts';
import { chosenFile, FILE_LIMIT } from '#domain/imports/inputs.ts';
import { limits } from '#formats/limits.ts';

const MB = 1024 * 1024;
const BOUNDARY = 'limite';

interface Posted {
  headers?: Record<string, string>;
  /** Called before each piece of the body is given. */
  onPull?: () => void;
}

/** A request whose body comes piece by piece. */
function post(pieces: Iterable<Uint8Array | string>, { headers, onPull }: Posted = {}): Request {
  const iterator = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      onPull?.();
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(Buffer.from(value as Uint8Array));
    },
  });
  return new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
}

const opening = (name: string, fileName: string | null) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName === null ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`;
const closing = `\r\n--${BOUNDARY}--\r\n`;

function* fileOf(megabytes: number, counter = { given: 0 }) {
  yield opening('file', 'grand.docx');
  const piece = Buffer.alloc(MB, 'a');
  for (let index = 0; index < megabytes; index += 1) {
    counter.given += 1;
    yield piece;
  }
  yield closing;
}

describe('a posted file', () => {
  test('comes with its name, accents included, and byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
    const upload = await readUpload(post([opening('file', 'Convention été.docx'), bytes, closing]), 'file', FILE_LIMIT);
    expect(upload).toMatchObject({ found: 'FILE', fileName: 'Convention été.docx' });
    expect(upload.found === 'FILE' && Buffer.compare(upload.bytes, bytes)).toBe(0);
  });

  test('is found beside the other fields of its form, and another file is not taken for it', async () => {
    const pieces = [
      opening('intent', null),
      'read\r\n',
      opening('other', 'a.docx'),
      'a\r\n',
      opening('file', ''),
      closing,
    ];
    expect(await readUpload(post(pieces), 'file', FILE_LIMIT)).toEqual({ found: 'NOTHING' });
  });

  test('that is empty is a file; one that was not chosen is none', async () => {
    const empty = await readUpload(post([opening('file', 'vide.docx'), closing]), 'file', FILE_LIMIT);
    expect(empty).toMatchObject({ found: 'FILE', fileName: 'vide.docx' });
    expect(await readUpload(post([opening('file', ''), closing]), 'file', FILE_LIMIT)).toEqual({ found: 'NOTHING' });
  });

  test('of exactly the limit is taken, of one byte more is not', async () => {
    const sized = (size: number) => readUpload(post([opening('file', 'a'), 'x'.repeat(size), closing]), 'file', 1000);
    expect((await sized(1000)).found).toBe('FILE');
    expect((await sized(1001)).found).toBe('TOO_LARGE');
  });

  test.each([
    ['no form at all', ['bonjour'], { 'content-type': 'application/json' }],
    ['a form without its boundary', ['bonjour'], { 'content-type': 'multipart/form-data' }],
    ['a form cut short', [opening('file', 'a.docx'), 'abc'], {}],
  ])('that cannot be read is refused, not waited for: %s', async (_, pieces, headers) => {
    expect(await readUpload(post(pieces, { headers }), 'file', FILE_LIMIT)).toEqual({ found: 'UNREADABLE' });
  });
});

describe('a file of 50 MB', () => {
  test('is refused from what the request says of itself, and what still comes is read and dropped', async () => {
    const counter = { given: 0 };
    const headers = { 'content-length': String(50 * MB) };
    expect(await readUpload(post(fileOf(50, counter), { headers }), 'file', FILE_LIMIT)).toEqual({
      found: 'TOO_LARGE',
    });
    expect(counter.given).toBeLessThan(5);
    await expect.poll(() => counter.given).toBe(50);
  });

  test('that hides its size is refused when it passes the limit', async () => {
    const counter = { given: 0 };
    expect(await readUpload(post(fileOf(50, counter)), 'file', FILE_LIMIT)).toEqual({ found: 'TOO_LARGE' });
    expect(counter.given).toBeLessThan(25);
    await expect.poll(() => counter.given).toBe(50);
  });

  test('or four times that, is never held', async () => {
    const counter = { given: 0 };
    const before = process.memoryUsage().arrayBuffers;
    let highest = before;
    const onPull = () => {
      highest = Math.max(highest, process.memoryUsage().arrayBuffers);
    };
    await readUpload(post(fileOf(200, counter), { onPull }), 'file', FILE_LIMIT);
    await expect.poll(() => counter.given).toBe(200);
    expect((highest - before) / MB).toBeLessThan(100);
  });

  test('from somebody who may send nothing is dropped from its first byte', async () => {
    const counter = { given: 0 };
    expect(await readUpload(post(fileOf(50, counter)), 'file', 0)).toEqual({ found: 'TOO_LARGE' });
    expect(counter.given).toBeLessThan(5);
  });
});

test('the page announces the limit that the readers hold to', () => {
  expect(FILE_LIMIT).toBe(limits.fileBytes);
  const sentence = (size: number | undefined) => chosenFile.safeParse({ size }).error?.issues[0]?.message;
  expect(sentence(FILE_LIMIT)).toBeUndefined();
  expect(sentence(FILE_LIMIT + 1)).toContain('20\u00a0Mo');
  expect(sentence(0)).toContain('vide');
  expect(sentence(undefined)).toBe('Choisissez un fichier.');
});
