import { Link, useLoaderData } from '@remix-run/react';
import { createOrganisationInput } from '#domain/organisations/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { OrganisationFields } from '../../organisations/organisation-fields.tsx';
import { organisationKindLabels } from '../../organisations/words.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { More } from '../../ui/more.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { ListedOrganisation } from './queries.ts';

const columns: Column<ListedOrganisation>[] = [
  {
    id: 'name',
    header: 'Nom',
    isRowHeader: true,
    cell: ({ id, name }) => <Link to={`/organisation/${id}`}>{name}</Link>,
  },
  { id: 'shortName', header: 'Nom court', cell: ({ shortName }) => shortName },
  { id: 'kind', header: 'Type', cell: ({ kind }) => organisationKindLabels[kind] },
  { id: 'siret', header: 'SIRET', cell: ({ siret }) => (siret ? siretWords(siret) : '—') },
];

/** « 226 200 012 00012 ». */
const siretWords = (siret: string) => siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');

/** Every organisation; for the platform's administrators, what adds one. */
export function AdministrationPage() {
  const { organisations, more, isAdministrator } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  return (
    <>
      <PageTitle lead="Les organismes de la plate-forme. Ouvrez un organisme pour voir ses personnes et ses services.">
        Organismes
      </PageTitle>
      <Stack gap="l">
        {isAdministrator && (
          <Disclosure title="Ajouter un organisme" isOpenAtFirst={answer !== undefined}>
            <CreateForm answer={answer} />
          </Disclosure>
        )}
        <Table caption="Organismes" rows={organisations} rowKey={({ id }) => id} columns={columns} />
        {isAdministrator && (
          <p>
            <Link to="/administration/demonstration">Démonstration</Link> : ce qui a été mis ici pour essayer la
            plate-forme, et comment le retirer.
          </p>
        )}
        {more !== null && <More to={`?combien=${more}`} shown={organisations.length} />}
      </Stack>
    </>
  );
}

function CreateForm({ answer }: { answer: object | undefined }) {
  const [form, fields] = useSchemaForm({ schema: createOrganisationInput, answer, id: 'organisme' });
  return (
    <Form form={form}>
      <OrganisationFields fields={fields} />
      <ButtonRow>
        <SubmitButton>Ajouter l’organisme</SubmitButton>
      </ButtonRow>
    </Form>
  );
}
