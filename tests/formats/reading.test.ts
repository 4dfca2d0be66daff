// What is refused, why, and at what cost to the process that serves everybody else.
import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '#domain/written/written-text.ts';
import { limits } from '#formats/limits.ts';
import { readWrittenText } from '#formats/reading.ts';
import { docxEntries, item, makeBomb, makeDocx, makeOdt, makeRawZip, noise, p, wordNumbering } from './make-files.ts';

const MB = 1024 * 1024;
const good = makeDocx(p('Un texte.'));
const odtParagraph = '<text:p>Un texte.</text:p>';

/** The reason why `bytes` are refused. */
const refusal = (bytes: Uint8Array, options?: Parameters<typeof readWrittenText>[1]) =>
  readWrittenText(bytes, options).then(
    () => 'none',
    (error: { reason?: string; found?: string | null }) => [error.reason, error.found].filter(Boolean).join(' '),
  );

const compound = (name: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(512),
  ]);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const zipOf = (entries: Record<string, string>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)]))));

test.each([
  ['a DOCX', good],
  ['an ODT', makeOdt(odtParagraph)],
])('%s is read', async (_, bytes) => {
  const { blocks } = await readWrittenText(bytes);
  expect(blocks.map((block) => block.kind === 'paragraph' && wordsOf(block))).toEqual(['Un texte.']);
});

describe('a file that is no readable DOCX or ODT is refused with its reason', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', Buffer.alloc(0), 'EMPTY'],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), 'OTHER_KIND pdf'],
    ['an image', png, 'OTHER_KIND png'],
    ['a text file', Buffer.from('Article 1 : Objet'), 'OTHER_KIND'],
    ['noise', Buffer.concat([Buffer.from([1]), noise(5000)]), 'OTHER_KIND'],
    ['a Word file of before 2007', compound('WordDocument'), 'OLD_WORD'],
    ['a DOCX with a password', compound('EncryptedPackage'), 'PROTECTED'],
    ['an old Excel file', compound('Workbook'), 'OTHER_KIND'],
    [
      'a spreadsheet',
      zipOf({ '[Content_Types].xml': '<Types>spreadsheetml.sheet.main+xml</Types>' }),
      'OTHER_KIND xlsx',
    ],
    ['a plain zip', zipOf({ 'notes.txt': 'bonjour' }), 'OTHER_KIND zip'],
    ['a zip that is none', Buffer.from('PK\u0003\u0004rien de plus', 'latin1'), 'DAMAGED'],
    ['a DOCX cut short', good.subarray(0, Math.floor(good.length * 0.6)), 'DAMAGED'],
    [
      'a DOCX with a broken document',
      makeDocx('', { document: '<w:document xmlns:w="w"><w:body><w:p></w:body>' }),
      'DAMAGED',
    ],
    ['a DOCX whose document is missing', Buffer.from(zipSync(without('word/document.xml'))), 'DAMAGED'],
    ['a DOCX without a word', makeDocx('<w:p/><w:p/>'), 'NO_WORDS'],
    ['an ODT with a password', makeOdt(odtParagraph, { manifest: '<manifest:encryption-data/>' }), 'PROTECTED'],
  ])('%s', async (_, bytes, reason) => {
    expect(await refusal(bytes)).toBe(reason);
  });

  test('a DOCX in which one byte in fifty is wrong is refused or read, never a fault', async () => {
    const broken = Buffer.from(good);
    for (let at = 30; at < broken.length; at += 50) broken[at] = (broken[at] ?? 0) ^ 0x5a;
    expect(['none', 'DAMAGED', 'OTHER_KIND zip', 'PROTECTED', 'BOMB']).toContain(await refusal(broken));
  });

  test('two parts of one name are refused: another program would read the other one', async () => {
    const part = (name: string, text: string) => ({
      name,
      packed: deflateRawSync(Buffer.from(text)),
      announced: Buffer.byteLength(text),
    });
    const entries = Object.entries(docxEntries(p('a'))).map(([name, bytes]) =>
      part(name, Buffer.from(bytes).toString()),
    );
    expect(await refusal(makeRawZip(entries))).toBe('none');
    expect(await refusal(makeRawZip([...entries, part('word/document.xml', '<a/>')]))).toBe('DAMAGED');
  });
});

/** The entries of a good DOCX but one. */
function without(name: string) {
  const { [name]: _, ...others } = docxEntries(p('a'));
  return others;
}

