import { useActionData, useLoaderData } from '@remix-run/react';
import { createConventionInput } from '#domain/conventions/inputs.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** Begins a convention that continues none. */
export function NewConvention() {
  const { nextYear } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
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
        </Fields>
        <ButtonRow>
          <SubmitButton>Commencer la rédaction</SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
