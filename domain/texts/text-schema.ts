// The model of a convention's text: its nodes, marks and block attributes, and what is derived from them (outline,
// numbers). Browser-safe: the editor, the server's checks and the importers all take the same schema from here.
import { Extension, getSchema, Mark, mergeAttributes, Node } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { Degree, HeadingKind, ItemKind, ItemMark, OutcomeKind } from '../vocabulary.ts';
import { degrees, headingKinds, itemMarks, numberSuffixes, outcomeKinds } from '../vocabulary.ts';
import { type Counted, createNumbering, headingLevels, rankOf } from './numbering.ts';
import { isSafeLink } from './text-grammar.ts';

/** Node types that may carry an id and thus be followed up. A paragraph does only directly below the document. */
export const blockTypes = ['heading', 'paragraph', 'listItem', 'table'] as const;

const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | null =>
  values.find((known) => known === value) ?? null;

/** What every block carries: its stable id, what it promises or (in notes) records, and the block of last year it continues. */
const BlockAttributes = Extension.create({
  name: 'blockAttributes',
  addGlobalAttributes() {
    const attribute = (name: string, dataName: string, read = (value: string | null) => value) => ({
      [name]: {
        default: null,
        // A block split in two is two blocks; the editor's id plugin gives the second its own id.
        keepOnSplit: false,
        parseHTML: (element: HTMLElement) => read(element.getAttribute(dataName)),
        renderHTML: (attributes: Record<string, unknown>) =>
          attributes[name] == null ? {} : { [dataName]: attributes[name] },
      },
    });
    return [
      {
        types: [...blockTypes],
        attributes: {
          ...attribute('id', 'data-block'),
          ...attribute('mark', 'data-mark', (value) => oneOf(itemMarks, value)),
          ...attribute('degree', 'data-degree', (value) => oneOf(degrees, value)),
          ...attribute('outcome', 'data-outcome', (value) => oneOf(outcomeKinds, value)),
          ...attribute('previousId', 'data-previous'),
        },
      },
    ];
  },
});

const TextDocument = Node.create({
  name: 'doc',
  topNode: true,
  // The first one named is what an empty text starts with, and what Enter at the end of a block makes.
  content: '(paragraph | heading | bulletList | orderedList | table)+',
});

const kindsByLevel = headingKinds.filter((kind) => kind !== 'part');

/** What a heading of another program is by its level, 1 the highest. */
export const kindOfLevel = (level: number): HeadingKind =>
  kindsByLevel[Math.min(Math.max(level - 1, 0), kindsByLevel.length - 1)] ?? 'subheading';

