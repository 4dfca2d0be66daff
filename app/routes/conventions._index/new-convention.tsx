import { useLoaderData } from '@remix-run/react';
import { createConventionInput } from '#domain/conventions/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { TemplateSelect } from '../../templates/template-select.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** Begins a convention that continues none. */
export function NewConvention() {
  const { nextYear } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [form, fields] = useSchemaForm({
    schema: createConventionInput,
    answer,
    defaultValue: { year: nextYear },
    id: 'nouvelle-convention',
  });
  return (
    <Disclosure title="Commencer une convention" isOpenAtFirst={answer !== undefined}>
      <Form form={form}>
        <Fields>
          <TextField label="Titre" field={fields.title} autoComplete="off" />
          <TextField label="Année" field={fields.year} inputMode="numeric" autoComplete="off" />
          <Beginning />
        </Fields>
        <ButtonRow>
          <SubmitButton>Commencer la rédaction</SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}

/** The template to begin with, and between whom: nothing where the organisation has no template. */
function Beginning() {
  const { templates, parties, ownOrganisationId } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  if (templates.length === 0) return null;
  const side = (isOn: (party: (typeof parties)[number]) => boolean) => {
    const options = parties.filter(isOn).map(({ id, name }) => ({ value: id, label: name }));
    const own = options.find(({ value }) => value === ownOrganisationId);
    return { options, defaultValue: own?.value ?? '' };
  };
  const errorsOf = (name: string) => (answer?.fields[name] ? [answer.fields[name]] : undefined);
  return (
    <>
      <TemplateSelect
        templates={templates}
        none={'Aucun\u00a0: un article pour commencer'}
        errors={errorsOf('templateId')}
      />
      <SelectField
        label="Département, pour les champs du modèle"
        name="departmentId"
        placeholder="À compléter plus tard"
        {...side(({ kind }) => kind === 'DEPARTMENT')}
        errors={errorsOf('departmentId')}
      />
      <SelectField
        label="Partenaire, pour les champs du modèle"
        name="partnerId"
        placeholder="À compléter plus tard"
        {...side(({ kind }) => kind !== 'DEPARTMENT')}
        errors={errorsOf('partnerId')}
      />
    </>
  );
}
