// Where one is after a form: on what was refused, whatever the form and wherever its answer stands; where one goes on, when what
// one was on has gone with the act. root.tsx renders it once; forms, their actions and the notices know nothing of it.
import { useFetchers, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { REFUSAL } from './notice.tsx';
import { placeAfter } from './place-after.ts';

/** The name of the button by which conform asks a form to be judged again; its own, not exported to pages. */
export const INTENT = '__intent__';

const isSeen = (element: Element) => element.getClientRects().length > 0;

/** What says why this form was refused: inside it, else beside it in its dialog or on its page; else its first faulty field. */
function refusalOf(form: HTMLFormElement): HTMLElement | null {
  const within = form.querySelector<HTMLElement>(REFUSAL);
  if (within) return within;
  const around = form.closest('[role="dialog"], [role="alertdialog"], main');
  const beside = [...(around?.querySelectorAll<HTMLElement>(REFUSAL) ?? [])].filter(
    (notice) => !notice.closest('form') && isSeen(notice),
  );
  // The nearest one before the form; the page's own stands first.
  const isBefore = (notice: Element) => (notice.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return beside.filter(isBefore).at(-1) ?? beside[0] ?? form.querySelector<HTMLElement>('[aria-invalid="true"]');
}

/** Moves to what was refused; says whether anything was. */
function goToRefusal(form: HTMLFormElement): boolean {
  const refusal = form.isConnected ? refusalOf(form) : null;
  refusal?.focus({ preventScroll: true });
  refusal?.scrollIntoView({ block: 'center' });
  return refusal !== null;
}

/** A dialog gives its focus back to a button that is gone after it has faded: ms. */
const FADED_MS = 400;

interface Sent {
  form: HTMLFormElement;
  /** Where to go on when it was taken and the focus is nowhere. */
  heir: () => HTMLElement | null;
  path: string;
}

/** Goes on where the act left one, on the same page and only where the focus is lost. */
function goOnAfter({ heir, path }: Sent): void {
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (isLost && window.location.pathname === path) heir()?.focus();
}

/** After each form that was sent: the focus on its refusal, in view; when it was taken, where it was or on what comes next. */
export function FormFocus() {
  const navigation = useNavigation();
  const isBusy = [navigation, ...useFetchers()].some(({ state }) => state !== 'idle');
  const sent = useRef<Sent | null>(null);
  const wasBusy = useRef(false);
  /** Whether the person has gone on since: the focus is where they are, and stays there. */
  const hasGoneOn = useRef(false);
  const [sends, setSends] = useState(0);

  useEffect(() => {
    const remember = ({ target, submitter }: SubmitEvent) => {
      // conform judges a form again at each key by submitting an intent: nothing is sent, and nobody is to be moved.
      if (!(target instanceof HTMLFormElement) || submitter?.getAttribute('name') === INTENT) return;
      const { pathname: path } = window.location;
      sent.current = { form: target, heir: placeAfter(target), path };
      wasBusy.current = false;
      hasGoneOn.current = false;
      // After the form has judged itself, and has or has not left.
      setTimeout(() => setSends((count) => count + 1));
    };
    const goOn = () => {
      hasGoneOn.current = true;
    };
    document.addEventListener('submit', remember, true);
    document.addEventListener('pointerdown', goOn, true);
    document.addEventListener('keydown', goOn, true);
    return () => {
      document.removeEventListener('submit', remember, true);
      document.removeEventListener('pointerdown', goOn, true);
      document.removeEventListener('keydown', goOn, true);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each sending is looked at, also when nothing else changes
  useEffect(() => {
    const done = sent.current;
    if (!done) return;
    const { form } = done;
    if (isBusy) {
      wasBusy.current = true;
      return;
    }
    // Not sent at all: the page itself found what is wrong, and says so beside the fields.
    const isRefusedHere = !wasBusy.current && form.querySelector('[aria-invalid="true"]') !== null;
    if (!wasBusy.current && !isRefusedHere) return;
    sent.current = null;
    // Once the form has taken its answer over and shows it.
    setTimeout(() => {
      if (hasGoneOn.current || goToRefusal(form)) return;
      goOnAfter(done);
      setTimeout(() => {
        if (!hasGoneOn.current) goOnAfter(done);
      }, FADED_MS);
    });
  }, [isBusy, sends]);

  return null;
}
