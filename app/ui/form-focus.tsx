// Where one is after a refused form: on what was refused, whatever the form and wherever its answer stands. root.tsx renders
// it once; forms, their actions and the notices that say a refusal know nothing of it.
import { useFetchers, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { REFUSAL } from './notice.tsx';

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

/** Moves to what was refused, if anything was. */
function goToRefusal(form: HTMLFormElement): void {
  const refusal = form.isConnected ? refusalOf(form) : null;
  refusal?.focus({ preventScroll: true });
  refusal?.scrollIntoView({ block: 'center' });
}

/** After each form that was sent: the focus on its refusal, in view; nowhere new when it was taken. */
export function RefusalFocus() {
  const navigation = useNavigation();
  const isBusy = [navigation, ...useFetchers()].some(({ state }) => state !== 'idle');
  const sent = useRef<HTMLFormElement | null>(null);
  const wasBusy = useRef(false);
  /** Whether the person has gone on since: the focus is where they are, and stays there. */
  const hasGoneOn = useRef(false);
  const [sends, setSends] = useState(0);

  useEffect(() => {
    const remember = ({ target, submitter }: SubmitEvent) => {
      // conform judges a form again at each key by submitting an intent: nothing is sent, and nobody is to be moved.
      if (!(target instanceof HTMLFormElement) || submitter?.getAttribute('name') === INTENT) return;
      sent.current = target;
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
    const form = sent.current;
    if (!form) return;
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
      if (!hasGoneOn.current) goToRefusal(form);
    });
  }, [isBusy, sends]);

  return null;
}
