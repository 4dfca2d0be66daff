// The keys that go to the search from anywhere: Ctrl + K (⌘ K), and « / » for who has not switched it off in their account
// (WCAG 2.1.4). Neither acts while one types: a « / » is a sign of the text, and Ctrl + K makes a link in the editor.
import { useEffect, useRef } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"], [role="combobox"]') !== null);

/** Calls `go` at those keys; a window that is open keeps them. */
export function useSearchKeys(hasSlash: boolean, go: () => void): void {
  const latest = useRef(go);
  latest.current = go;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const isControl = event.ctrlKey || event.metaKey;
      const isK = isControl && !event.shiftKey && event.key.toLowerCase() === 'k';
      const isSlash = hasSlash && !isControl && event.key === '/';
      if (!isK && !isSlash) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [hasSlash]);
}
