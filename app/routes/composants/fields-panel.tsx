import { degrees, organisationKinds } from '#domain/vocabulary.ts';
import { organisationKindLabels } from '../../organisations/words.ts';
import { degreeLabels, degreeMeanings } from '../../texts/words.ts';
import { Checkbox, CheckboxGroup, RadioGroup, Switch } from '../../ui/choice-field.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Section } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { PasswordField, TextArea, TextField } from '../../ui/text-field.tsx';
import styles from './composants.module.css';

const kinds = organisationKinds.map((value) => ({ value, label: organisationKindLabels[value] }));
const degreeOptions = degrees.map((value) => ({
  value,
  label: degreeLabels[value],
  description: degreeMeanings[value],
}));
const wrong = ['Cette valeur n’est pas reconnue.'];

/** Every field, empty, filled, wrong, disabled. */
export function FieldsPanel() {
  return (
    <Section title="Champs">
      <div className={styles.fieldGrid}>
        <TextField label="Intitulé" name="title" isRequired description="Tel qu’il paraîtra en tête du texte." />
        <TextField label="Intitulé" name="filled" defaultValue="Convention 2026" />
        <TextField label="Adresse électronique" name="wrong" isRequired defaultValue="elodie@" errors={wrong} />
        <TextField label="Champ fermé" name="disabled" isDisabled defaultValue="Rien à changer" />
        <TextField label="Champ en lecture" name="readonly" isRequired readOnly defaultValue="C05-515C01" />
        <TextField label="Rechercher" name="search" type="search" hideLabel placeholder="Rechercher une convention" />
        <PasswordField label="Mot de passe" name="password" isRequired autoComplete="current-password" />
        <PasswordField
          label="Mot de passe"
          name="wrong-password"
          isRequired
          autoComplete="current-password"
          errors={wrong}
        />
        <TextArea label="Remarque" name="remark" defaultValue={'Deux lignes\nsuffisent.'} />
        <TextArea label="Remarque" name="wrong-remark" isRequired errors={wrong} />
        <SelectField label="Nature de l’organisme" name="kind" options={kinds} placeholder="Choisir…" isRequired />
        <SelectField label="Nature de l’organisme" name="wrong-kind" options={kinds} errors={wrong} isRequired />
        <ComboboxField
          label="Organisme"
          name="organisation"
          options={kinds}
          placeholder="Taper pour chercher"
          isRequired
        />
        <ComboboxField
          label="Degré"
          name="degree"
          options={degreeOptions}
          defaultValue="COMMITS"
          errors={wrong}
          isRequired
        />
        <DateField label="Échéance" name="due" isRequired defaultValue="2025-04-22" />
        <DateField label="Échéance" name="wrong-due" isRequired errors={wrong} min="2025-01-01" max="2025-12-31" />
        <RadioGroup
          label="Degré d’engagement"
          name="choice"
          options={degreeOptions.slice(0, 3)}
          defaultValue="MUST"
          isRequired
        />
        <CheckboxGroup
          label="Prévenir par courriel"
          name="mails"
          options={kinds.slice(0, 4)}
          defaultValues={['EPCI']}
          errors={wrong}
          isRequired
        />
        <div>
          <Checkbox label="Rester connecté" name="stay" defaultChecked description="Sur ce poste seulement." />
          <Checkbox label="Case fausse" name="wrong-stay" errors={wrong} />
          <Checkbox label="Case fermée" name="closed-stay" isDisabled defaultChecked />
        </div>
        <div>
          <Switch label="Recevoir le résumé par courriel" name="digest" defaultChecked />
          <Switch label="Montrer les fils résolus" name="resolved" />
          <Switch label="Réglage fermé" name="closed-switch" isDisabled />
        </div>
        <RadioGroup
          label="Côte à côte"
          name="inline"
          options={kinds.slice(0, 3)}
          defaultValue="AGENCY"
          isInline
          isRequired
        />
        <FileField
          label="Convention à importer"
          name="file"
          accept=".docx,.odt"
          limits="DOCX ou ODT, 20 Mo au plus"
          isRequired
        />
        <FileField
          label="Fichier refusé"
          name="wrong-file"
          accept=".docx"
          limits="DOCX, 20 Mo au plus"
          isRequired
          errors={['Ce fichier n’est pas un document DOCX.']}
        />
      </div>
    </Section>
  );
}
