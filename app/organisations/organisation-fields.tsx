// The fields that name an organisation, for the pages that add and change one.
import { type OrganisationKind, organisationKinds } from '#domain/vocabulary.ts';
import { Fields, type FormField } from '../ui/field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { organisationKindLabels } from './words.ts';

interface OrganisationFieldsProps {
  fields: {
    name: FormField;
    shortName: FormField;
    kind: FormField;
    siret: FormField;
    address: FormField;
    representative: FormField;
  };
  /** The kind when it is not this person's to choose. */
  fixedKind?: OrganisationKind;
}

/** Name, short name, kind, SIRET, seat and who signs. */
export function OrganisationFields({ fields, fixedKind }: OrganisationFieldsProps) {
  return (
    <Fields>
      <TextField label="Nom complet" field={fields.name} autoComplete="off" />
      <TextField
        label="Nom court"
        field={fields.shortName}
        autoComplete="off"
        description="Celui des listes et des curseurs."
      />
      {fixedKind ? (
        <input type="hidden" name={fields.kind.name} value={fixedKind} />
      ) : (
        <SelectField
          label="Type"
          field={fields.kind}
          placeholder="Choisir…"
          description="Les départements et les associations peuvent ouvrir une convention."
          options={organisationKinds.map((value) => ({ value, label: organisationKindLabels[value] }))}
        />
      )}
      <TextField
        label="SIRET"
        field={fields.siret}
        inputMode="numeric"
        autoComplete="off"
        description="14 chiffres, espaces permis."
      />
      <TextField
        label="Adresse du siège"
        field={fields.address}
        autoComplete="off"
        description="Sur une ligne, comme les conventions l’écrivent."
      />
      <TextField
        label="Représentant"
        field={fields.representative}
        autoComplete="off"
        description={'Qui signe, avec sa qualité. Exemple\u00a0: Anne Martin, présidente.'}
      />
    </Fields>
  );
}