/** A heading. `numbered: false` leaves it out of the count; `startAt` sets its number, as Word's « définir la valeur » does. */
const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes() {
    return {
      kind: {
        default: 'article',
        parseHTML: (element) =>
          oneOf(headingKinds, element.getAttribute('data-kind')) ?? kindOfLevel(Number(element.tagName.slice(1))),
        renderHTML: ({ kind }) => ({ 'data-kind': kind }),
      },
      numbered: {
        default: true,
        parseHTML: (element) => element.getAttribute('data-numbered') !== 'false',
        renderHTML: ({ numbered }) => (numbered ? {} : { 'data-numbered': 'false' }),
      },
      startAt: {
        default: null,
        parseHTML: (element) => Number(element.getAttribute('data-start-at')) || null,
        renderHTML: ({ startAt }) => (startAt == null ? {} : { 'data-start-at': startAt }),
      },
      suffix: {
        default: null,
        parseHTML: (element) => oneOf(numberSuffixes, element.getAttribute('data-suffix')),
        renderHTML: ({ suffix }) => (suffix == null ? {} : { 'data-suffix': suffix }),
      },
    };
  },
  parseHTML() {
    return [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` }));
  },
  renderHTML({ node, HTMLAttributes }) {
    // The page's own title is the h1.
    const level = Math.max(headingLevels[node.attrs.kind as HeadingKind], 1) + 1;
    return [`h${level}`, mergeAttributes(HTMLAttributes), 0];
  },
});

/** The place of a comment thread in the text. Threads may overlap, and typing at its end stays outside. */
const CommentMark = Mark.create({
  name: 'comment',
  excludes: '',
  inclusive: false,
  addAttributes() {
    return {
      threadId: {
        default: null,
        parseHTML: (element) => element.getAttribute('data-thread'),
        renderHTML: ({ threadId }) => ({ 'data-thread': threadId }),
      },
    };
  },
  parseHTML() {
    return [{ tag: 'span[data-thread]' }];
  },
  renderHTML({ HTMLAttributes }) {
    return ['span', mergeAttributes(HTMLAttributes), 0];
  },
});

/** Raised or lowered characters: 10⁶ m², CO₂, 1ᵉʳ. */
const raised = (name: 'superscript' | 'subscript', tag: 'sup' | 'sub', other: string) =>
  Mark.create({
    name,
    excludes: `${name} ${other}`,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  });

/** A value that the text keeps for itself and never shows as HTML. */
const hidden = <Value>(name: string, value: Value) => ({ [name]: { default: value, rendered: false } });

const cellContent = '(paragraph | bulletList | orderedList)+';

function cellAttributes(this: { parent?: (() => Record<string, unknown>) | null }) {
  return { ...this.parent?.(), ...hidden('column', null) };
}

/** The extensions that make the schema; the editor adds behaviour to them, never another node or mark. */
export const textExtensions = [
  TextDocument,
  Text,
  Paragraph,
  Heading,
  // `fresh`: a list of its own, though one of the same kind stands right before it.
  BulletList.extend({ addAttributes: () => hidden('fresh', false) }),
  OrderedList.extend({
    addAttributes() {
      return { ...this.parent?.(), ...hidden('fresh', false) };
    },
  }),
  ListItem.extend({ content: 'paragraph (paragraph | bulletList | orderedList)*' }),
  HardBreak,
  Table.configure({ resizable: false }),
  // Rows and columns keep their id, so that what two people do to one table merges.
  TableRow.extend({ addAttributes: () => hidden('row', null) }),
  TableHeader.extend({ content: cellContent, addAttributes: cellAttributes }),
  TableCell.extend({ content: cellContent, addAttributes: cellAttributes }),
  Bold,
  Italic,
  Underline,
  raised('superscript', 'sup', 'subscript'),
  raised('subscript', 'sub', 'superscript'),
  Link.configure({ openOnClick: false, autolink: true, isAllowedUri: (href) => isSafeLink(href) }),
  CommentMark,
  BlockAttributes,
];

/** The ProseMirror schema of a convention's text. */
export const textSchema = getSchema(textExtensions);

/** Whether a node of type `type` whose parent is of type `parentType` is a block with an id of its own. */
export function isBlock(type: string, parentType: string): boolean {
  return type === 'paragraph' ? parentType === 'doc' : (blockTypes as readonly string[]).includes(type);
}

/** One block of the text with all that is derived from its place. */
export interface Block {
  id: string | null;
  parentId: string | null;
  kind: ItemKind;
  mark: ItemMark | null;
  degree: Degree | null;
  /** In a meeting's notes: what the block records. */
  outcome: OutcomeKind | null;
  /** « II » for a part, « 8 » or « 8 bis » for an article, « 1 » for an axis, « 1.2 » for an objective; null for none. */
  number: string | null;
  /** A heading's words in one line; empty for all else. */
  title: string;
  /** The block's own words, without those of the blocks below it. */
  text: string;
  previousId: string | null;
  /** Position of the node in the ProseMirror document. */
  pos: number;
}

const headingItemKind = {
  part: 'PART',
  article: 'ARTICLE',
  axis: 'AXIS',
  objective: 'OBJECTIVE',
  subheading: 'SUBHEADING',
} as const;

const wordsOf = (textblock: TextNode): string =>
  textblock.textBetween(0, textblock.content.size, '', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''));

/** Words of a block, a line each for its inner ones; nested list items are left out (they are blocks of their own). */
function ownText(node: TextNode): string {
  if (node.isTextblock) return wordsOf(node);
  const parts: string[] = [];
  node.descendants((child) => {
    if (child.type.name === 'listItem' && node.type.name === 'listItem') return false;
    if (!child.isTextblock) return true;
    parts.push(wordsOf(child));
    return false;
  });
  return parts.join('\n');
}

/** The blocks of a text in reading order, with outline and numbers computed. */
export function blocksOf(doc: TextNode): Block[] {
  const blocks: Block[] = [];
  const numberOf = createNumbering();
  const headings: { level: number; id: string | null }[] = [];
  const items: { end: number; id: string | null }[] = [];
  doc.descendants((node, pos, parent) => {
    const type = node.type.name;
    if (!isBlock(type, parent?.type.name ?? 'doc')) return !node.isTextblock;
    while (items.length > 0 && pos >= (items.at(-1)?.end ?? 0)) items.pop();
    const { id, mark, degree, outcome, previousId } = node.attrs;
    const common = { id, mark, degree, outcome, previousId, pos, number: null, title: '' };
    if (type === 'heading') {
      const kind = node.attrs.kind as HeadingKind;
      while (headings.length > 0 && (headings.at(-1)?.level ?? 0) >= headingLevels[kind]) headings.pop();
      const text = ownText(node);
      const number = numberOf(node.attrs as Counted);
      const parentId = headings.at(-1)?.id ?? null;
      blocks.push({
        ...common,
        parentId,
        kind: headingItemKind[kind],
        number,
        title: text.replaceAll('\n', ' '),
        text,
      });
      headings.push({ level: headingLevels[kind], id });
      return false;
    }
    const parentId = (type === 'listItem' ? items.at(-1)?.id : null) ?? headings.at(-1)?.id ?? null;
    const kind = type === 'listItem' ? 'LIST_ITEM' : type === 'table' ? 'TABLE' : 'PARAGRAPH';
    blocks.push({ ...common, parentId, kind, text: ownText(node) });
    if (type === 'listItem') items.push({ end: pos + node.nodeSize, id });
    // A table is one block: what its cells hold is followed up with it.
    return type === 'listItem';
  });
  return blocks;
}

/** Articles that the numbering jumps over (« clause absente »): a text with articles 1, 2, 3, 8 lacks 4 to 7. */
export function absentArticles(blocks: readonly Pick<Block, 'kind' | 'number'>[]): number[] {
  const numbers = blocks.filter((block) => block.kind === 'ARTICLE').flatMap(({ number }) => rankOf(number) ?? []);
  const last = Math.max(0, ...numbers);
  return Array.from({ length: last }, (_, index) => index + 1).filter((number) => !numbers.includes(number));
}
