// Says how a table is to be read, where the guess was wrong.
import { dateOrders, decimalSigns, delimiters, encodings } from '#domain/vocabulary.ts';
import { dateOrderLabels, decimalSignLabels, delimiterLabels, encodingLabels } from '../../datasets/words.ts';
import { ActDialog } from '../../forms/act-form.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Reading {
  encoding?: string | null;
  delimiter?: string | null;
  decimal?: string | null;
  dateOrder?: string | null;
  headerRow?: number | null;
  sheet?: string | null;
}

const optionsOf = <Value extends string>(values: readonly Value[], labels: Record<Value, string>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** The dialog; what a format has no part of is not asked. */
export function ChangeReading({ reading }: { reading: unknown }) {
  const { encoding, delimiter, decimal, dateOrder, headerRow, sheet } = (reading ?? {}) as Reading;
  return (
    <ActDialog
      title="Corriger la lecture du tableau"
      trigger={<Button size="s">Corriger la lecture</Button>}
      intent="reading"
      submitLabel="Relire le fichier"
    >
      {(errorsOf) => (
        <>
          {delimiter && (
            <SelectField
              label="Séparateur des colonnes"
              name="delimiter"
              isRequired
              defaultValue={delimiter}
              options={optionsOf(delimiters, delimiterLabels)}
              errors={errorsOf('delimiter')}
            />
          )}
          {encoding && (
            <SelectField
              label="Encodage"
              name="encoding"
              isRequired
              defaultValue={encoding}
              options={optionsOf(encodings, encodingLabels)}
            />
          )}
          {decimal && (
            <SelectField
              label="Séparateur des décimales"
              name="decimal"
              isRequired
              defaultValue={decimal}
              options={optionsOf(decimalSigns, decimalSignLabels)}
            />
          )}
          {dateOrder && (
            <SelectField
              label="Ordre des dates"
              name="dateOrder"
              isRequired
              defaultValue={dateOrder}
              options={optionsOf(dateOrders, dateOrderLabels)}
            />
          )}
          {headerRow != null && (
            <TextField
              label="Ligne des noms de colonnes"
              name="headerRow"
              description="0 si aucune ligne ne nomme les colonnes."
              inputMode="numeric"
              defaultValue={String(headerRow)}
              isRequired
              errors={errorsOf('headerRow')}
            />
          )}
          {sheet && (
            <TextField
              label="Feuille ou couche"
              name="sheet"
              defaultValue={sheet}
              isRequired
              errors={errorsOf('sheet')}
            />
          )}
        </>
      )}
    </ActDialog>
  );
}
