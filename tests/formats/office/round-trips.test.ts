// A text goes out to Word or LibreOffice and comes back the same: every word, kind, number, list, table and link, with the ids of its
// blocks. Through LibreOffice itself: libreoffice.test.ts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { textAsRead, textWithComments } from '#domain/texts/reading-text.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { readWrittenText } from '#formats/reading.ts';
import { parseXml } from '#formats/xml.ts';
import { threadIds } from '#tests/rig/any-texts.ts';
import { anyConvention } from './any-convention.ts';
import { comesBack, forms, importedText, officeOf, readBack, writers } from './returning.ts';

describe.each(forms)('a text as %s', (form) => {
  test('comes back as it was, whatever it holds', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyConvention, async (text) => {
        await comesBack(text, writers[form](officeOf(textAsRead(text).content ?? [])));
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
