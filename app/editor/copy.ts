// What is copied out of a text: the computed numbers go along, « Article 2 : », « 1.1 », once, and headings have the level
// that other programs know them by. Pasted back they are taken out again (`withoutNumbers`): the text counts by itself.
import { DOMSerializer, type Fragment, type Schema, type Slice, type Node as TextNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { headingLevels } from '#domain/texts/numbering.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { outlineOf } from './outline.ts';

const FIXED = '\u00a0';

/** « Article 2 : », « 1.1 » before a title. */
const prefixOf = (label: string, title: string): string =>
  title === '' ? label : /^[\d.]+$/.test(label) ? `${label} ` : `${label}${FIXED}: `;

/** A heading of which only a part is selected is words, not a heading. */
function isPart({ state: { selection, doc } }: EditorView, heading: TextNode): boolean {
  const { $from, $to, from, to } = selection;
  if ($from.parentOffset > 0 && $from.parent.attrs.id === heading.attrs.id) return true;
  return $from.parent.isTextblock && $to.sameParent($from) && doc.textBetween(from, to) !== $from.parent.textContent;
}

/** What stands before the titles of a selection, by the ids of their blocks. */
function prefixesOf(view: EditorView, content: Fragment): ReadonlyMap<string, string> {
  const labels = new Map(outlineOf(view.state).map(({ id, label }) => [id, label]));
  const prefixes = new Map<string, string>();
  content.forEach((node) => {
    const label = node.type.name === 'heading' ? labels.get(node.attrs.id) : null;
    if (label && !isPart(view, node)) prefixes.set(node.attrs.id, prefixOf(label, node.textContent));
  });
  return prefixes;
}

/** The words of a selection, an empty line between blocks. */
function textOf(slice: Slice, view: EditorView): string {
  const prefixes = prefixesOf(view, slice.content);
  return slice.content.content
    .map((node) => {
      const words = node.textBetween(0, node.content.size, '\n\n', (leaf) =>
        leaf.type.name === 'hardBreak' ? '\n' : '',
      );
      return `${prefixes.get(node.attrs.id) ?? ''}${words}`;
    })
    .join('\n\n');
}

class NumberedSerializer extends DOMSerializer {
  /** The editor that copies; none before it is there. */
  view: EditorView | null = null;

  constructor(schema: Schema) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema);
    super(nodes, marks);
  }

  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const made = super.serializeFragment(fragment, options, target);
    if (!this.view) return made;
    const prefixes = prefixesOf(this.view, fragment);
    for (const heading of made.querySelectorAll<HTMLElement>('[data-kind]')) {
      const owner = heading.ownerDocument;
      const level = headingLevels[heading.dataset.kind as HeadingKind];
      const written = owner.createElement(`h${Math.max(level, 1)}`);
      for (const { name, value } of heading.attributes) written.setAttribute(name, value);
      const prefix = prefixes.get(heading.dataset.block ?? '');
      if (prefix) {
        const number = owner.createElement('span');
        number.setAttribute('data-counted', '');
        number.textContent = prefix;
        written.append(number);
      }
      written.append(...heading.childNodes);
      heading.replaceWith(written);
    }
    return made;
  }
}

/** This editor's own clipboard without the numbers that were put before its titles. */
export function withoutNumbers(html: string): string {
  if (!html.includes('data-counted')) return html;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const number of body.querySelectorAll('[data-counted]')) number.remove();
  return body.innerHTML;
}

/** The plugin, for an editor of this schema. */
export function createCopy(schema: Schema): Plugin {
  const serializer = new NumberedSerializer(schema);
  return new Plugin({
    key: new PluginKey('copy'),
    view(view) {
      serializer.view = view;
      return {};
    },
    props: { clipboardSerializer: serializer, clipboardTextSerializer: textOf },
  });
}
