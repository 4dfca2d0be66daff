// The form over a list that narrows it: words, choices, something to tick. It only goes to an address, so that what was chosen
// can be kept and sent. Used by the lists of conventions, of data and of documents; knows none of them.
import { Form as RemixForm } from '@remix-run/react';
import { Button } from './button.tsx';
import { Checkbox } from './choice-field.tsx';
import styles from './list-filters.module.css';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

interface FilterChoice {
  name: string;
  label: string;
  /** What the list shows while nothing is chosen: « Tous les types ». */
  none: string;
  chosen: string | null | undefined;
  options: readonly { value: string; label: string }[];
}

export interface ListFiltersProps {
  /** What the list is of: the name of its form. */
  label: string;
  /** Words in it, searched where `label` says. */
  words: { label: string; chosen: string | null | undefined };
  choices: readonly FilterChoice[];
  tick?: { name: string; label: string; isTicked: boolean };
}

/** The form; it begins anew when the address says something else. */
export function ListFilters({ label, words, choices, tick }: ListFiltersProps) {
  const said = JSON.stringify([words.chosen, choices.map(({ chosen }) => chosen), tick?.isTicked]);
  return (
    <RemixForm key={said} method="get" role="search" aria-label={label} className={styles.filters}>
      <div className={styles.words}>
        <TextField
          label={words.label}
          hideLabel
          name="mots"
          type="search"
          placeholder="Rechercher"
          defaultValue={words.chosen ?? ''}
        />
      </div>
      {choices.map((choice) => (
        <div key={choice.name} className={styles.choice}>
          <SelectField
            label={choice.label}
            hideLabel
            name={choice.name}
            placeholder={choice.none}
            defaultValue={choice.chosen ?? ''}
            options={choice.options}
          />
        </div>
      ))}
      {tick && <Checkbox label={tick.label} name={tick.name} isRequired defaultChecked={tick.isTicked} />}
      <Button type="submit" icon="filter">
        Filtrer
      </Button>
    </RemixForm>
  );
}
