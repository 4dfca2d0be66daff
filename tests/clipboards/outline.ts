// A text at a glance, to compare what clipboards of several programs become: a line a block, its looks in short tags.
import type { JSONContent } from '@tiptap/core';

const tags: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
  link: 'a',
};

const wordsOf = (node: JSONContent): string =>
  (node.content ?? [])
    .map(({ type, text = '', marks = [] }) => {
      const words = type === 'hardBreak' ? '⏎' : text;
      return marks.reduce((inner, mark) => `<${tags[mark.type]}>${inner}</${tags[mark.type]}>`, words);
    })
    .join('')
    .replaceAll('\u00a0', '~');

/** The lines of a text; `~` is a no-break space. */
export function outlineOf(nodes: readonly JSONContent[] = [], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const { type, attrs = {}, content = [] } = node;
    switch (type) {
      case 'heading':
        return [`${indent}${attrs.kind}${attrs.startAt ? `=${attrs.startAt}` : ''} ${wordsOf(node)}`];
      case 'paragraph':
        return [`${indent}${wordsOf(node)}`.trimEnd()];
      case 'bulletList':
        return content.flatMap((item) => itemLines(item, '•', indent));
      case 'orderedList':
        return content.flatMap((item, index) =>
          itemLines(item, `${Number(attrs.start ?? 1) + index}${attrs.type ?? ''}.`, indent),
        );
      case 'table':
        return content.flatMap((row) => [
          `${indent}row`,
          ...(row.content ?? []).flatMap((cell) => {
            const spans = [cell.attrs?.colspan, cell.attrs?.rowspan].map((span) => span ?? 1).join('×');
            return [
              `${indent}| ${spans === '1×1' ? '' : spans}`.trimEnd(),
              ...outlineOf(cell.content, `${indent}|   `),
            ];
          }),
        ]);
      default:
        return [`${indent}? ${type}`];
    }
  });
}

function itemLines({ content = [] }: JSONContent, marker: string, indent: string): string[] {
  const [first, ...rest] = outlineOf(content, '');
  return [`${indent}${marker} ${first ?? ''}`, ...rest.map((line) => `${indent}    ${line}`)];
}
