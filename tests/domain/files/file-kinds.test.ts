// A file handed in is what its name says, or is refused; its name is one line that turns nothing around.
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { download } from '#app/files/download.ts';
import { demandFileKind } from '#domain/files/file-kinds.ts';
import { storeFile } from '#domain/files/files.ts';
import { cleanFileName } from '#domain/files/inputs.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, type Joint } from '../../build/meetings.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});

const words = (text: string) => new TextEncoder().encode(text);
const office = (part: string) =>
  zipSync({
    '[Content_Types].xml': words(
      `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.${part}.main+xml"/></Types>`,
    ),
    'word/document.xml': words('<document/>'),
  });

const samples = {
  pdf: words('%PDF-1.7\n1 0 obj'),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  docx: office('wordprocessingml.document'),
  xlsx: office('spreadsheetml.sheet'),
  zip: zipSync({ 'a.txt': words('a') }),
  odt: zipSync({ mimetype: [words('application/vnd.oasis.opendocument.text'), { level: 0 }] }),
  txt: words('Compte rendu.'),
  csv: words('a;b\n1;2\n'),
};
type Extension = keyof typeof samples;
const extensions = Object.keys(samples) as Extension[];
const written = new Set<string>(['txt', 'csv']);

describe('the bytes of a file', () => {
  test.each(extensions)('that are %s are taken under that name, whatever its case', async (extension) => {
    await demandFileKind(`Pièce.${extension}`, samples[extension]);
    await demandFileKind(`Pièce.${extension.toUpperCase()}`, samples[extension]);
  });

  const wrong = extensions.flatMap((name) =>
    extensions
      .filter((held) => held !== name && !(written.has(name) && written.has(held)))
      .map((held) => [name, held] as const),
  );

  test.each(wrong)('named .%s and being %s are refused, and nothing is kept', async (name, held) => {
    const kept = outside.filesKept();
    const refusal = storeFile(joint.agent, joint.convention.id, { fileName: `Pièce.${name}`, bytes: samples[held] });
    await expect(refusal).rejects.toMatchObject({ code: 'UNREADABLE_FILE' });
    expect(outside.filesKept()).toBe(kept);
    expect(await prisma.storedFile.count({ where: { conventionId: joint.convention.id } })).toBe(0);
  });

  test('that are a program are refused under any name', async () => {
    const programs = [
      Buffer.from(`MZ${'\0'.repeat(200)}`),
      Buffer.from(`\x7fELF\x02\x01\x01${'\0'.repeat(200)}`, 'latin1'),
    ];
    for (const bytes of programs)
      for (const name of ['a.exe', 'a', 'a.pdf', 'a.txt'])
        await expect(demandFileKind(name, bytes)).rejects.toMatchObject({ code: 'UNREADABLE_FILE' });
  });

  test('may be anything at all, and end in an answer', async () => {
    const heads = fc.constantFrom<Uint8Array>(...Object.values(samples), words('PK\x03\x04'), words('RIFF'), words(''));
    const property = fc.asyncProperty(heads, fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
      await demandFileKind('a.pdf', Buffer.concat([head, rest])).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'UNREADABLE_FILE' });
      });
    });
    await fc.assert(property, { seed: 62, numRuns: 500 });
  });
});

describe('the name of a file', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\bilan.pdf', 'bilan.pdf'],
    ['fact\u202efdp.exe', 'factfdp.exe'],
    ['a\r\nContent-Type: text/html\0.pdf', 'aContent-Type: text/html.pdf'.split('/').at(-1)],
    ['\u2028a\u2029\u200b.pdf', 'a.pdf'],
    ['..', 'sans nom'],
    ['', 'sans nom'],
    ['x/', 'sans nom'],
    ['\ud800', 'sans nom'],
  ])('%j is kept as %j', (name, kept) => {
    expect(cleanFileName(name)).toBe(kept);
  });

  test('whatever is sent is one storable line of at most 200 characters that keeps its extension', async () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
    );
    fc.assert(
      fc.property(names, (name) => {
        const kept = cleanFileName(name);
        expect([...kept].length).toBeLessThanOrEqual(200);
        expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}/\\]/u);
        expect(kept.trim()).not.toBe('');
        expect(cleanFileName(kept)).toBe(kept);
      }),
      { seed: 62, numRuns: 3_000 },
    );
    const long = `${'🙂é'.repeat(300)}.pdf`;
    const file = await storeFile(joint.agent, joint.convention.id, { fileName: long, bytes: samples.pdf });
    expect([...file.name]).toHaveLength(200);
    expect(file.name.endsWith('.pdf')).toBe(true);
  });

  test('and its type run nothing where it is downloaded', () => {
    for (const mediaType of ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript', 'x\r\ny: z']) {
      const { headers } = download({ name: 'a"\r\nX: é\u202e/../b".pdf', mediaType, content: '' });
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-security-policy')).toContain('sandbox');
      const said = headers.get('content-disposition') ?? '';
      expect(said).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w.%~!-]+$/);
    }
    const { headers } = download({ name: 'Été.pdf', mediaType: 'application/pdf', content: '' });
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Ete.pdf"; filename*=UTF-8''%C3%89t%C3%A9.pdf`,
    );
  });
});
