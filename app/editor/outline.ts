// Numbers, badges and the outline, derived from the text as it changes. What did not change is not counted again: a
// keystroke inside a block only moves the decorations, and headings are counted anew when one of them changed.
import type { Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { type Counted, createAbsence, createDepths, createNumbering, headingLevels } from '#domain/texts/numbering.ts';
import { type BlockFacts, isHeadingKind } from '#domain/texts/text-grammar.ts';
import { isBlock } from '#domain/texts/text-schema.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { bindingKey } from './binding/binding-key.ts';
import type { SuggestedRange } from './binding/suggested-ranges.ts';
import { changedNodes, leastMapping } from './text-diff.ts';
import { badgeOf, headingLabel, type MarkedAttributes } from './words.ts';

/** One line of the outline. */
export interface OutlineEntry {
  id: string;
  kind: HeadingKind;
  level: number;
  /** « Article 1 », « 1.2 »; null when it carries none. */
  label: string | null;
  title: string;
  /** Articles that the numbering jumps over just before this one: « clause absente ». */
  absent: [first: number, last: number] | null;
}

interface Mark {
  offset: number;
  size: number;
  badge: string;
}

/** What is agreed of blocks of which something is suggested, by id; null of a block that is only suggested. */
type Pending = ReadonlyMap<string, BlockFacts | null>;

const nonePending: Pending = new Map();

const isOfBlock = ({ kind }: SuggestedRange): boolean => kind === 'come' || kind === 'gone' || kind === 'said';

function pendingIn(state: EditorState): Pending {
  const ranges = (bindingKey.getState(state)?.suggested ?? []).filter(isOfBlock);
  if (ranges.length === 0) return nonePending;
  return new Map(
    ranges.flatMap(({ from, agreed }) => {
      const id: unknown = from < state.doc.content.size ? state.doc.nodeAt(from)?.attrs.id : null;
      return typeof id === 'string' ? [[id, agreed]] : [];
    }),
  );
}

/** What decorations and outline need to know of one top-level node. */
interface Shape {
  size: number;
  heading: (Counted & { id: string; title: string }) | null;
  marks: Mark[];
  /** Equal when nothing visible of numbers and badges differs. */
  signature: string;
}

export interface OutlineState {
  outline: readonly OutlineEntry[];
  decorations: DecorationSet;
  shapes: readonly Shape[];
  /** The ranges that `shapes` were made with, and of how many blocks something is suggested in them. */
  suggested: unknown;
  pending: number;
}

function marksOf(node: TextNode): Mark[] {
  const marks: Mark[] = [];
  const look = (child: TextNode, offset: number, parentType: string) => {
    const badge = isBlock(child.type.name, parentType) ? badgeOf(child.attrs as MarkedAttributes) : null;
    if (badge !== null) marks.push({ offset, size: child.nodeSize, badge });
  };
  look(node, 0, 'doc');
  if (!node.isTextblock && node.type.name !== 'table') {
    node.descendants((child, pos, parent) => {
      look(child, pos + 1, parent?.type.name ?? '');
      return !child.isTextblock && child.type.name !== 'table';
    });
  }
  return marks;
}

/** A heading as it is agreed: one that is only suggested counts for nothing yet. */
function headingOf(node: TextNode, pending: Pending): Shape['heading'] {
  const { id } = node.attrs;
  const agreed = pending.get(id);
  if (agreed === null) return null;
  const { kind, numbered, startAt, suffix } = agreed ?? node.attrs;
  const isHeading = agreed ? isHeadingKind(agreed.kind) : node.type.name === 'heading';
  return isHeading ? { id: id ?? '', kind, numbered, startAt, suffix, title: node.textContent } : null;
}

function shapeOf(node: TextNode, pending: Pending): Shape {
  const heading = headingOf(node, pending);
  const marks = marksOf(node);
  const signature = JSON.stringify([
    heading && [heading.id, heading.kind, heading.numbered, heading.startAt, heading.suffix],
    // Places inside a list shift as one types; the order of its marks does not.
    marks.map(({ badge }) => badge),
  ]);
  return { size: node.nodeSize, heading, marks, signature };
}

/** Decorations and outline of a whole text, from its shapes; `unchanged`, when no number can differ, is kept. */
function derive(doc: TextNode, shapes: readonly Shape[], unchanged: readonly OutlineEntry[] | null): OutlineState {
  const numberOf = createNumbering();
  const decorations: Decoration[] = [];
  const outline: OutlineEntry[] = [];
  const depthOf = createDepths();
  const absenceOf = createAbsence();
  let pos = 0;
  for (const { heading, marks, size } of shapes) {
    if (heading) {
      const number = numberOf(heading);
      const label = headingLabel(heading.kind, number);
      outline.push({
        id: heading.id,
        kind: heading.kind,
        level: headingLevels[heading.kind],
        label,
        title: heading.title,
        absent: absenceOf(heading.kind, number),
      });
      // The page's own title is level 1.
      const attrs: Record<string, string> = { 'aria-level': String(depthOf(heading.kind) + 1) };
      if (label !== null) attrs['data-number'] = label;
      decorations.push(Decoration.node(pos, pos + size, attrs));
    }
    for (const mark of marks) {
      const from = pos + mark.offset;
      decorations.push(Decoration.node(from, from + mark.size, { 'data-badge': mark.badge }));
    }
    pos += size;
  }
  return {
    outline: unchanged ? retitled(unchanged, shapes) : outline,
    decorations: DecorationSet.create(doc, decorations),
    shapes,
    suggested: null,
    pending: 0,
  };
}

function retitled(outline: readonly OutlineEntry[], shapes: readonly Shape[]): readonly OutlineEntry[] {
  const titles = shapes.flatMap(({ heading }) => (heading ? [heading.title] : []));
  if (outline.every(({ title }, index) => title === titles[index])) return outline;
  return outline.map((entry, index) => ({ ...entry, title: titles[index] ?? '' }));
}

function update(previous: OutlineState, oldDoc: TextNode, newDoc: TextNode): OutlineState {
  const { from, before, after } = changedNodes(oldDoc, newDoc);
  if (before === 0 && after === 0) return previous;
  const fresh = Array.from({ length: after }, (_, index) => shapeOf(newDoc.child(from + index), nonePending));
  const stale = previous.shapes.slice(from, from + before);
  const shapes = [...previous.shapes.slice(0, from), ...fresh, ...previous.shapes.slice(from + before)];
  const alike = before === after && fresh.every(({ signature }, index) => signature === stale[index]?.signature);
  // Within one paragraph or heading, every decoration only moves.
  const inside =
    before === 1 && after === 1 && newDoc.child(from).isTextblock && oldDoc.child(from).sameMarkup(newDoc.child(from));
  if (!alike || !inside) return derive(newDoc, shapes, alike ? previous.outline : null);
  const decorations = previous.decorations.map(leastMapping(oldDoc, newDoc), newDoc);
  return { ...previous, outline: retitled(previous.outline, shapes), decorations, shapes };
}

const key = new PluginKey<OutlineState>('outline');

/** The plugin that numbers headings, badges marked blocks and keeps the outline. */
export function createOutline(): Plugin {
  return new Plugin<OutlineState>({
    key,
    state: {
      init: (_, { doc }) =>
        derive(
          doc,
          doc.children.map((node) => shapeOf(node, nonePending)),
          null,
        ),
      apply(tr, previous, oldState, state) {
        const suggested = bindingKey.getState(state)?.suggested ?? null;
        if (!tr.docChanged && suggested === previous.suggested) return previous;
        const pending = pendingIn(state);
        // Where something is suggested of blocks, all is counted anew, at each key too: headings are few.
        if (pending.size + previous.pending > 0) {
          const all = tr.doc.children.map((node) => shapeOf(node, pending));
          return { ...derive(tr.doc, all, null), suggested, pending: pending.size };
        }
        return tr.docChanged ? update(previous, oldState.doc, tr.doc) : previous;
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}

/** The outline of an editor's text; the same array as long as nothing of it changes. */
export const outlineOf = (state: EditorState): readonly OutlineEntry[] => key.getState(state)?.outline ?? [];

/** What divides a text: objectives and headings in the middle of an article are in one of these. */
const divisions: readonly HeadingKind[] = ['part', 'article', 'axis'];

/** The division of the text in which a block stands, that of a heading being itself; null before the first. */
export function sectionOf(state: EditorState, blockId: string): { id: string; title: string } | null {
  const entries = new Map(outlineOf(state).map((entry) => [entry.id, entry]));
  let section: OutlineEntry | null = null;
  let isFound = false;
  state.doc.descendants((node) => {
    if (isFound) return false;
    const entry = entries.get(node.attrs.id);
    if (entry && divisions.includes(entry.kind)) section = entry;
    isFound = node.attrs.id === blockId;
    return !isFound && !node.isTextblock;
  });
  const found = section as OutlineEntry | null;
  return isFound && found ? { id: found.id, title: [found.label, found.title].filter(Boolean).join('\u00a0: ') } : null;
}
