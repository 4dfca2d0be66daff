// Documents that nobody wrote: styles, lists, tables, revisions, notes and shapes in any order, as DOCX and as ODT. Every
// word that is alive is read once and in its place, none that is not; and pandoc, which reads them too, finds no word more.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type WrittenBlock, type WrittenParagraph, wordsOf } from '#domain/written/written-text.ts';
import { openArchive } from '#formats/archive.ts';
import { readDocx } from '#formats/docx.ts';
import { readOdt } from '#formats/odt.ts';
import { makeDocx, makeOdt, wordNumbering, wordStyles } from './make-files.ts';

const looks = ['plain', 'bold', 'italic', 'raised', 'inserted', 'linked', 'noted', 'boxed'] as const;
const gone = ['struck', 'hidden', 'deleted'] as const;
type Look = (typeof looks)[number] | (typeof gone)[number];
const isGone = (look: Look) => (gone as readonly string[]).includes(look);

/** Words are told apart by their numbers; each says whether it is alive. */
interface Piece {
  look: Look;
  word: string;
}
type Block =
  | { kind: 'paragraph' | 'heading'; level: number; pieces: Piece[] }
  | { kind: 'item'; ordered: boolean; depth: number; pieces: Piece[] }
  | { kind: 'table'; rows: Piece[][][] };

const anyLooks = fc.array(fc.constantFrom<Look>(...looks, ...looks, ...gone), { minLength: 1, maxLength: 5 });
const shape = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'heading' as const), level: fc.nat(3), looks: anyLooks }),
  fc.record({ kind: fc.constant('item' as const), ordered: fc.boolean(), depth: fc.nat(2), looks: anyLooks }),
  fc.record({
    kind: fc.constant('table' as const),
    cells: fc.array(fc.array(anyLooks, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
  }),
);

/** A document with its words numbered; a look `boxed` or `noted` says a second word, in the box or the note. */
const anyDocument = fc.array(shape, { minLength: 1, maxLength: 25 }).map((shapes): Block[] => {
  let count = 0;
  const say = (all: readonly Look[]): Piece[] =>
    all.map((look) => {
      count += 1;
      return { look, word: `${isGone(look) ? 'mort' : 'mot'}${count}x` };
    });
  return shapes.map((one) =>
    one.kind === 'table'
      ? {
          kind: 'table',
          rows: one.cells.map((cells) => cells.map((all) => say(all.filter((look) => look !== 'boxed')))),
        }
      : one.kind === 'item'
        ? { kind: 'item', ordered: one.ordered, depth: one.depth, pieces: say(one.looks) }
        : { kind: one.kind, level: one.level + 1, pieces: say(one.looks) },
  );
});

/** The words that a note or a box of this word says. */
const aside = (word: string) => `${word.replace('x', 'y')}`;

const allPieces = (blocks: readonly Block[]): Piece[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat(2) : block.pieces));
const aliveIn = (blocks: readonly Block[]): string[] =>
  allPieces(blocks).flatMap(({ look, word }) =>
    isGone(look) ? [] : look === 'noted' || look === 'boxed' ? [word, aside(word)] : [word],
  );

function asDocx(blocks: readonly Block[]): Buffer {
  let notes = '';
  let noteCount = 0;
  const run = (word: string, properties = '') =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${word} </w:t></w:r>`;
  const piece = ({ look, word }: Piece): string => {
    switch (look) {
      case 'bold':
        return run(word, '<w:b/>');
      case 'italic':
        return run(word, '<w:i/>');
      case 'raised':
        return run(word, '<w:vertAlign w:val="superscript"/>');
      case 'struck':
        return run(word, '<w:strike/>');
      case 'hidden':
        return run(word, '<w:vanish/>');
      case 'inserted':
        return `<w:ins w:id="1" w:author="A">${run(word)}</w:ins>`;
      case 'deleted':
        return `<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">${word} </w:delText></w:r></w:del>`;
      case 'linked':
        return `<w:hyperlink r:id="lien">${run(word)}</w:hyperlink>`;
      case 'noted':
        noteCount += 1;
        notes += `<w:footnote w:id="${noteCount}"><w:p>${run(aside(word))}</w:p></w:footnote>`;
        return `${run(word)}<w:r><w:footnoteReference w:id="${noteCount}"/></w:r>`;
      case 'boxed':
        return `${run(word)}<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>${run(aside(word))}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
      default:
        return run(word);
    }
  };
  const paragraph = (pieces: readonly Piece[], properties = '') =>
    `<w:p><w:pPr>${properties}</w:pPr>${pieces.map(piece).join('')}</w:p>`;
  const write = (block: Block): string => {
    if (block.kind === 'table')
      return `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="1000"/>'.repeat(3)}</w:tblGrid>${block.rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
    if (block.kind === 'item')
      return paragraph(
        block.pieces,
        `<w:numPr><w:ilvl w:val="${block.depth}"/><w:numId w:val="${block.ordered ? 2 : 1}"/></w:numPr>`,
      );
    return paragraph(block.pieces, block.kind === 'heading' ? `<w:pStyle w:val="Titre${block.level}"/>` : '');
  };
  const body = blocks.map(write).join('');
  return makeDocx(body, {
    styles: wordStyles,
    numbering: wordNumbering,
    links: { lien: 'https://exemple.fr' },
    ...(notes ? { footnotes: notes } : {}),
  });
}

