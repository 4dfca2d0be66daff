// What a file of ours comes back as: read and recognised as an import is, and told without what no file carries (ids, promises).
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import { expect } from 'vitest';
import { buildText } from '#domain/imports/imported-text.ts';
import { recognise } from '#domain/imports/recognition.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { blocksOf, textSchema } from '#domain/texts/text-schema.ts';
import type { WrittenBlock, WrittenText } from '#domain/written/written-text.ts';
import { openArchive } from '#formats/archive.ts';
import { readDocx } from '#formats/docx.ts';
import { readOdt } from '#formats/odt.ts';
import { writeDocx } from '#formats/office/docx-file.ts';
import { writeOdt } from '#formats/office/odt-file.ts';
import { type OfficeText, officeTextOf } from '#formats/office/office-text.ts';
import type { PrintedText } from '#formats/pdf/printed-text.ts';

export const writers = { docx: writeDocx, odt: writeOdt } as const;
export const forms = ['docx', 'odt'] as const;

/** A file of a text under a title and a line below it, with what stands around it. */
export const officeOf = (
  content: JSONContent[],
  more: Parameters<typeof officeTextOf>[1] = {},
  around: Pick<PrintedText, 'opening' | 'closing'> = { opening: [], closing: [] },
): OfficeText =>
  officeTextOf(
    {
      title: 'Convention annuelle',
      lead: 'Texte de 2026',
      keyword: 'convention',
      year: 2026,
      authors: ['Département du Pas-de-Calais'],
      sha256: '',
      content,
      ...around,
      keptAt: new Date('2026-11-29T10:00:00Z'),
    },
    more,
  );

/** What our readers make of a file. */
export async function readBack(bytes: Uint8Array): Promise<WrittenText> {
  const archive = await openArchive(Buffer.from(bytes));
  return archive.has('word/document.xml') ? readDocx(archive) : readOdt(archive);
}

/** The text that these blocks become when they are imported. */
export function importedText(blocks: readonly WrittenBlock[]): JSONContent {
  const found = recognise(blocks);
  const taken = blocks.map((written, index) => ({
    ...(found[index] as (typeof found)[number]),
    id: randomUUID(),
    written,
    startAt: null,
    mark: null,
    degree: null,
  }));
  return textAsRead(TextNode.fromJSON(textSchema, buildText(taken).text));
}

/** Attributes that a file carries. */
const carried = ['kind', 'number', 'start', 'type', 'colspan', 'rowspan'];

/** An address as programs spell it: those that open the file may add what the standard has it end with. */
const spelled = (href: unknown) => new URL(String(href)).href;

const looksOf = ({ marks = [] }: JSONContent): string[] =>
  marks.flatMap(({ type, attrs }) =>
    type === 'comment' ? [] : [`${type} ${attrs?.href ? spelled(attrs.href) : ''}`.trim()],
  );

/** Words that look the same are one stretch, also where a comment begins among them. */
function joined(content: readonly JSONContent[]): JSONContent[] {
  const all: JSONContent[] = [];
  for (const node of content) {
    const last = all.at(-1);
    const isOne = last?.text !== undefined && node.text !== undefined && `${looksOf(last)}` === `${looksOf(node)}`;
    if (isOne) all[all.length - 1] = { ...last, text: `${last.text}${node.text}` };
    else all.push(node);
  }
  return all;
}

/** A text as it is compared: a line a node, further in the deeper it is. */
export function told(node: JSONContent, depth = 0): string[] {
  const { type, text, attrs = {}, content = [] } = node;
  const kept = carried.flatMap((name) => (attrs[name] == null ? [] : [`${name} ${attrs[name]}`]));
  const said = [type, ...kept, ...looksOf(node), ...(text === undefined ? [] : [JSON.stringify(text)])].join(', ');
  return [`${' '.repeat(depth)}${said}`, ...joined(content).flatMap((child) => told(child, depth + 1))];
}

/** Title and line below it come first in a file. */
export const HEAD = 2;

/** Expects of a file that it says what a text does, with the ids of its blocks, and that nothing of it is left out. */
export async function comesBack(text: TextNode, bytes: Uint8Array): Promise<void> {
  const { blocks, leftOut } = await readBack(bytes);
  expect(told(importedText(blocks.slice(HEAD)))).toEqual(told(textAsRead(text)));
  expect(leftOut).toMatchObject({ deletions: 0, struck: 0, hidden: 0, pictures: 0, nestedTables: 0 });
  const ids = blocksOf(text).flatMap(({ id, text: words }) => (words.trim() === '' ? [] : [id]));
  expect(blocks.flatMap(({ blockId }) => blockId ?? [])).toEqual(ids);
}
