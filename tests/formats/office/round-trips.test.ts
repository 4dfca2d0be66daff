// A text goes out to Word or LibreOffice and comes back the same: every word, kind, number, list, table and link, with the ids of its
// blocks. Also through LibreOffice itself, where it is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONContent } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { textAsRead, textWithComments } from '#domain/texts/reading-text.ts';
import { blocksOf, textSchema } from '#domain/texts/text-schema.ts';
import { readWrittenText } from '#formats/reading.ts';
import { parseXml } from '#formats/xml.ts';
import { threadIds } from '#tests/rig/any-texts.ts';
import { anyConvention, anyConventionForOffice } from './any-convention.ts';
import { forms, importedText, officeOf, readBack, told, writers } from './returning.ts';

const read = (text: TextNode): JSONContent => textAsRead(text);

/** Title and line below it come first in a file. */
const HEAD = 2;

async function comesBack(text: TextNode, bytes: Uint8Array): Promise<void> {
  const { blocks, leftOut } = await readBack(bytes);
  const given = read(text);
  const back = importedText(blocks.slice(HEAD));
  expect(told(back)).toEqual(told(given));
  expect(leftOut).toMatchObject({ deletions: 0, struck: 0, hidden: 0, pictures: 0, nestedTables: 0 });
  const ids = blocksOf(text).flatMap(({ id, text: words }) => (words.trim() === '' ? [] : [id]));
  expect(blocks.flatMap(({ blockId }) => blockId ?? [])).toEqual(ids);
}

describe.each(forms)('a text as %s', (form) => {
  test('comes back as it was, whatever it holds', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyConvention, async (text) => {
        await comesBack(text, writers[form](officeOf(read(text).content ?? [])));
      }),
      { seed: 1501, numRuns: 120 },
    );
  });

  test('is well-formed in each of its parts, with comments in it too', async () => {
    await fc.assert(
      fc.asyncProperty(anyConvention, async (text) => {
        const at = new Date('2026-03-02T09:30:00Z');
        const threads = threadIds.map((id, rank) => ({
          id,
          blockId: null,
          isResolved: rank === 1,
          comments: [
            { author: 'Jeanne Bernard', at, text: 'À préciser\navec <la> Mission & « elle »' },
            { author: 'Paul Caron', at, text: 'Fait.' },
          ],
        }));
        const bytes = writers[form](officeOf(textWithComments(text).content ?? [], { threads }));
        for (const [name, part] of Object.entries(unzipSync(bytes)))
          if (/\.(?:xml|rels)$/.test(name)) parseXml(Buffer.from(part));
        const { leftOut } = await readBack(bytes);
        const met = new Set<string>();
        text.descendants((node) => {
          for (const mark of node.marks) if (mark.type.name === 'comment') met.add(mark.attrs.threadId);
        });
        // Two comments a thread.
        expect(leftOut.comments).toBe(2 * met.size);
      }),
      { seed: 1502, numRuns: 60 },
    );
  });
});

const realTexts = join(import.meta.dirname, '../../../../shared/data/convention');
const names = ['convention-2025.docx', 'convention-2025.odt', 'convention-2025-sans-styles.docx'];
const present = names.every((name) => existsSync(join(realTexts, name)));

describe(`the convention as people wrote it${present ? '' : ' (skipped: ../shared/data is not there)'}`, () => {
  test.skipIf(!present).each(names.flatMap((name) => forms.map((form) => [name, form] as const)))(
    '%s goes out as %s and comes back',
    async (name, form) => {
      const { blocks } = await readWrittenText(readFileSync(join(realTexts, name)));
      const given = importedText(blocks);
      await comesBack(TextNode.fromJSON(textSchema, given), writers[form](officeOf(given.content ?? [])));
    },
  );
});

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** The file as LibreOffice saves it again in another form. */
function throughOffice(bytes: Uint8Array, from: string, to: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'i62-office-'));
  try {
    writeFileSync(join(folder, `text.${from}`), bytes);
    const filter = to === 'docx' ? 'docx:MS Word 2007 XML' : to;
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', filter, '--outdir', join(folder, 'out'), join(folder, `text.${from}`)],
      {
        stdio: 'ignore',
        timeout: 100_000,
      },
    );
    return readFileSync(join(folder, 'out', `text.${to}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe(`a text that LibreOffice saved again${hasOffice ? '' : ' (skipped: soffice is not there)'}`, () => {
  test.skipIf(!hasOffice).each([
    ['docx', 'docx'],
    ['docx', 'odt'],
    ['odt', 'odt'],
    ['odt', 'docx'],
  ] as const)('%s saved as %s comes back as it was', { timeout: 120_000 }, async (from, to) => {
    // Several texts, one file: each start of LibreOffice takes seconds.
    const texts = fc.sample(anyConventionForOffice, { seed: 1503, numRuns: 6 });
    const text = textSchema.node(
      'doc',
      null,
      texts.flatMap((one) => [...one.content.content]),
    );
    await comesBack(text, throughOffice(writers[from](officeOf(read(text).content ?? [])), from, to));
  });
});
