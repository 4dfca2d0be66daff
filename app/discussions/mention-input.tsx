// Where a comment is written: a text area in which `@` proposes people and organisations. Keys: arrows move in the list,
// Enter chooses, Escape closes it; the focus never leaves the text.
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { Popover } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { plural } from '../french-format.ts';
import { classes } from '../ui/classes.ts';
import control from '../ui/control.module.css';
import { Icon } from '../ui/icon.tsx';
import styles from './mention-input.module.css';
import type { Mentioned } from './panel-types.ts';
import { useMentionable } from './use-mentionable.ts';
import { insertMention, type KnownNames, mentionAt } from './written-mentions.ts';

/** What is written so far, and who is meant by the names in it. */
export interface Written {
  text: string;
  known: KnownNames;
}

export interface MentionInputProps {
  conventionId: string;
  label: string;
  written: Written;
  onWrite(written: Written): void;
  /** Ctrl + Enter. */
  onSend(): void;
  /** Escape, when no list is open. */
  onLeave?: (() => void) | undefined;
  input: RefObject<HTMLTextAreaElement>;
  /** Id of the sentence that says what is wrong. */
  errorId: string;
  isInvalid: boolean;
  autoFocus?: boolean | undefined;
}

function useList({ conventionId, written, onWrite, input }: MentionInputProps) {
  const [typed, setTyped] = useState<ReturnType<typeof mentionAt>>(null);
  const [active, setActive] = useState(0);
  const found = useMentionable(conventionId, typed?.query ?? null);
  const close = () => setTyped(null);
  const look = () => {
    const area = input.current;
    setTyped(area && area.selectionStart === area.selectionEnd ? mentionAt(area.value, area.selectionStart) : null);
    setActive(0);
  };
  const choose = (person: Mentioned | undefined) => {
    const area = input.current;
    if (!person || !typed || !area) return;
    const { caret, ...next } = insertMention(written, { start: typed.start, caret: area.selectionStart }, person);
    // At once: the next key may follow in the same moment, and must find the caret after the name.
    flushSync(() => onWrite(next));
    close();
    area.focus();
    area.setSelectionRange(caret, caret);
  };
  const isOpen = typed !== null && found.length > 0;
  const rank = Math.min(active, found.length - 1);
  const move = (step: 1 | -1) => setActive((rank + step + found.length) % found.length);
  return { found, isOpen, rank, close, look, choose, move };
}

/** The text area and its list. */
export function MentionInput(props: MentionInputProps) {
  const { label, written, onWrite, onSend, onLeave, input, errorId, isInvalid, autoFocus } = props;
  const { found, isOpen, rank, close, look, choose, move } = useList(props);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSend();
    else if (isOpen && event.key === 'ArrowDown') move(1);
    else if (isOpen && event.key === 'ArrowUp') move(-1);
    else if (isOpen && event.key === 'Enter') choose(found[rank]);
    else if (isOpen && event.key === 'Escape') close();
    else if (event.key === 'Escape' && onLeave && written.text === '') onLeave();
    else return;
    event.preventDefault();
    // Escape closes the list, not the sheet around it.
    event.stopPropagation();
  };
  return (
    <div ref={box}>
      <textarea
        ref={input}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${rank}` : undefined}
        aria-invalid={isInvalid || undefined}
        aria-describedby={isInvalid ? errorId : undefined}
        rows={2}
        value={written.text}
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write
        autoFocus={autoFocus}
        onChange={(event) => {
          onWrite({ ...written, text: event.target.value });
          look();
        }}
        onClick={look}
        onKeyDown={press}
        onBlur={close}
        className={classes(control.control, styles.input)}
      />
      <span role="status" className="visually-hidden">
        {isOpen && `${found.length} ${plural(found.length, 'proposition')}, choisissez avec les flèches et Entrée`}
      </span>
      <Popover
        triggerRef={box}
        isOpen={isOpen}
        onOpenChange={close}
        isNonModal
        placement="bottom start"
        offset={2}
        className={styles.popover}
      >
        <Proposals id={listId} found={found} rank={rank} onChoose={choose} />
      </Popover>
    </div>
  );
}

interface ProposalsProps {
  id: string;
  found: readonly Mentioned[];
  rank: number;
  onChoose(person: Mentioned): void;
}

function Proposals({ id, found, rank, onChoose }: ProposalsProps) {
  return (
    <div id={id} role="listbox" aria-label="Personnes et organismes" className={styles.list}>
      {found.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text area's, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: reached by aria-activedescendant
        <div
          key={person.id}
          id={`${id}-${index}`}
          ref={index === rank ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          role="option"
          aria-selected={index === rank}
          className={styles.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
        >
          <Icon name={person.kind === 'PERSON' ? 'person' : 'organisation'} className={styles.icon} />
          <span>
            {person.name} <span className={styles.detail}>{person.detail}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
