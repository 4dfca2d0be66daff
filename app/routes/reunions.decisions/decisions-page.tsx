import { Form as RemixForm, useLoaderData } from '@remix-run/react';
import { outcomeKinds } from '#domain/vocabulary.ts';
import { namesToChoose } from '../../conventions/told-apart.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { useAnswer } from '../../forms/answer.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { count } from '../../french-format.ts';
import { OutcomeTable } from '../../outcomes/outcome-table.tsx';
import { outcomeKindLabels } from '../../outcomes/words.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { action } from './action.ts';
import styles from './decisions-page.module.css';
import type { loader } from './loader.ts';
import { SEVERAL, SeveralForm } from './several-form.tsx';

const stateOptions = [
  { value: 'ouvertes', label: 'Tâches à faire' },
  { value: 'retard', label: 'Tâches en retard' },
  { value: 'miennes', label: 'Tâches qui me sont confiées' },
  { value: 'faites', label: 'Tâches faites' },
];

/** The decisions and tasks of the meetings one sees. */
export function DecisionsPage() {
  const { outcomes, more, leaders } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  useDoneToast(answer);
  return (
    <>
      <PageTitle
        crumbs={[{ to: '/reunions', label: 'Réunions' }]}
        lead="Ce que les réunions ont décidé, et les tâches qui en découlent."
      >
        Relevé de décisions
      </PageTitle>
      <Stack gap="l">
        {answer && 'message' in answer && (
          <Notice tone="error" isLive>
            {answer.message}
          </Notice>
        )}
        <Filters />
        <p role="status" className="visually-hidden">
          {count(outcomes.length, 'décision ou tâche', 'décisions et tâches')}
        </p>
        {leaders && <SeveralForm leaders={leaders} />}
        {outcomes.length === 0 ? <Nothing /> : <OutcomeTable outcomes={outcomes} showsMeeting tickedFor={SEVERAL} />}
        {more && <More to={more} shown={outcomes.length} />}
        {outcomes.length > 0 && <SheetLinks list="decisions" what="ce relevé" />}
      </Stack>
    </>
  );
}

function Nothing() {
  const { chosen } = useLoaderData<typeof loader>();
  if (Object.values(chosen).some(Boolean))
    return (
      <EmptyState
        icon="search"
        title="Aucune décision ni tâche ne correspond"
        action={<LinkButton to="?">Tout afficher</LinkButton>}
      >
        Élargissez la convention, le type ou l’état.
      </EmptyState>
    );
  return (
    <EmptyState icon="flag" title="Rien à montrer">
      Les décisions et les tâches marquées dans les notes des réunions apparaissent ici.
    </EmptyState>
  );
}

/** Each made anew when the address says something else, so that it never tells another filter than the one that holds. */
function Filters() {
  const { chosen, conventions } = useLoaderData<typeof loader>();
  return (
    <RemixForm method="get" className={styles.filters}>
      <SelectField
        key={`convention ${chosen.conventionId}`}
        label="Convention"
        hideLabel
        name="convention"
        placeholder="Toutes les conventions"
        defaultValue={chosen.conventionId ?? ''}
        options={[...namesToChoose(conventions)].map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        key={`type ${chosen.kind}`}
        label="Type"
        hideLabel
        name="type"
        placeholder="Décisions et tâches"
        defaultValue={chosen.kind ?? ''}
        options={outcomeKinds.map((value) => ({ value, label: `${outcomeKindLabels[value]}s` }))}
      />
      <SelectField
        key={`etat ${chosen.state}`}
        label="État"
        hideLabel
        name="etat"
        placeholder="Tous les états"
        defaultValue={chosen.state ?? ''}
        options={stateOptions}
      />
      <Button type="submit" icon="filter">
        Filtrer
      </Button>
    </RemixForm>
  );
}
