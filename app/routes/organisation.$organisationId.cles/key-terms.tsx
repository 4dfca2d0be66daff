// From where a key is used and until when: asked of a new one, and said anew of one that is there.
import { DateField, type DateFieldProps } from '../../ui/date-field.tsx';
import { TextField, type TextFieldProps } from '../../ui/text-field.tsx';

/** The two fields. */
export function KeyTerms({
  ranges,
  expiresOn,
}: {
  ranges: TextFieldProps['field'];
  expiresOn: DateFieldProps['field'];
}) {
  return (
    <>
      <TextField
        label="Adresses d’où elle s’utilise (facultatif)"
        field={ranges}
        autoComplete="off"
        description="Adresses IP ou réseaux séparés par une espace, par exemple 192.0.2.0/24. Rien : de partout."
      />
      <DateField
        label="Dernier jour (facultatif)"
        field={expiresOn}
        description="Les administrateurs sont prévenus un mois, une semaine et un jour avant."
      />
    </>
  );
}
