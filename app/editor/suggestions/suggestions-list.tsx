// What waits for a decision in a text: by whom, where, why, and to accept or refuse, one by one or all that a filter leaves; and
// what was decided.
import { useRef, useState } from 'react';
import { formatDateTime } from '../../french-format.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DecidedList } from './decided-list.tsx';
import { OwnReason } from './own-reason.tsx';
import styles from './suggestions.module.css';
import type { Decision, ListedSuggestion, Suggestions } from './use-suggestions.ts';

export interface AboutSuggestions {
  suggestions: Suggestions;
  viewerId: string;
  /** The heading under which a block stands. */
  sectionOf(blockId: string): { id: string; title: string } | null;
  /** Shows where it stands. */
  onShow(suggestion: ListedSuggestion): void;
  /** Opens a thread on the passage where it stands; null for who may not. */
  onComment: ((suggestion: ListedSuggestion) => void) | null;
}

interface ListProps extends AboutSuggestions {
  mayDecide: boolean;
  /** Their own, and no other. */
  mayTakeBack: boolean;
}

const authorOf = ({ author }: ListedSuggestion): string =>
  author ? `${author.name}${author.organisation ? ` (${author.organisation.shortName})` : ''}` : 'Un compte supprimé';

interface Filter {
  id: 'person' | 'organisation' | 'section';
  label: string;
  all: string;
  /** The value that it tells suggestions apart by, and its words. */
  of(suggestion: ListedSuggestion): { value: string; label: string } | null;
}

const filtersOf = (sectionOf: AboutSuggestions['sectionOf']): Filter[] => [
  {
    id: 'person',
    label: 'Propositions de',
    all: 'tout le monde',
    of: (one) => one.author && { value: one.author.id, label: authorOf(one) },
  },
  {
    id: 'organisation',
    label: 'Organisme',
    all: 'tous',
    of: ({ author }) =>
      author?.organisation ? { value: author.organisation.shortName, label: author.organisation.shortName } : null,
  },
  {
    id: 'section',
    label: 'Partie du texte',
    all: 'tout le texte',
    of({ blockId }) {
      const section = blockId === null ? null : sectionOf(blockId);
      return section && { value: section.id, label: section.title };
    },
  },
];

/** The list. */
export function SuggestionsList(props: ListProps) {
  const { suggestions, mayDecide, sectionOf } = props;
  const { list, decide } = suggestions;
  const [chosen, choose] = useState<Partial<Record<Filter['id'], string>>>({});
  const [reason, setReason] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  if (list === 'loading') return <p role="status">Lecture en cours…</p>;
  if (list === 'failed')
    return <p role="alert">La liste n’est pas arrivée. Vérifiez la connexion, puis rouvrez cette fenêtre.</p>;
  const filters = filtersOf(sectionOf).map((filter) => {
    const options = new Map(
      list.flatMap((one) => {
        const option = filter.of(one);
        return option ? [[option.value, option.label] as const] : [];
      }),
    );
    // What was chosen may have been decided meanwhile.
    const value = options.has(chosen[filter.id] ?? '') ? (chosen[filter.id] ?? '') : '';
    return { ...filter, options, value };
  });
  const shown = list.filter((one) => filters.every(({ value, of }) => value === '' || of(one)?.value === value));
  const settle = async (ids: readonly string[], decision: Decision) => {
    // A reason that has not arrived is not typed twice.
    if (!(await decide(ids, decision, reason))) return;
    setReason('');
    // The button is gone with its line.
    heading.current?.focus();
  };
  const all = shown.map(({ id }) => id);
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        En attente ({list.length})
      </h3>
      {list.length === 0 ? (
        <p role="status">Rien n’attend de décision dans ce texte.</p>
      ) : (
        <p>Le texte se lit, se vote et se signe sans ce qui est proposé, tant que rien n’est accepté.</p>
      )}
      {filters
        .filter(({ options }) => options.size > 1)
        .map(({ id, label, all: every, options, value }) => (
          <SelectField
            key={id}
            label={label}
            value={value}
            onChange={({ target }) => choose((last) => ({ ...last, [id]: target.value }))}
            options={[
              { value: '', label: every },
              ...[...options].map(([option, words]) => ({ value: option, label: words })),
            ]}
          />
        ))}
      {mayDecide && list.length > 0 && (
        <TextField
          label="Motif de la décision"
          description="Il est dit à l’auteur de la proposition."
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      )}
      <ul className={styles.list} aria-label="Propositions en attente">
        {shown.map((one) => (
          <Line key={one.id} {...props} suggestion={one} settle={settle} />
        ))}
      </ul>
      {list.length > 0 && shown.length === 0 && <p role="status">Aucune proposition ne répond à ces choix.</p>}
      {mayDecide && shown.length > 1 && (
        <ButtonRow>
          <Button size="s" variant="secondary" onPress={() => settle(all, 'ACCEPTED')}>
            Tout accepter ({all.length})
          </Button>
          <Button size="s" variant="secondary" onPress={() => settle(all, 'REFUSED')}>
            Tout refuser ({all.length})
          </Button>
        </ButtonRow>
      )}
      <DecidedList decided={suggestions.decided} reopen={suggestions.reopen} />
    </>
  );
}

interface LineProps extends ListProps {
  suggestion: ListedSuggestion;
  settle(ids: readonly string[], decision: Decision): void;
}

function Line({ suggestion, settle, suggestions, viewerId, mayDecide, mayTakeBack, onShow, onComment }: LineProps) {
  const { id, summary, blockId, author, madeAt } = suggestion;
  const isOwn = author?.id === viewerId && (mayDecide || mayTakeBack);
  return (
    <li>
      <p className={styles.words}>{summary}</p>
      <p className={styles.who}>
        {authorOf(suggestion)}
        {madeAt && `, le ${formatDateTime(madeAt)}`}
      </p>
      <OwnReason suggestion={suggestion} isOwn={isOwn} explain={suggestions.explain} />
      <ButtonRow>
        {mayDecide && (
          <>
            <Button size="s" aria-label={`Accepter\u00a0: ${summary}`} onPress={() => settle([id], 'ACCEPTED')}>
              Accepter
            </Button>
            <Button
              size="s"
              variant="secondary"
              aria-label={`Refuser\u00a0: ${summary}`}
              onPress={() => settle([id], 'REFUSED')}
            >
              Refuser
            </Button>
          </>
        )}
        {mayTakeBack && author?.id === viewerId && (
          <Button
            size="s"
            variant="secondary"
            aria-label={`Retirer\u00a0: ${summary}`}
            onPress={() => settle([id], 'REFUSED')}
          >
            Retirer
          </Button>
        )}
        {blockId && (
          <Button size="s" variant="quiet" aria-label={`Voir\u00a0: ${summary}`} onPress={() => onShow(suggestion)}>
            Voir
          </Button>
        )}
        {blockId && onComment && (
          <Button
            size="s"
            variant="quiet"
            aria-label={`Commenter\u00a0: ${summary}`}
            onPress={() => onComment(suggestion)}
          >
            Commenter
          </Button>
        )}
      </ButtonRow>
    </li>
  );
}
