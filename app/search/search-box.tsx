// The search of the header: a field where there is room for one, an icon that leads to the page of the search where there
// is not. Suggests as one types, after the ARIA combobox pattern; without scripts it is a plain form.
import { Link, Form as RemixForm, useNavigate } from '@remix-run/react';
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { LONGEST_SEARCH } from '#domain/search/bounds.ts';
import { classes } from '../ui/classes.ts';
import control from '../ui/control.module.css';
import { Icon } from '../ui/icon.tsx';
import { addressOf, searchAddress, searchPath } from './addresses.ts';
import { Marked } from './marked.tsx';
import type { FoundHit } from './queries.ts';
import styles from './search.module.css';
import { useSearchKeys } from './use-search-keys.ts';
import { useSuggestions } from './use-suggestions.ts';
import { kindLabels, nameOf, placeWords, suggestedWords } from './words.ts';

/** `hasSlash`: « / » leads here. On the page of the search, which has a field of its own, there is none but the keys. */
export function SearchBox({ hasSlash, currentPath }: { hasSlash: boolean; currentPath: string }) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const isOnPage = currentPath === searchPath;
  useSearchKeys(hasSlash, () => {
    const shown = isOnPage ? document.querySelector<HTMLInputElement>('#recherche') : field.current;
    // Where the window is narrow the field is not shown.
    if (!shown || shown.offsetParent === null) return navigate(searchPath);
    shown.focus();
    shown.select();
  });
  if (isOnPage) return null;
  return (
    <>
      <div className={styles.wide}>
        {/* Emptied by going elsewhere: what was searched there is not what is searched here. */}
        <Field key={currentPath} field={field} hasSlash={hasSlash} />
      </div>
      <Link to={searchPath} className={styles.narrow} title="Rechercher">
        <Icon name="search" />
        <span className="visually-hidden">Rechercher</span>
      </Link>
    </>
  );
}

function useField() {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useSuggestions(typed);
  const hits = suggestions?.hits ?? [];
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const follow = (hit: FoundHit) => {
    close();
    // A file is not a page.
    if (hit.kind === 'FILE') window.location.assign(addressOf(hit));
    else navigate(addressOf(hit));
  };
  const move = (step: 1 | -1) => {
    setOpen(true);
    // One place more than there are suggestions: none of them, which is the field itself.
    const places = hits.length + 1;
    setActive(((active + 1 + step + places) % places) - 1);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const hit = hits[active];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && isOpen && hit) follow(hit);
    else if (event.key === 'Escape' && isOpen) close();
    else return;
    event.preventDefault();
  };
  const type = (words: string) => {
    setTyped(words);
    setOpen(true);
    setActive(-1);
  };
  return { typed, isOpen: isOpen && suggestions !== null, active, hits, suggestions, close, follow, press, type };
}

function Field({ field, hasSlash }: { field: RefObject<HTMLInputElement>; hasSlash: boolean }) {
  const { typed, isOpen, active, hits, suggestions, close, follow, press, type } = useField();
  const id = useId();
  return (
    <RemixForm action={searchPath} onSubmit={close} role="search">
      <span className={classes(control.inset, control.leading)}>
        <Icon name="search" className={control.leadingIcon} />
        <input
          ref={field}
          type="text"
          name="q"
          role="combobox"
          aria-label="Rechercher dans toute la plate-forme"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-keyshortcuts={hasSlash ? 'Control+K /' : 'Control+K'}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={LONGEST_SEARCH}
          placeholder="Rechercher"
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
          onBlur={close}
          className={classes(control.control, styles.input)}
        />
        <span className={styles.key} aria-hidden="true">
          {hasSlash ? '/' : 'Ctrl K'}
        </span>
      </span>
      {/* For who presses no key, by voice or by a list of buttons; whoever types presses Enter. */}
      <button type="submit" tabIndex={-1} className="visually-hidden">
        Lancer la recherche
      </button>
      <p role="status" className="visually-hidden">
        {isOpen && suggestedWords(hits.length)}
      </p>
      {isOpen && (
        <div className={styles.suggestions}>
          <div id={id} role="listbox" aria-label="Suggestions">
            {hits.map((hit, rank) => (
              <Suggestion
                key={hit.id}
                id={`${id}-${rank}`}
                hit={hit}
                isActive={rank === active}
                onFollow={() => follow(hit)}
              />
            ))}
          </div>
          <p className={styles.all}>
            {hits.length === 0 ? 'Rien ne commence ainsi. ' : null}
            {/* Reached by Enter: the list is the input's, which keeps the focus. */}
            <Link
              to={searchAddress(suggestions?.words ?? typed)}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={close}
            >
              Voir tous les résultats
            </Link>
            <kbd className={styles.key}>Entrée</kbd>
          </p>
        </div>
      )}
    </RemixForm>
  );
}

interface SuggestionProps {
  id: string;
  hit: FoundHit;
  isActive: boolean;
  onFollow: () => void;
}

function Suggestion({ id, hit, isActive, onFollow }: SuggestionProps) {
  const isNamed = hit.title.length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: reached by aria-activedescendant
    <div
      id={id}
      ref={isActive ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      role="option"
      aria-selected={isActive}
      className={classes(styles.suggestion, isActive && styles.active)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onFollow}
    >
      <span className={styles.name}>
        <Marked segments={nameOf(hit)} />
      </span>
      <span className={styles.place}>
        {[kindLabels[hit.kind], ...placeWords(hit)].join(' · ')}
        {/* Of somebody who is found by their service, it says why. */}
        {isNamed && hit.passage.length > 0 && (
          <>
            {' · '}
            <Marked segments={hit.passage} />
          </>
        )}
      </span>
    </div>
  );
}
