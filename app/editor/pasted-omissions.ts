// Takes out of a clipboard what must not come alive in the text (what was deleted, struck out, hidden, said in a comment)
// and what the text cannot hold (pictures, formulas), and keeps account of it: whoever pastes is told.
import type { PastedStyles } from './pasted-styles.ts';

/** What a paste left out. */
export interface PasteOmissions {
  /** Words that a tracked change had deleted. */
  deleted: string[];
  struck: string[];
  hidden: string[];
  comments: number;
  pictures: number;
  formulas: number;
  /** Tables inside a cell: their words stay, as paragraphs of the cell. */
  nestedTables: number;
}

export const noOmissions = (): PasteOmissions => ({
  deleted: [],
  struck: [],
  hidden: [],
  comments: 0,
  pictures: 0,
  formulas: 0,
  nestedTables: 0,
});

/** Whether anything was left out. */
export const hasOmissions = (left: PasteOmissions): boolean =>
  Object.values(left).some((value: number | string[]) => (typeof value === 'number' ? value : value.length) > 0);

/** Tags whose words are not words of the document. */
const NOISE = 'style, script, title, meta, link, xml, template, noscript, head, iframe';

const squeezed = (words: string) => words.replace(/[\s\u00a0]+/g, ' ').trim();

const isGone = (element: Element, body: Element) => !body.contains(element);

/** The comments of Word, of Google Docs and of LibreOffice: their bodies and their calls; the words they are about stay. */
function takeComments(body: HTMLElement, styles: PastedStyles): number {
  const bodies = new Set<Element>();
  const calls = new Set<Element>();
  for (const element of body.querySelectorAll('*')) {
    const style = styles.of(element);
    const isCalled = style.get('mso-special-character') === 'comment' || element.matches('.MsoCommentReference');
    if (
      style.get('mso-element') === 'comment-list' ||
      element.matches('.msocomtxt, .MsoCommentText, .MsoCommentSubject')
    )
      bodies.add(element);
    else if (isCalled || element.matches('a.msocomanchor, a[href^="#_msocom"], sup:has(> a[href^="#cmnt"])'))
      calls.add(element);
    else if (element.matches('a[href^="#cmnt_ref"]')) bodies.add(element.closest('div, p') ?? element);
  }
  const outermost = (elements: Set<Element>) =>
    [...elements].filter((element) => {
      for (let around = element.parentElement; around; around = around.parentElement)
        if (bodies.has(around) || elements.has(around)) return false;
      return true;
    });
  const texts = body.querySelectorAll('.msocomtxt, a[href^="#cmnt_ref"]').length;
  const called = outermost(calls).length;
  for (const element of [...bodies, ...calls]) element.remove();
  return Math.max(texts, called, bodies.size > 0 ? 1 : 0);
}

/** Formulas: what a browser or Word draws of them is no words of the text. */
function takeFormulas(body: HTMLElement): number {
  let formulas = 0;
  for (const element of body.querySelectorAll('*')) {
    const isFormula =
      /^(?:math|m:omath|mjx-container)$/i.test(element.tagName) ||
      element.matches('.katex, .MathJax, .MathJax_Display');
    if (!isFormula || isGone(element, body)) continue;
    element.remove();
    formulas += 1;
  }
  return formulas + takeBetween(body, /^\[if !msEquation\]/i).length;
}

/** Takes out what stands between Word's « <![if …]> » and « <![endif]> »; the words of each stretch. */
export function takeBetween(root: Element, opening: RegExp): string[] {
  const walker = root.ownerDocument.createTreeWalker(root, 128 /* comments */);
  const openings: Comment[] = [];
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    if (opening.test(comment.data)) openings.push(comment);
  }
  return openings.map((comment) => {
    let words = '';
    for (
      let next = comment.nextSibling;
      next && !(next.nodeType === 8 && /^\[endif\]/i.test((next as Comment).data));
    ) {
      const following = next.nextSibling;
      if (next.nodeType !== 8) words += next.textContent ?? '';
      next.remove();
      next = following;
    }
    comment.remove();
    return words.trim();
  });
}

const PICTURE = 'img, svg, canvas, object, embed, video, audio, picture';

function takePictures(body: HTMLElement): number {
  let pictures = 0;
  for (const element of body.querySelectorAll(PICTURE)) {
    if (isGone(element, body)) continue;
    const words = element.getAttribute('alt') ?? '';
    // Mail programs draw emoji; a picture of one point only counts readers.
    if (element.tagName === 'IMG' && /^\p{Extended_Pictographic}/u.test(words) && words.length <= 12)
      element.replaceWith(words);
    else {
      const isDot = ['width', 'height'].every((side) => /^[01](?:px)?$/.test(element.getAttribute(side) ?? ''));
      if (!isDot) pictures += 1;
      element.remove();
    }
  }
  return pictures;
}

type Reason = 'deleted' | 'struck' | 'hidden';

function reasonOf(element: Element, styles: PastedStyles): Reason | null {
  const style = styles.of(element);
  if (element.matches('del, .msoDel, .msoDelChange')) return 'deleted';
  const decoration = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  if (element.matches('s, strike') || /line-through/i.test(decoration)) return 'struck';
  const isHidden =
    element.hasAttribute('hidden') ||
    style.get('display') === 'none' ||
    style.get('mso-hide') === 'all' ||
    /^(?:hidden|collapse)$/.test(style.get('visibility') ?? '');
  return isHidden ? 'hidden' : null;
}

/** Takes out of `body` what does not come in; gives the account of it. */
export function takeOmissions(body: HTMLElement, styles: PastedStyles): PasteOmissions {
  const left = noOmissions();
  for (const element of body.querySelectorAll(NOISE)) element.remove();
  left.comments = takeComments(body, styles);
  let last: { reason: Reason; before: Node | null; around: Node | null } | null = null;
  for (const element of body.querySelectorAll('*')) {
    if (isGone(element, body)) continue;
    const reason = reasonOf(element, styles);
    if (reason === null) continue;
    const [before, around, words] = [element.previousSibling, element.parentNode, element.textContent ?? ''];
    // Word cuts one deletion in several where its look changes.
    const goesOn = last?.reason === reason && last.before === before && last.around === around;
    left[reason].push(goesOn ? `${left[reason].pop() ?? ''}${words}` : words);
    last = { reason, before, around };
    element.remove();
  }
  for (const reason of ['deleted', 'struck', 'hidden'] as const)
    left[reason] = left[reason].map(squeezed).filter((words) => words !== '');
  left.formulas = takeFormulas(body);
  left.pictures = takePictures(body);
  return left;
}
