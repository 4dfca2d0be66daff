// What the combobox knows: what is typed, what matches it, which option is active, what a key does. Used by combobox.tsx.
import { type KeyboardEvent, useState } from 'react';
import type { Option } from './select-field.tsx';

const folded = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr');

/** Options that contain what is typed, whatever the accents and capitals: « helene » finds « Hélène ». */
export function matching<Value extends string>(options: readonly Option<Value>[], typed: string) {
  const wanted = folded(typed.trim());
  return options.filter(({ label, description = '' }) => folded(`${label} ${description}`).includes(wanted));
}

export interface ComboboxChoice {
  options: readonly Option[];
  chosen: string | null;
  onChoose: (value: string | null) => void;
}

/** The state of one combobox and the acts upon it. */
export function useCombobox({ options, chosen, onChoose }: ComboboxChoice) {
  const labelOf = (value: string | null) => options.find((option) => option.value === value)?.label ?? '';
  // What is typed, while it is not yet a choice.
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = typed === undefined ? options : matching(options, typed);
  const close = () => {
    setOpen(false);
    setActive(-1);
    setTyped(undefined);
  };
  const choose = (option: Option | undefined) => {
    if (!option || option.isDisabled) return;
    onChoose(option.value);
    close();
  };
  const move = (step: 1 | -1) => {
    setOpen(true);
    const start = isOpen ? active : shown.findIndex(({ value }) => value === chosen) - (step === 1 ? 1 : 0);
    const ring = shown.map((_, rank) => (start + step * (rank + 1) + 2 * shown.length) % shown.length);
    setActive(ring.find((rank) => !shown[rank]?.isDisabled) ?? -1);
  };
  const type = (words: string) => {
    setTyped(words);
    setOpen(true);
    setActive(words.trim() === '' ? -1 : matching(options, words).findIndex(({ isDisabled }) => !isDisabled));
    if (words === '') onChoose(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && isOpen) choose(shown[active]);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
    // Escape closes the list, not the dialog around it.
    event.stopPropagation();
  };
  return { text: typed ?? labelOf(chosen), shown, isOpen, active, setOpen, close, choose, type, press };
}
