// What an organisation takes part in and owes, over the conventions that the asker sees.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PartnerDashboard } from '../../follow-up/partner-dashboard.tsx';
import { ReadOrganisationFollowUp } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadOrganisationFollowUp, { organisationId: params.organisationId ?? '' });
}

export default function OrganisationFollowUp() {
  const { actionProgress, occurrenceCounts } = useLoaderData<typeof loader>();
  return (
    <PartnerDashboard
      conventions={actionProgress}
      counts={occurrenceCounts}
      whose="où cet organisme, un de ses services ou une de ses personnes est pilote ou partenaire"
    />
  );
}
