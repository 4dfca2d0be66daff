// Makes of what Word, LibreOffice, Google Docs and web pages put on the clipboard the HTML that the schema understands:
// real lists, no empty paragraphs, no styles. The schema then drops whatever else it does not know.

/** A list item as Word writes it: a paragraph with its level and a typed bullet. */
interface TypedItem {
  element: Element;
  level: number;
  ordered: boolean;
}

const LIST_STYLE = /mso-list:\s*(?!none|skip)\S+\s+level(\d+)/i;
const ORDERED_MARKER = /^[([]?\s*(?:\d+|[a-z]{1,2}|[ivxlc]+)\s*[.)\]°]/i;

const styleOf = (element: Element) => element.getAttribute('style') ?? '';

/** Takes Word's typed bullet or number out of a paragraph and returns it. */
function takeMarker(element: Element): string {
  const marker = [...element.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
  const words = marker?.textContent?.trim() ?? '';
  marker?.remove();
  return words;
}

function typedItems(body: Element): TypedItem[] {
  const items: TypedItem[] = [];
  for (const element of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    const level = LIST_STYLE.exec(styleOf(element))?.[1];
    if (level === undefined) continue;
    const marker = takeMarker(element);
    // A numbered heading stays a heading: the text counts by itself.
    if (element.tagName === 'P') items.push({ element, level: Number(level), ordered: ORDERED_MARKER.test(marker) });
  }
  return items;
}

/** Builds nested lists out of one run of Word's list paragraphs and puts them in their place. */
function nestItems(run: readonly TypedItem[]) {
  const [first] = run;
  if (!first) return;
  const { ownerDocument: owner } = first.element;
  const open: { list: Element; level: number }[] = [];
  for (const { element, level, ordered } of run) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    let top = open.at(-1);
    if (!top || top.level < level) {
      const list = owner.createElement(ordered ? 'ol' : 'ul');
      if (top?.list.lastElementChild) top.list.lastElementChild.append(list);
      else element.before(list);
      top = { list, level };
      open.push(top);
    }
    const item = owner.createElement('li');
    const paragraph = owner.createElement('p');
    paragraph.append(...element.childNodes);
    item.append(paragraph);
    top.list.append(item);
    element.remove();
  }
}

function makeLists(body: Element) {
  let run: TypedItem[] = [];
  for (const item of typedItems(body)) {
    if (run.length > 0 && item.element.previousElementSibling !== run.at(-1)?.element) {
      nestItems(run);
      run = [];
    }
    run.push(item);
  }
  nestItems(run);
}

/** Tags whose words are not words of the document. */
const NOISE = 'style, script, title, meta, link, xml, template, noscript, head';

/** Attributes that mean something to the schema; every other one goes, ids of other texts first of all. */
const KEPT = new Set(['href', 'colspan', 'rowspan', 'start', 'style']);

/** The clipboard's HTML made readable for the schema. What this editor put there itself is left as it is. */
export function cleanPastedHtml(html: string): string {
  if (/\sdata-pm-slice=/.test(html)) return html;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(NOISE)) element.remove();
  makeLists(body);
  for (const element of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6'))
    if (!element.textContent?.trim() && !element.querySelector('table, ul, ol')) element.remove();
  for (const element of body.querySelectorAll('*'))
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name);
  return body.innerHTML;
}
