// Where one goes on when what one was on goes away with an act: a point that is removed, a suggestion that is taken, a form that
// the page empties by making it anew; and when the rest of a list has come. Remembered when the form is sent or the rest asked for,
// looked up once that is answered. Knows no page.

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([type="hidden"], [disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';

/** What is folded away has its place on the page and cannot take the focus. */
const isSeen = (element: Element) => element.getClientRects().length > 0 && element.checkVisibility();

/** The first field of a form that one may type or choose in, else its first button. */
function firstIn(element: Element): HTMLElement | null {
  const all = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isSeen);
  return all.find((one) => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName)) ?? all[0] ?? null;
}

/** The first thing of an item of a list that one may press. */
const firstOf = (item: Element | null): HTMLElement | null =>
  item?.isConnected ? ([...item.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isSeen) ?? null) : null;

/** The heading of what is left, made able to take the focus by script alone. */
function headingOf(around: Element | undefined): HTMLElement | null {
  const heading = [...(around?.querySelectorAll<HTMLElement>('h1, h2, h3') ?? [])].find(isSeen) ?? null;
  if (heading && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  return heading;
}

const ancestorsOf = (element: Element): Element[] => {
  const found: Element[] = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) found.push(one);
  return found;
};

/** What tells one form of a page from another: the names of what it posts. */
const signatureOf = (form: HTMLFormElement): string =>
  [...form.elements]
    .map((one) => (one as HTMLInputElement).name)
    .filter(Boolean)
    .join(' ');

/** The same form, made anew where the sent one was; folded away, it is what unfolds it. */
function reborn(around: Element, signature: string): HTMLElement | null {
  const form = [...around.querySelectorAll('form')].find((one) => signatureOf(one) === signature);
  if (!form) return null;
  if (isSeen(form)) return firstIn(form);
  const fold = form.closest('details')?.querySelector('summary');
  return fold && isSeen(fold) ? fold : null;
}

/**
 * Remembers where this form stands; what it gives says, once the form is answered, where to go on: in the form itself, in its
 * item, in the next one or the one before, in the same form made anew, at the heading of what is left.
 */
export function placeAfter(form: HTMLFormElement): () => HTMLElement | null {
  const item = form.closest('li, tr, article');
  const [next, previous] = [item?.nextElementSibling ?? null, item?.previousElementSibling ?? null];
  const ancestors = ancestorsOf(form);
  const signature = signatureOf(form);
  return () => {
    if (form.isConnected && isSeen(form)) return firstIn(form);
    const left = ancestors.filter((one) => one.isConnected);
    return (
      firstOf(item) ??
      firstOf(next) ??
      firstOf(previous) ??
      left.map((one) => reborn(one, signature)).find(Boolean) ??
      left.map(headingOf).find(Boolean) ??
      null
    );
  };
}

const itemsIn = (around: Element): HTMLElement[] =>
  [...around.querySelectorAll<HTMLElement>('li, tr, article')].filter(isSeen);

/** The first thing of an item that one may press, else the item itself, made able to take the focus by script alone. */
function placeIn(item: HTMLElement): HTMLElement {
  const first = firstOf(item);
  if (!first) item.tabIndex = -1;
  return first ?? item;
}

/**
 * Remembers the list above « Afficher la suite »; what it gives says, once the rest has come, where to go on: at the first item that
 * came behind those that were there, or at the first of those that came in their place.
 */
export function placeOfRest(more: Element): () => HTMLElement | null {
  const [around, list] = [more.parentElement, more.previousElementSibling];
  const isBefore = (one: Element, other: Element) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const last = around && itemsIn(around).findLast((item) => isBefore(item, more));
  return () => {
    const next = last?.isConnected
      ? itemsIn(around as Element).find((item) => isBefore(last, item))
      : list?.isConnected && itemsIn(list)[0];
    return next ? placeIn(next) : null;
  };
}
