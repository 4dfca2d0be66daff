import { participantRoles, territories } from '#domain/vocabulary.ts';
import { participantRoleLabels, participantRoleMeanings } from '../../conventions/words.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { FaultList } from '../../ui/error-summary.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { sampleInput } from './sample-form.ts';

const roles = participantRoles.map((value) => ({
  value,
  label: participantRoleLabels[value],
  description: participantRoleMeanings[value],
}));

/** A whole form: one schema for browser and action; send it empty to see its errors. */
export function FormPanel({ answer }: { answer: object | undefined }) {
  const [form, fields] = useSchemaForm({ schema: sampleInput, answer, id: 'exemple' });
  return (
    <Section title="Formulaire" lead="Envoyez-le vide pour voir les erreurs. Il fonctionne aussi sans JavaScript.">
      <Stack gap="l">
        {answer && 'ok' in answer && answer.ok === true && (
          <Notice tone="success" isLive>
            Tout est juste.
          </Notice>
        )}
        <Form form={form} preventScrollReset>
          <Fields>
            <TextField label="Nom" field={fields.name} autoComplete="off" />
            <TextField label="Adresse électronique" field={fields.email} type="email" autoComplete="off" />
            <RadioGroup label="Rôle" field={fields.role} options={roles} />
            <SelectField
              label="Territoire"
              field={fields.territory}
              placeholder="Choisir…"
              options={territories.map((value) => ({ value, label: territoryLabels[value] }))}
            />
            <DateField label="Échéance" field={fields.due} />
            <TextArea label="Remarque" field={fields.remark} description="200 caractères au plus." />
            <Checkbox label="J’ai lu la charte Ingénierie 62" field={fields.agrees} />
          </Fields>
          <ButtonRow>
            <SubmitButton>Envoyer</SubmitButton>
            <LinkButton to="/composants">Recommencer</LinkButton>
          </ButtonRow>
        </Form>
        <FaultList
          faults={[
            { sentence: 'Un résumé d’erreurs, hors de tout formulaire.' },
            { fieldId: 'exemple-name', sentence: 'Chaque ligne mène à son champ.' },
          ]}
        />
      </Stack>
    </Section>
  );
}