const odtStyle = (name: string, properties: string) =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
const odtStyles =
  odtStyle('bold', 'fo:font-weight="bold"') +
  odtStyle('italic', 'fo:font-style="italic"') +
  odtStyle('raised', 'style:text-position="super 58%"') +
  odtStyle('struck', 'style:text-line-through-style="solid"') +
  odtStyle('hidden', 'text:display="none"') +
  `<text:list-style style:name="L1">${[1, 2, 3].map((level) => `<text:list-level-style-bullet text:level="${level}" text:bullet-char="•"/>`).join('')}</text:list-style>` +
  `<text:list-style style:name="L2">${['1', 'a', 'i'].map((format, at) => `<text:list-level-style-number text:level="${at + 1}" style:num-format="${format}" style:num-suffix="."/>`).join('')}</text:list-style>`;

function asOdt(blocks: readonly Block[]): Buffer {
  let changes = '';
  let count = 0;
  const piece = ({ look, word }: Piece): string => {
    count += 1;
    switch (look) {
      case 'deleted':
        changes += `<text:changed-region text:id="c${count}"><text:deletion><text:p>${word} </text:p></text:deletion></text:changed-region>`;
        return `<text:change text:change-id="c${count}"/>`;
      case 'inserted':
        changes += `<text:changed-region text:id="c${count}"><text:insertion/></text:changed-region>`;
        return `<text:change-start text:change-id="c${count}"/>${word} <text:change-end text:change-id="c${count}"/>`;
      case 'linked':
        return `<text:a xlink:href="https://exemple.fr">${word} </text:a>`;
      case 'noted':
        return `${word} <text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>${aside(word)}</text:p></text:note-body></text:note>`;
      case 'boxed':
        return `${word} <draw:frame><draw:text-box><text:p>${aside(word)}</text:p></draw:text-box></draw:frame>`;
      case 'plain':
        return `${word} `;
      default:
        return `<text:span text:style-name="${look}">${word} </text:span>`;
    }
  };
  const paragraph = (pieces: readonly Piece[]) => `<text:p>${pieces.map(piece).join('')}</text:p>`;
  const write = (block: Block): string => {
    if (block.kind === 'table')
      return `<table:table>${block.rows.map((cells) => `<table:table-row>${cells.map((cell) => `<table:table-cell>${paragraph(cell)}</table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`;
    if (block.kind === 'item') {
      const around = (inner: string, depth: number): string =>
        depth < 0
          ? inner
          : around(
              `<text:list${depth === 0 ? ` text:style-name="${block.ordered ? 'L2' : 'L1'}"` : ''}><text:list-item>${inner}</text:list-item></text:list>`,
              depth - 1,
            );
      return around(paragraph(block.pieces), block.depth);
    }
    return block.kind === 'heading'
      ? `<text:h text:outline-level="${block.level}">${block.pieces.map(piece).join('')}</text:h>`
      : paragraph(block.pieces);
  };
  const body = blocks.map(write).join('');
  return makeOdt(`${changes ? `<text:tracked-changes>${changes}</text:tracked-changes>` : ''}${body}`, {
    automatic: odtStyles,
  });
}

const wordsIn = (text: string): string[] => text.match(/mo(?:t|rt)\d+[xy]/g) ?? [];
const paragraphsIn = (blocks: readonly WrittenBlock[]): WrittenParagraph[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block] : block.rows.flat().flatMap(({ paragraphs }) => paragraphs),
  );
const inOrder = (words: readonly string[]) => [...words].sort();

const formats = {
  docx: async (blocks: readonly Block[]) => readDocx(await openArchive(asDocx(blocks))),
  odt: async (blocks: readonly Block[]) => readOdt(await openArchive(asOdt(blocks))),
} as const;
const runs = { seed: 9, numRuns: 150 };

describe.each(['docx', 'odt'] as const)('a generated %s', (format) => {
  test('says every word that is alive once, in its order, and quotes every word that is not', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (blocks) => {
        const { blocks: written, leftOut } = await formats[format](blocks);
        const said = paragraphsIn(written).flatMap((paragraph) => wordsIn(wordsOf(paragraph)));
        expect(inOrder(said)).toEqual(inOrder(aliveIn(blocks)));
        // Notes and boxes follow the paragraph that they hang on; the words of the text itself keep their order.
        expect(said.filter((word) => word.endsWith('x'))).toEqual(aliveIn(blocks).filter((word) => word.endsWith('x')));
        const quoted = Object.values(leftOut.quotes).flat().flatMap(wordsIn);
        const dead = allPieces(blocks).flatMap(({ look, word }) => (isGone(look) ? [word] : []));
        expect(inOrder(quoted)).toEqual(inOrder(dead));
      }),
      runs,
    );
  });

  test('keeps looks, links, levels, depths and cells', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (blocks) => {
        const { blocks: written } = await formats[format](blocks);
        const paragraphs = paragraphsIn(written);
        const runOf = (word: string) =>
          paragraphs.flatMap(({ runs: all }) => all).find(({ text }) => wordsIn(text).includes(word));
        const placeOf = (word: string) => paragraphs.find((one) => wordsIn(wordsOf(one)).includes(word));
        for (const { look, word } of allPieces(blocks)) {
          if (isGone(look)) continue;
          const found = runOf(word);
          expect([word, found?.italic ?? false]).toEqual([word, look === 'italic']);
          expect([word, found?.superscript ?? false]).toEqual([word, look === 'raised']);
          expect([word, found?.href ?? null]).toEqual([word, look === 'linked' ? 'https://exemple.fr' : null]);
        }
        for (const block of blocks) {
          if (block.kind === 'table') continue;
          const word = block.pieces.find(({ look }) => !isGone(look))?.word;
          if (!word) continue;
          const place = placeOf(word);
          expect([word, place?.level ?? null]).toEqual([word, block.kind === 'heading' ? block.level : null]);
          expect([word, place?.list?.depth ?? null]).toEqual([word, block.kind === 'item' ? block.depth : null]);
          expect([word, place?.list?.ordered ?? false]).toEqual([word, block.kind === 'item' && block.ordered]);
        }
        const alive = (rows: Piece[][][]) => rows.flat(2).some(({ look }) => !isGone(look));
        const tables = blocks.flatMap((block) => (block.kind === 'table' && alive(block.rows) ? [block.rows] : []));
        expect(written.flatMap((one) => (one.kind === 'table' ? [one.rows.map((cells) => cells.length)] : []))).toEqual(
          tables
            .map((rows) => rows.map(() => Math.max(...rows.map((cells) => cells.length))))
            .map((widths, at) =>
              // A row that is too short ends with one empty cell.
              widths.map((width, row) => {
                const own = tables[at]?.[row]?.length ?? 0;
                return own < width ? own + 1 : own;
              }),
            ),
        );
      }),
      runs,
    );
  });

  test.skipIf(!hasPandoc())(
    `pandoc reads no word that we do not${hasPandoc() ? '' : ' (skipped: pandoc is not installed)'}`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'generated-'));
      for (const [index, blocks] of fc.sample(anyDocument, { seed: 10, numRuns: 12 }).entries()) {
        const path = join(folder, `${index}.${format}`);
        writeFileSync(path, format === 'docx' ? asDocx(blocks) : asOdt(blocks));
        const theirs = wordsIn(execFileSync('pandoc', ['-t', 'plain', '--wrap=none', path], { encoding: 'utf8' }));
        const { blocks: written } = await formats[format](blocks);
        const ours = paragraphsIn(written).flatMap((paragraph) => wordsIn(wordsOf(paragraph)));
        // It keeps what is struck out, and the words of shapes and hidden ones where its version knows them.
        expect(theirs.filter((word) => word.startsWith('mot') && !ours.includes(word))).toEqual([]);
        const boxed = new Set(allPieces(blocks).flatMap(({ look, word }) => (look === 'boxed' ? [aside(word)] : [])));
        expect(ours.filter((word) => !theirs.includes(word) && !boxed.has(word))).toEqual([]);
      }
      rmSync(folder, { recursive: true });
    },
  );
});

function hasPandoc(): boolean {
  try {
    execFileSync('pandoc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
