// Tells the form that a value without an event of its own has changed, so that conform checks it again. Used by the
// fields that post through a hidden input (combobox, date).
import { type RefObject, useEffect, useRef } from 'react';

/** Whenever `value` changes, the named input inside `box` says `input`, as if somebody had typed. */
export function useTellForm(box: RefObject<HTMLElement>, value: string | null): void {
  const told = useRef(value);
  useEffect(() => {
    if (told.current === value) return;
    told.current = value;
    box.current?.querySelector('input[name]')?.dispatchEvent(new Event('input', { bubbles: true }));
  }, [box, value]);
}
