// What the agenda may be drawn from, beside it: each with « Ajouter »; the search for passages of the text, and the
// programme to choose from.
import { Form as RemixForm, useLoaderData } from '@remix-run/react';
import type { AgendaSource } from '#domain/vocabulary.ts';
import { formatDate } from '../../french-format.ts';
import { dayOf, writeMinutes } from '../../meetings/words.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AddButton } from './add-button.tsx';
import styles from './agenda-page.module.css';
import { Headings } from './headings.tsx';
import type { loader } from './loader.ts';
import type { ShownSuggestions, Suggestion } from './queries.ts';

/** Where a point comes from, as its link says it. */
export const sourceWords: Record<AgendaSource, string> = {
  OBLIGATION: 'Obligation',
  THREAD: 'Fil de commentaires',
  TASK: 'Tâche d’une réunion',
  PASSAGE: 'Passage du texte',
};

const groups: readonly { source: AgendaSource; title: string }[] = [
  { source: 'PASSAGE', title: 'Passages trouvés' },
  { source: 'OBLIGATION', title: 'Échéances' },
  { source: 'TASK', title: 'Tâches restées ouvertes' },
  { source: 'THREAD', title: 'Fils de commentaires à trancher' },
];

export interface SuggestionsProps {
  offered: ShownSuggestions;
  /** The meeting's own: what is of another year says so. */
  conventionId: string;
}

/** The side list. */
export function Suggestions({ offered, conventionId }: SuggestionsProps) {
  const { words } = useLoaderData<typeof loader>();
  const { agendaSuggestions: suggestions, agendaHeadings, previousAgenda } = offered;
  return (
    <div className={styles.side}>
      <Section title="En attente" lead="Ce qui reste ouvert et n’est pas encore à l’ordre du jour.">
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
          {agendaHeadings.length > 0 && <Headings offered={agendaHeadings} />}
          {groups.map(({ source, title }) => (
            <Group
              key={source}
              title={title}
              suggestions={suggestions.filter((one) => one.source === source)}
              conventionId={conventionId}
            />
          ))}
          {previousAgenda && <PreviousPoints {...previousAgenda} />}
          {suggestions.length === 0 && !previousAgenda && !words && <p>Rien n’est en attente.</p>}
        </Stack>
      </Section>
    </div>
  );
}

interface GroupProps {
  title: string;
  suggestions: readonly Suggestion[];
  conventionId: string;
}

function Group({ title, suggestions, conventionId }: GroupProps) {
  if (suggestions.length === 0) return null;
  return (
    <Section title={title} level={3}>
      <ul className={styles.suggestions}>
        {suggestions.map((suggestion) => (
          <SuggestionRow
            key={Object.values(idsOf(suggestion)).join(' ')}
            suggestion={suggestion}
            isOfOtherYear={suggestion.convention.id !== conventionId}
          />
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

function SuggestionRow({ suggestion, isOfOtherYear }: { suggestion: Suggestion; isOfOtherYear: boolean }) {
  const { title, dueOn, isLate, convention } = suggestion;
  const about = [isOfOtherYear && `Convention ${convention.year}`, dueOn && `échéance ${formatDate(dueOn)}`]
    .filter(Boolean)
    .join(', ');
  return (
    <li className={styles.suggestion}>
      <div className={styles.words}>
        <p>{title}</p>
        {about && (
          <p className={styles.about}>
            {isLate && (
              <Badge tone="danger" icon="warning">
                En retard
              </Badge>
            )}{' '}
            {about}
          </p>
        )}
      </div>
      <AddButton title={title} about={about} fields={idsOf(suggestion)} />
    </li>
  );
}

/** Nobody records what the meeting before reached: its points are there to be taken up again, one by one. */
function PreviousPoints({ meeting, points }: NonNullable<ShownSuggestions['previousAgenda']>) {
  return (
    <Section
      title="Reprendre les points de la réunion précédente"
      level={3}
      lead={`${meeting.title}, ${dayOf(meeting)}`}
    >
      <ul className={styles.suggestions}>
        {points.map(({ title, minutes }) => (
          <li key={title} className={styles.suggestion}>
            <div className={styles.words}>
              <p>{title}</p>
              {minutes !== null && <p className={styles.about}>{writeMinutes(minutes)}</p>}
            </div>
            <AddButton title={title} fields={{ minutes }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
