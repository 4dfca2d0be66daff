// The hash of a signed text: what it hangs on and what not, and the script with which anybody computes it.
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFrozenText, readFrozenText } from '#domain/conventions/frozen-texts.ts';
import { readConventionText } from '#domain/conventions/programmes.ts';
import { canonicalJson } from '#domain/texts/canonical-json.ts';
import { parseText } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { meaningOf } from '#domain/texts/text-meaning.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, moveTo, paragraph } from '../../build/conventions.ts';
import { buildViewer } from '../../build/organisations.ts';
import { anyText } from '../../rig/any-texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

const script = join(import.meta.dirname, '../../../docs/text-hash.mjs');
const byScript = (said: object) =>
  execFileSync(process.execPath, [script], { input: JSON.stringify(said), encoding: 'utf8' }).trim();

const spelled = (content: JSONContent[]) => canonicalJson(meaningOf(textAsRead(parseText({ type: 'doc', content }))));

/** The same text typed anew: other ids, other ancestors. */
const typedAnew = (json: JSONContent): JSONContent => ({
  ...json,
  ...(json.attrs && 'id' in json.attrs ? { attrs: { ...json.attrs, id: randomUUID(), previousId: randomUUID() } } : {}),
  ...(json.content ? { content: json.content.map(typedAnew) } : {}),
});

describe('what is hashed', () => {
  test('says nothing of ids, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const content = text.toJSON().content as JSONContent[];
        const one = spelled(content);
        expect(spelled(content.map(typedAnew))).toBe(one);
        expect(one).not.toMatch(/"(?:id|previousId)":/);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  test('says nothing of how a number came to be, but says the number', () => {
    const counted = spelled([heading('A'), heading('B')]);
    const imposed = heading('B');
    expect(spelled([heading('A'), { ...imposed, attrs: { ...imposed.attrs, startAt: 2 } }])).toBe(counted);
    expect(spelled([heading('A'), { ...imposed, attrs: { ...imposed.attrs, startAt: 3 } }])).not.toBe(counted);
    expect(spelled([heading('A'), { ...imposed, attrs: { ...imposed.attrs, numbered: false } }])).not.toBe(counted);
  });

  test('headings without ids keep their numbers', () => {
    const bare = (words: string) => ({
      type: 'heading',
      attrs: { kind: 'article' },
      content: [{ type: 'text', text: words }],
    });
    expect(spelled([bare('A'), bare('B')])).toBe(spelled([heading('A'), heading('B')]));
  });

  test.each([
    ['a character', [paragraph('Un texte ')]],
    ['bold', [{ ...paragraph(''), content: [{ type: 'text', text: 'Un texte', marks: [{ type: 'bold' }] }] }]],
    ['a mark', [{ ...paragraph('Un texte'), attrs: { mark: 'ACTION' } }]],
    ['a heading', [heading('Un texte')]],
    ['a list', [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('Un texte')] }] }]],
  ])('changes with %s', (_what, content) => {
    expect(spelled(content)).not.toBe(spelled([paragraph('Un texte')]));
  });

  test('the script of the documentation says the same, whatever the text', () => {
    const texts = fc.sample(anyText, { seed: 5, numRuns: 8 }).map((text) => textAsRead(text));
    for (const text of texts) {
      const said = { title: 'Convention « été » \u2028 😀', year: 2027, text };
      const canonical = canonicalJson({ ...said, text: meaningOf(text) });
      expect(byScript(said)).toBe(createHash('sha256').update(canonical).digest('hex'));
    }
  });
});

test('two conventions that say the same are signed with one hash, which the script finds from what the API gives', async () => {
  const steward = await buildViewer();
  const participants = [{ personId: steward.personId, role: 'STEWARD' as const }];
  const same = () => [heading('Objet'), paragraph('Agir ensemble.'), heading('Suivi'), heading('Coopérer', 'axis')];
  const signed = [];
  for (const content of [same(), same()]) {
    const { id } = await buildConvention({ title: 'Convention jumelle', content, participants });
    await moveTo(steward, id, 'SIGNED');
    const frozen = await readFrozenText(steward, id);
    expect(frozen).toMatchObject({ hashRule: 2 });
    expect(await checkFrozenText(steward, id)).toMatchObject({ hashHolds: true, textHolds: true, pdfHolds: true });
    const { title, year } = await prisma.convention.findUniqueOrThrow({ where: { id } });
    expect(byScript({ title, year, text: await readConventionText(steward, id) })).toBe(frozen?.sha256);
    signed.push(frozen?.sha256);
  }
  expect(signed[0]).toBe(signed[1]);
});
