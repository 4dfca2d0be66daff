// What is said of a dataset: what it is, to whom it is open, and, one press away, what makes it found. Used where data are
// deposited and where their description is changed.
import { useId, useState } from 'react';
import {
  datasetAccesses,
  datasetKinds,
  datasetLicences,
  datasetThemes,
  territories,
  updateFrequencies,
} from '#domain/vocabulary.ts';
import { territoryLabels } from '../organisations/words.ts';
import { Button } from '../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../ui/choice-field.tsx';
import { ComboboxField } from '../ui/combobox-field.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Fields } from '../ui/field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import styles from './dataset-fields.module.css';
import type { OrganisationChoice } from './dataset-queries.ts';
import {
  datasetAccessHelp,
  datasetAccessLabels,
  datasetKindLabels,
  datasetLicenceLabels,
  datasetThemeLabels,
  updateFrequencyLabels,
} from './words.ts';

type ErrorsOf = (name: string) => string[] | undefined;

/** What is said already, or proposed. */
export interface DatasetSaid {
  title?: string;
  description?: string;
  kind: string;
  themes: readonly string[];
  territories: readonly string[];
  periodFrom: string | null;
  periodTo: string | null;
  frequency: string;
  licence: string;
  access: string;
  producerId: string;
  contact: string | null;
  alternative: string | null;
  organisationIds: readonly string[];
  unitIds: readonly string[];
}

interface DatasetFieldsProps {
  said: DatasetSaid;
  organisations: readonly OrganisationChoice[];
  errorsOf: ErrorsOf;
  /** With a field for its title: several files each have their own. */
  withTitle?: boolean;
  /** With a field for the words that stand for its picture: it is an image or a map. */
  withAlternative?: boolean;
}

const optionsOf = <Value extends string>(values: readonly Value[], labels: Record<Value, string>) =>
  values.map((value) => ({ value, label: labels[value] }));

/** The fields; post them to `datasetPosted`. */
export function DatasetFields({ said, organisations, errorsOf, withTitle, withAlternative }: DatasetFieldsProps) {
  return (
    <Fields>
      {withTitle && (
        <TextField label="Titre" name="title" defaultValue={said.title} errors={errorsOf('title')} isRequired />
      )}
      <TextArea
        label="Description"
        name="description"
        description="Ce que c’est, d’où cela vient, à quoi cela sert. Ces mots servent aussi à retrouver les données."
        defaultValue={said.description}
        errors={errorsOf('description')}
      />
      {withAlternative && (
        <TextArea
          label="Texte de remplacement"
          name="alternative"
          description="Ce que montre l’image ou la carte, en une ou deux phrases, pour les personnes qui ne la voient pas."
          rows={2}
          defaultValue={said.alternative ?? ''}
          errors={errorsOf('alternative')}
        />
      )}
      <AccessFields said={said} organisations={organisations} errorsOf={errorsOf} />
      <Disclosure title="Nature, licence, thèmes, territoire, période">
        <DetailFields said={said} organisations={organisations} errorsOf={errorsOf} />
      </Disclosure>
    </Fields>
  );
}

/** Who may see it; the two MDADT together are one press. */
function AccessFields({ said, organisations, errorsOf }: Omit<DatasetFieldsProps, 'withTitle' | 'withAlternative'>) {
  const [access, setAccess] = useState(said.access);
  const box = useId();
  const services = organisations.flatMap(({ shortName, units }) =>
    units.map((unit) => ({ value: unit.id, label: `${shortName} · ${unit.shortName}`, territory: unit.territory })),
  );
  const houses = services.filter(({ territory }) => territory !== null);
  const tickHouses = () => {
    const inputs = document.getElementById(box)?.querySelectorAll<HTMLInputElement>('input[name="unitIds"]') ?? [];
    for (const input of inputs) if (houses.some(({ value }) => value === input.value)) input.checked = true;
  };
  return (
    <>
      <RadioGroup
        label="Qui peut les voir ?"
        name="access"
        isRequired
        defaultValue={said.access}
        options={datasetAccesses.map((value) => ({
          value,
          label: datasetAccessLabels[value],
          description: datasetAccessHelp[value],
        }))}
        errors={errorsOf('access')}
        onChange={(event) => setAccess(event.target.value)}
      />
      {access === 'CHOSEN' && (
        <div id={box} className={styles.chosen}>
          <CheckboxGroup
            label="Organismes"
            name="organisationIds"
            isInline
            options={organisations.map(({ id, shortName }) => ({ value: id, label: shortName }))}
            defaultValues={said.organisationIds}
            errors={errorsOf('organisationIds')}
          />
          {houses.length > 1 && (
            <Button onPress={tickHouses} icon="people">
              Cocher les deux MDADT
            </Button>
          )}
          {services.length > 0 && (
            <CheckboxGroup label="Services" name="unitIds" isInline options={services} defaultValues={said.unitIds} />
          )}
        </div>
      )}
    </>
  );
}

function DetailFields({ said, organisations, errorsOf }: Omit<DatasetFieldsProps, 'withTitle' | 'withAlternative'>) {
  return (
    <Fields>
      <div className={styles.pair}>
        <SelectField
          label="Nature"
          name="kind"
          isRequired
          defaultValue={said.kind}
          options={optionsOf(datasetKinds, datasetKindLabels)}
          errors={errorsOf('kind')}
        />
        <SelectField
          label="Licence"
          name="licence"
          isRequired
          defaultValue={said.licence}
          options={optionsOf(datasetLicences, datasetLicenceLabels)}
          errors={errorsOf('licence')}
        />
        <ComboboxField
          label="Producteur"
          name="producerId"
          isRequired
          defaultValue={said.producerId}
          options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          errors={errorsOf('producerId')}
        />
        <TextField
          label="Contact"
          name="contact"
          defaultValue={said.contact ?? ''}
          errors={errorsOf('contact')}
          autoComplete="off"
        />
        <SelectField
          label="Mise à jour"
          name="frequency"
          isRequired
          defaultValue={said.frequency}
          options={optionsOf(updateFrequencies, updateFrequencyLabels)}
          errors={errorsOf('frequency')}
        />
      </div>
      <CheckboxGroup
        label="Thèmes"
        name="themes"
        isInline
        options={optionsOf(datasetThemes, datasetThemeLabels)}
        defaultValues={said.themes as never[]}
      />
      <CheckboxGroup
        label="Territoires"
        name="territories"
        description="Rien de coché : tout le Pas-de-Calais."
        isInline
        options={optionsOf(territories, territoryLabels)}
        defaultValues={said.territories as never[]}
      />
      <div className={styles.pair}>
        <DateField
          label="Période, du"
          name="periodFrom"
          defaultValue={said.periodFrom ?? ''}
          errors={errorsOf('periodFrom')}
        />
        <DateField label="au" name="periodTo" defaultValue={said.periodTo ?? ''} errors={errorsOf('periodTo')} />
      </div>
    </Fields>
  );
}
