// What the agenda may be drawn from, beside it: each with « Ajouter »; and the search for passages of the text.
import { Form as RemixForm, useFetcher, useLoaderData } from '@remix-run/react';
import type { AgendaSource } from '#domain/inputs/agenda.ts';
import { useDoneToast } from '../../done-toast.ts';
import { formatDate } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './agenda-page.module.css';
import type { Suggestion } from './queries.ts';
import type { action, loader } from './route.tsx';

/** Where a point comes from, as its link says it. */
export const sourceWords: Record<AgendaSource, string> = {
  OBLIGATION: 'Obligation',
  THREAD: 'Fil de commentaires',
  TASK: 'Tâche d’une réunion',
  PASSAGE: 'Passage du texte',
};

const groups: readonly { source: AgendaSource; title: string }[] = [
  { source: 'PASSAGE', title: 'Passages trouvés' },
  { source: 'OBLIGATION', title: 'Échéances de la convention' },
  { source: 'TASK', title: 'Tâches restées ouvertes' },
  { source: 'THREAD', title: 'Fils de commentaires à trancher' },
];

/** The side list. */
export function Suggestions({ suggestions }: { suggestions: readonly Suggestion[] }) {
  const { words } = useLoaderData<typeof loader>();
  return (
    <div className={styles.side}>
      <Section title="En attente" lead="Ce qui reste ouvert dans la convention et n’est pas encore à l’ordre du jour.">
        <Stack gap="l">
          <RemixForm method="get" className={styles.search} preventScrollReset>
            <TextField label="Chercher un passage du texte" name="mots" defaultValue={words} autoComplete="off" />
            <Button type="submit" icon="search">
              Chercher
            </Button>
          </RemixForm>
          {words && !suggestions.some(({ source }) => source === 'PASSAGE') && (
            <p role="status">Aucun passage ne contient ces mots.</p>
          )}
          {groups.map(({ source, title }) => (
            <Group key={source} title={title} suggestions={suggestions.filter((one) => one.source === source)} />
          ))}
          {suggestions.length === 0 && !words && <p>Rien n’est en attente.</p>}
        </Stack>
      </Section>
    </div>
  );
}

function Group({ title, suggestions }: { title: string; suggestions: readonly Suggestion[] }) {
  if (suggestions.length === 0) return null;
  return (
    <Section title={title} level={3}>
      <ul className={styles.suggestions}>
        {suggestions.map((suggestion) => (
          <SuggestionRow key={keyOf(suggestion)} suggestion={suggestion} />
        ))}
      </ul>
    </Section>
  );
}

const idsOf = ({ occurrenceId, threadId, outcomeMeetingId, outcomeBlockId, blockId }: Suggestion) => ({
  occurrenceId,
  threadId,
  outcomeMeetingId,
  outcomeBlockId,
  blockId,
});

const keyOf = (suggestion: Suggestion): string => Object.values(idsOf(suggestion)).join(' ');

function SuggestionRow({ suggestion }: { suggestion: Suggestion }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const { title, dueOn, isLate } = suggestion;
  return (
    <li className={styles.suggestion}>
      <div className={styles.words}>
        <p>{title}</p>
        {dueOn && (
          <p className={styles.about}>
            {isLate && (
              <Badge tone="danger" icon="warning">
                En retard
              </Badge>
            )}{' '}
            échéance {formatDate(dueOn)}
          </p>
        )}
      </div>
      <fetcher.Form method="post">
        <input type="hidden" name="title" value={title} />
        {Object.entries(idsOf(suggestion)).map(
          ([name, id]) => id && <input key={name} type="hidden" name={name} value={id} />,
        )}
        <Button
          type="submit"
          name="intent"
          value="add"
          size="s"
          icon="add"
          isPending={fetcher.state !== 'idle'}
          aria-label={`Ajouter : ${title}`}
        >
          Ajouter
        </Button>
      </fetcher.Form>
    </li>
  );
}
