// Keeps the rows whose column holds something: one filter more at a time, each with its own way back.
import { type FormEvent, useState } from 'react';
import { filterOperators } from '#domain/datasets/bounds.ts';
import type { DataColumn } from '../../datasets/data-table.tsx';
import type { RowFilter } from '../../datasets/table-window.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './content.module.css';

const operatorLabels: Record<RowFilter['operator'], string> = {
  CONTAINS: 'contient',
  EQUALS: 'est égal à',
  AT_LEAST: 'au moins',
  AT_MOST: 'au plus',
  EMPTY: 'est vide',
};

interface RowFiltersProps {
  columns: readonly DataColumn[];
  filters: readonly RowFilter[];
  onChange: (filters: readonly RowFilter[]) => void;
}

/** The form of one more filter, and those that hold. */
export function RowFilters({ columns, filters, onChange }: RowFiltersProps) {
  const [column, setColumn] = useState(columns[0]?.name ?? '');
  const [operator, setOperator] = useState<RowFilter['operator']>('CONTAINS');
  const [value, setValue] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (operator !== 'EMPTY' && value.trim() === '') return;
    onChange([...filters, { column, operator, value: value.trim() }]);
    setValue('');
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: React 18 does not know <search> */}
      <form onSubmit={add} role="search" aria-label="Lignes du tableau" className={styles.filters}>
        <SelectField
          label="Colonne"
          hideLabel
          value={column}
          onChange={(event) => setColumn(event.target.value)}
          options={columns.map(({ name }) => ({ value: name, label: name }))}
        />
        <SelectField
          label="Condition"
          hideLabel
          value={operator}
          onChange={(event) => setOperator(event.target.value as RowFilter['operator'])}
          options={filterOperators.map((one) => ({ value: one, label: operatorLabels[one] }))}
        />
        <TextField
          label="Valeur"
          hideLabel
          placeholder="Valeur"
          value={value}
          isDisabled={operator === 'EMPTY'}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" icon="filter">
          Filtrer
        </Button>
      </form>
      {filters.length > 0 && (
        <ul className={styles.chips} aria-label="Filtres">
          {filters.map((filter, rank) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same filter may stand twice
            <li key={`${rank} ${filter.column}`}>
              <Button
                size="s"
                iconAfter="close"
                onPress={() => onChange(filters.filter((_, other) => other !== rank))}
                aria-label={`Retirer le filtre ${filter.column} ${operatorLabels[filter.operator]} ${filter.value}`}
              >
                {`${filter.column} ${operatorLabels[filter.operator]} ${filter.value}`.trim()}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
