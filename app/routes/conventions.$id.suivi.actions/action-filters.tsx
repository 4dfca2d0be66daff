// Which actions the page shows: a form that only goes to an address, so that a choice can be kept and sent.
import { Form as RemixForm } from '@remix-run/react';
import { type ActionStatus, actionStatuses } from '#domain/vocabulary.ts';
import { actionStatusLabels } from '../../follow-up/words.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './actions-page.module.css';

export interface ActionFiltersProps {
  filter: { status: ActionStatus | null; axisId: string | null; mine: boolean; words: string };
  parts: readonly { id: string | null; number: string | null; title: string }[];
}

export function ActionFilters({ filter, parts }: ActionFiltersProps) {
  return (
    <RemixForm method="get" role="search" aria-label="Actions" preventScrollReset key={JSON.stringify(filter)}>
      <div className={styles.filters}>
        <SelectField
          label="État"
          name="etat"
          placeholder="Tous les états"
          defaultValue={filter.status ?? ''}
          options={actionStatuses.map((status) => ({ value: status, label: actionStatusLabels[status] }))}
        />
        <SelectField
          label="Partie du texte"
          name="partie"
          placeholder="Tout le texte"
          defaultValue={filter.axisId ?? ''}
          options={parts.flatMap(({ id, number, title }) =>
            id ? [{ value: id, label: number ? `${number} · ${title}` : title }] : [],
          )}
        />
        <TextField label="Mots" name="mots" type="search" defaultValue={filter.words} />
        <div className={styles.send}>
          <Checkbox label="Que je pilote" name="miennes" defaultChecked={filter.mine} />
          <Button type="submit">Filtrer</Button>
        </div>
      </div>
    </RemixForm>
  );
}
