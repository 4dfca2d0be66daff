// Asks before a page is left on which somebody typed something that was not sent. root.tsx renders it once, for every form
// that posts; forms know nothing of it.
import { useBlocker } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import { networkTrouble } from '../frame/steady-fetch.ts';
import { INTENT } from './form-focus.tsx';

/** A form that sends something; searches and filters lose nothing. */
const postingFormOf = (target: EventTarget | null): HTMLFormElement | null => {
  const form = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target.form : null;
  return form?.method === 'post' ? form : null;
};

/** Watches what is typed by hand, and forgets it when its form is sent or gone. */
export function UnsentWords() {
  const typed = useRef(new Set<HTMLFormElement>());
  const sent = useRef<HTMLFormElement | null>(null);
  const hasUnsent = useCallback(() => {
    for (const form of typed.current) if (!form.isConnected) typed.current.delete(form);
    return typed.current.size > 0;
  }, []);
  useEffect(() => {
    const remember = (event: Event) => {
      const form = event.isTrusted ? postingFormOf(event.target) : null;
      if (form) typed.current.add(form);
    };
    const forget = (event: Event) => {
      const { target: form } = event;
      if (!(form instanceof HTMLFormElement)) return;
      // conform judges a form again at each key by submitting an intent: nothing is sent.
      if (event instanceof SubmitEvent && event.submitter?.getAttribute('name') === INTENT) return;
      if (!typed.current.delete(form)) return;
      sent.current = form;
      // The page itself found what is wrong: it was not sent.
      setTimeout(() => form.querySelector('[aria-invalid="true"]') && typed.current.add(form));
    };
    const notSent = () => {
      if (networkTrouble.now() === 'form' && sent.current) typed.current.add(sent.current);
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (hasUnsent()) event.preventDefault();
    };
    document.addEventListener('input', remember, true);
    document.addEventListener('submit', forget, true);
    document.addEventListener('reset', forget, true);
    window.addEventListener('beforeunload', warn);
    const unsubscribe = networkTrouble.subscribe(notSent);
    return () => {
      unsubscribe();
      document.removeEventListener('input', remember, true);
      document.removeEventListener('submit', forget, true);
      document.removeEventListener('reset', forget, true);
      window.removeEventListener('beforeunload', warn);
    };
  }, [hasUnsent]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && hasUnsent(),
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // The browser's own question, as when a tab is closed: the same for both ways of leaving.
    if (window.confirm('Ce que vous avez saisi n’est pas envoyé. Quitter cette page quand même ?')) {
      typed.current.clear();
      blocker.proceed();
    } else blocker.reset();
  }, [blocker]);
  return null;
}
