// Takes out of a clipboard what must not come alive in the text (what was deleted, struck out, hidden, said in a comment)
// and what the text cannot hold (pictures, formulas), and keeps account of it: whoever pastes is told.
import { leftOutBy } from '#domain/written/looks.ts';
import { type LeftOut, leaveOut, nothingLeftOut, type QuotedKind } from '#domain/written/written-text.ts';
import type { PastedStyles } from './pasted-styles.ts';
import { lookOf } from './pasted-words.ts';

/** Whether anything was left out. */
export const hasOmissions = ({ quotes: _, ...counts }: LeftOut): boolean =>
  Object.values(counts).some((count) => count > 0);

/** Tags whose words are not words of the document. */
const NOISE = 'style, script, title, meta, link, xml, template, noscript, head, iframe';

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

/** The signs of a formula, without what repeats them for programs or for the eye. */
function signsOf(formula: Element): string {
  const math = formula.matches('math') ? formula : (formula.querySelector('math') ?? formula);
  const signs = math.cloneNode(true) as Element;
  for (const note of signs.querySelectorAll('annotation, annotation-xml')) note.remove();
  return (signs.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** Formulas of Word stand in a comment, beside the picture that other programs are to show. */
function sayWordFormulas(body: HTMLElement): number {
  const walker = body.ownerDocument.createTreeWalker(body, 128 /* comments */);
  const comments: Comment[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  const formulas = comments.filter(({ data }) => /^\[if [^\]]*msEquation[^\]]*\]>[\s\S]*<m:oMath/i.test(data));
  for (const comment of formulas) {
    const { body: inside } = new DOMParser().parseFromString(
      comment.data.replace(/^[^>]*>|<!\[endif\]$/gi, ''),
      'text/html',
    );
    comment.replaceWith(signsOf(inside));
  }
  return Math.max(takeBetween(body, /^\[if !msEquation\]/i).length, formulas.length);
}

/** Formulas: their signs stay as words, their layout does not. */
function takeFormulas(body: HTMLElement): number {
  let formulas = sayWordFormulas(body);
  for (const element of body.querySelectorAll('*')) {
    const isFormula =
      /^(?:math|m:omath|mjx-container)$/i.test(element.tagName) ||
      element.matches('.katex, .MathJax, .MathJax_Display');
    if (!isFormula || isGone(element, body)) continue;
    element.replaceWith(signsOf(element));
    formulas += 1;
  }
  return formulas;
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

function reasonOf(element: Element, styles: PastedStyles): QuotedKind | null {
  if (element.matches('del, .msoDel, .msoDelChange')) return 'deletions';
  return leftOutBy(lookOf(element, styles.of(element)));
}

/** Takes out of `body` what does not come in; gives the account of it. */
export function takeOmissions(body: HTMLElement, styles: PastedStyles): LeftOut {
  const left = nothingLeftOut();
  for (const element of body.querySelectorAll(NOISE)) element.remove();
  left.comments = takeComments(body, styles);
  let last: { reason: QuotedKind; before: Node | null; around: Node | null } | null = null;
  for (const element of body.querySelectorAll('*')) {
    if (isGone(element, body)) continue;
    const reason = reasonOf(element, styles);
    if (reason === null) continue;
    const [before, around] = [element.previousSibling, element.parentNode];
    const words = (element.textContent ?? '').replace(/[ \t\r\n\f]+/g, ' ');
    // Word cuts one deletion in several where its look changes.
    leaveOut(left, reason, words, last?.reason === reason && last.before === before && last.around === around);
    last = { reason, before, around };
    element.remove();
  }
  left.formulas = takeFormulas(body);
  left.pictures = takePictures(body);
  return left;
}
