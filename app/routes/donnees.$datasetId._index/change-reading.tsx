// Says how a table is to be read, where the guess was wrong.
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
              options={[
                { value: ';', label: 'Point-virgule (\u202f; )' },
                { value: ',', label: 'Virgule ( , )' },
                { value: '\t', label: 'Tabulation' },
                { value: '|', label: 'Barre ( | )' },
              ]}
              errors={errorsOf('delimiter')}
            />
          )}
          {encoding && (
            <SelectField
              label="Encodage"
              name="encoding"
              isRequired
              defaultValue={encoding}
              options={[
                { value: 'UTF-8', label: 'UTF-8' },
                { value: 'WINDOWS-1252', label: 'Windows (Europe de l’Ouest)' },
                { value: 'UTF-16LE', label: 'UTF-16' },
              ]}
            />
          )}
          {decimal && (
            <SelectField
              label="Séparateur des décimales"
              name="decimal"
              isRequired
              defaultValue={decimal}
              options={[
                { value: ',', label: 'Virgule\u00a0: 12,5' },
                { value: '.', label: 'Point\u00a0: 12.5' },
              ]}
            />
          )}
          {dateOrder && (
            <SelectField
              label="Ordre des dates"
              name="dateOrder"
              isRequired
              defaultValue={dateOrder}
              options={[
                { value: 'DMY', label: 'Jour, mois, année' },
                { value: 'MDY', label: 'Mois, jour, année' },
                { value: 'YMD', label: 'Année, mois, jour' },
              ]}
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