describe('a hostile file hurts nothing', () => {
  const lol = `<!DOCTYPE d [<!ENTITY a "lol">${Array.from({ length: 9 }, (__, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]><d>&j;</d>`;
  const outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>';
  const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a bomb that tells its size', () => makeBomb(300), 'BOMB'],
    ['a bomb that says it is small', () => makeBomb(300, 1000), 'DAMAGED'],
    ['a bomb that says it is nothing', () => makeBomb(300, 0), 'DAMAGED'],
    ['a bomb that is just under the cap of all entries', () => makeBomb(190), 'BOMB'],
    ['a document larger than any text', () => makeBomb(15), 'DAMAGED'],
    [
      'an entry that says it is 4 GB and is a few bytes',
      () =>
        makeRawZip([{ name: '[Content_Types].xml', packed: deflateRawSync(Buffer.from('x')), announced: 0xfffffffe }]),
      'BOMB',
    ],
    [
      'ten thousand entries',
      () =>
        makeRawZip(
          Array.from({ length: 10_000 }, (__, index) => ({
            name: `f${index}`,
            packed: deflateRawSync(''),
            announced: 0,
          })),
        ),
      'BOMB',
    ],
    ['entities that multiply', () => makeDocx('', { document: lol }), 'HOSTILE'],
    ['an entity that names a file of the server', () => makeDocx('', { document: outside }), 'HOSTILE'],
    ['the same in UTF-16', () => utf16(outside), 'HOSTILE'],
    [
      'an ODT whose lists nest 20 000 deep',
      () => makeOdt(deep(20_000, '<text:list><text:list-item>', '</text:list-item></text:list>')),
      'HOSTILE',
    ],
    [
      'a DOCX whose tables nest 20 000 deep',
      () => makeDocx(deep(20_000, '<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>')),
      'HOSTILE',
    ],
    ['a million empty elements', () => makeDocx('<w:p/>'.repeat(1_000_000)), 'TOO_LONG'],
    ['half a million opening brackets', () => makeDocx('<'.repeat(500_001)), 'TOO_LONG'],
    ['a paragraph of three million characters', () => makeDocx(p('a'.repeat(3_000_000))), 'TOO_LONG'],
  ])('%s', async (_, make, reason) => {
    expect(await refusal(await make())).toBe(reason);
  });

  test('a file that takes too long is stopped', async () => {
    expect(await refusal(makeDocx(p('a').repeat(20_000)), { milliseconds: 1 })).toBe('TOO_SLOW');
  });

  test('names of entries are never paths: nothing is written, the text is read', async () => {
    const bytes = Buffer.from(
      zipSync({ ...docxEntries(p('Un texte.')), '../../tmp/evil': strToU8('x'), '/etc/evil': strToU8('x') }),
    );
    expect(await refusal(bytes)).toBe('none');
  });

  test('a file of 50 MB is refused before it is read', async () => {
    expect(await refusal(noise(50 * MB))).toBe('TOO_LARGE');
  });

  test('this process never holds what bombs unpack to', async () => {
    const bombs = [
      await makeBomb(300),
      await makeBomb(300, 1000),
      makeDocx('<w:p/>'.repeat(1_000_000)),
      makeDocx('', { document: lol }),
    ];
    // Resident memory would also tell when the collector came by; an unpacked bomb is 300 MB of buffers.
    const heldOutside = () => process.memoryUsage().external;
    const before = heldOutside();
    let highest = before;
    const watch = setInterval(() => {
      highest = Math.max(highest, heldOutside());
    }, 5);
    for (const bomb of bombs) expect(await refusal(bomb)).not.toBe('none');
    clearInterval(watch);
    highest = Math.max(highest, heldOutside());
    expect((highest - before) / MB).toBeLessThan(150);
  });

  test('more files than can wait are told to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => refusal(good)));
    expect(answers.filter((answer) => answer === 'BUSY').length).toBe(2);
    expect(answers.filter((answer) => answer === 'none').length).toBe(10);
  });
});

/** A DOCX whose document part is in UTF-16, which hides markup from who reads bytes. */
function utf16(document: string): Buffer {
  const entries = docxEntries('');
  entries['word/document.xml'] = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(document, 'utf16le')]);
  return Buffer.from(zipSync(entries));
}

describe('a large text is read', () => {
  test('20 000 paragraphs, in order', async () => {
    const { blocks } = await readWrittenText(
      makeDocx(Array.from({ length: 20_000 }, (__, index) => p(`Paragraphe ${index}.`)).join('')),
    );
    expect(blocks).toHaveLength(20_000);
    expect(
      blocks.every((block, index) => block.kind === 'paragraph' && wordsOf(block) === `Paragraphe ${index}.`),
    ).toBe(true);
  });

  test('lists as deep as a word processor makes them, and deeper than it may say', async () => {
    const body = Array.from({ length: 12 }, (__, depth) => item(`niveau ${depth}`, depth)).join('');
    const { blocks } = await readWrittenText(makeDocx(body, { numbering: wordNumbering }));
    expect(blocks.map((block) => block.kind === 'paragraph' && block.list?.depth)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8,
    ]);
    expect(limits.listDepth).toBe(9);
  });
});
