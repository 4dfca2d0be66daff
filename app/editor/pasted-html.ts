// Makes of what Word, LibreOffice, Google Docs, Outlook and web pages put on the clipboard the HTML that the schema
// understands: blocks with their words and looks, real lists, no styles; and says what did not come in.
import { withoutNumbers } from './copy.ts';
import { type PastedBlock, type PastedCell, readBlocks } from './pasted-blocks.ts';
import { nestedLists, type WrittenItem } from './pasted-lists.ts';
import { noOmissions, type PasteOmissions, takeOmissions } from './pasted-omissions.ts';
import { type PastedStyles, readStyles } from './pasted-styles.ts';
import { writeRuns } from './pasted-words.ts';

/** A clipboard as the text may take it, and what is left out of it. */
export interface PastedHtml {
  html: string;
  omissions: PasteOmissions;
}

const hasWords = (element: Element) => (element.textContent ?? '').trim() !== '';

/** The block of words that comes after an element in reading order. */
function wordsAfter(element: Element): Element | null {
  for (let here: Element | null = element; here; here = here.parentElement)
    for (let next = here.nextElementSibling; next; next = next.nextElementSibling) {
      const found = next.matches('p, h1, h2, h3, h4, h5, h6, li')
        ? next
        : next.querySelector('p, h1, h2, h3, h4, h5, h6, li');
      if (found && hasWords(found)) return found;
    }
  return null;
}

/** A letter that Word drops into the lines below it stands in a frame of its own: it goes back to its word. */
function joinDropCaps(body: Element, styles: PastedStyles): void {
  for (const letter of body.querySelectorAll('p')) {
    if (!/^dropcap-/.test(styles.of(letter).get('mso-element') ?? '')) continue;
    const frame = letter.closest('table') ?? letter;
    const rest = wordsAfter(frame);
    if (!rest || frame.querySelectorAll('p').length > 1) continue;
    rest.prepend((letter.textContent ?? '').trim());
    // Its frame holds nothing else.
    frame.remove();
  }
}

/** The clipboard's HTML made readable for the schema. */
export function readPastedHtml(html: string): PastedHtml {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const styles = readStyles(page);
  const omissions = takeOmissions(page.body, styles);
  joinDropCaps(page.body, styles);
  const blocks = readBlocks(page.body, styles, () => {
    omissions.nestedTables += 1;
  });
  return { html: writeBlocks(blocks), omissions };
}

function writeBlocks(blocks: readonly PastedBlock[]): string {
  let html = '';
  let items: WrittenItem[] = [];
  for (const block of blocks) {
    // What goes on with an item after a table or a title is a paragraph below it.
    if (block.kind === 'item' && !(block.continues && items.length === 0)) {
      const { place, continues, runs } = block;
      items.push({ place, continues, html: `<p>${writeRuns(runs, false)}</p>` });
      continue;
    }
    html += nestedLists(items);
    items = [];
    if (block.kind === 'table') html += writeTable(block.rows);
    else if (block.kind === 'heading') html += `<h${block.level}>${writeRuns(block.runs, true)}</h${block.level}>`;
    else html += `<p>${writeRuns(block.runs, false)}</p>`;
  }
  return html + nestedLists(items);
}

function writeTable(rows: readonly PastedCell[][]): string {
  const write = ({ header, colspan, rowspan, align, blocks }: PastedCell) => {
    const tag = header ? 'th' : 'td';
    const spans = `${colspan > 1 ? ` colspan="${colspan}"` : ''}${rowspan > 1 ? ` rowspan="${rowspan}"` : ''}`;
    const side = /^(?:left|center|right)$/.test(align) ? ` style="text-align:${align}"` : '';
    return `<${tag}${spans}${side}>${writeBlocks(blocks) || '<p></p>'}</${tag}>`;
  };
  return `<table><tbody>${rows.map((cells) => `<tr>${cells.map(write).join('')}</tr>`).join('')}</tbody></table>`;
}

/** The clipboard of this editor is left as it is, but for the numbers that were put before its titles. */
export function cleanPastedHtml(html: string): PastedHtml {
  return /\sdata-pm-slice=/.test(html)
    ? { html: withoutNumbers(html), omissions: noOmissions() }
    : readPastedHtml(html);
}
