// The living part of ComboboxField: an input that filters a list, after the ARIA combobox pattern. React Aria's own
// hides the rest of the page while its list is open, with its focusable parts: axe refuses that, so this one does not.
import { useId, useRef } from 'react';
import { Popover } from 'react-aria-components';
import { classes } from './classes.ts';
import styles from './combobox.module.css';
import control from './control.module.css';
import type { FieldWiring } from './field.tsx';
import { Icon } from './icon.tsx';
import type { Option } from './select-field.tsx';
import { useTellForm } from './tell-form.ts';
import { type ComboboxChoice, useCombobox } from './use-combobox.ts';

export interface ComboboxProps extends ComboboxChoice {
  wiring: FieldWiring;
  placeholder?: string | undefined;
}

/** The input, its button and its list. What is typed without being chosen is forgotten when focus leaves. */
export function Combobox(props: ComboboxProps) {
  const { wiring, placeholder, chosen } = props;
  const { text, shown, isOpen, active, setOpen, close, choose, type, press } = useCombobox(props);
  const listId = useId();
  const box = useRef<HTMLSpanElement>(null);
  const { name, form, ...attributes } = wiring.control;
  useTellForm(box, chosen);
  const toggle = () => {
    if (isOpen) close();
    else setOpen(true);
    box.current?.querySelector('input')?.focus();
  };
  return (
    <span ref={box} className={control.inset}>
      <input
        {...attributes}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(event) => type(event.target.value)}
        onClick={() => setOpen(true)}
        onKeyDown={press}
        onBlur={close}
        className={control.control}
      />
      <input type="hidden" name={name} form={form} value={chosen ?? ''} disabled={attributes.disabled} />
      <button
        type="button"
        tabIndex={-1}
        aria-label="Montrer les choix"
        disabled={attributes.disabled}
        className={control.insetButton}
        // Focus stays in the input: leaving it would close the list.
        onMouseDown={(event) => event.preventDefault()}
        onClick={toggle}
      >
        <Icon name="chevron-down" />
      </button>
      {/* Not told of the popover's own wish to close: it has it at each scroll, and typing may scroll. */}
      <Popover triggerRef={box} isOpen={isOpen} isNonModal className={styles.popover} offset={4}>
        <Choices
          id={listId}
          labelId={wiring.labelId}
          options={shown}
          chosen={chosen}
          active={active}
          onChoose={choose}
        />
      </Popover>
    </span>
  );
}

interface ChoicesProps {
  id: string;
  labelId: string;
  options: readonly Option[];
  chosen: string | null;
  active: number;
  onChoose: (option: Option) => void;
}

function Choices({ id, labelId, options, chosen, active, onChoose }: ChoicesProps) {
  if (options.length === 0)
    return (
      <p role="status" className={styles.none}>
        Aucun résultat
      </p>
    );
  return (
    <div id={id} role="listbox" aria-labelledby={labelId} className={styles.list}>
      {options.map((option, rank) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: reached by aria-activedescendant
        <div
          key={option.value}
          id={`${id}-${rank}`}
          ref={rank === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          role="option"
          aria-selected={option.value === chosen}
          aria-disabled={option.isDisabled}
          className={classes(styles.option, rank === active && styles.active)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          {option.label}
          {option.description && <span className={styles.description}>{option.description}</span>}
        </div>
      ))}
    </div>
  );
}
