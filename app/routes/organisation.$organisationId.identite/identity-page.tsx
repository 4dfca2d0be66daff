import { useFetcher } from '@remix-run/react';
import { updateOrganisationInput } from '#domain/organisations/inputs.ts';
import { useDoneToast } from '../../forms/done-toast.ts';
import { OrganisationFields } from '../../organisations/organisation-fields.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Form, SubmitButton, useSchemaForm } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Narrow } from '../../ui/section.tsx';
import { useOrganisation } from '../organisation.$organisationId/organisation-page.tsx';
import type { action } from './action.ts';

const identityForm = updateOrganisationInput.omit({ organisationId: true });

/** Names and number, for the administrators. */
export function IdentityPage() {
  const { organisation, isPlatformAdministrator } = useOrganisation();
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const { name, shortName, kind, siret, address, representative, viewerMayManage } = organisation;
  const [form, fields] = useSchemaForm({
    schema: identityForm,
    answer: fetcher.data,
    defaultValue: { name, shortName, kind, siret, address, representative },
    id: 'identite',
  });
  if (!viewerMayManage) return <Notice>L’identité de l’organisme est modifiée par ses administrateurs.</Notice>;
  return (
    <Narrow>
      <Form form={form} fetcher={fetcher}>
        <OrganisationFields fields={fields} fixedKind={isPlatformAdministrator ? undefined : kind} />
        <ButtonRow>
          <SubmitButton fetcher={fetcher}>Enregistrer</SubmitButton>
        </ButtonRow>
      </Form>
    </Narrow>
  );
}
