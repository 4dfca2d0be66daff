import { useLoaderData } from '@remix-run/react';
import { territories } from '#domain/vocabulary.ts';
import { PartnerDashboard } from '../../follow-up/partner-dashboard.tsx';
import { JointMeeting } from '../../meetings/joint-meeting.tsx';
import { territoryPath } from '../../organisations/territories.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stack } from '../../ui/section.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import type { loader } from './loader.ts';

/** What a territory’s houses take part in. */
export function TerritoryPage() {
  const { territory, actionProgress, occurrenceCounts, joint } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Les actions et les échéances auxquelles la MDADT de ce territoire prend part.">
        {`Territoire ${territoryLabels[territory]}`}
      </PageTitle>
      <Stack gap="l">
        <TabLinks
          label="Territoires"
          current={territoryPath(territory)}
          links={territories.map((one) => ({ to: territoryPath(one), label: territoryLabels[one] }))}
        />
        <JointMeeting {...joint} />
        <PartnerDashboard
          conventions={actionProgress}
          counts={occurrenceCounts}
          whose="où la MDADT de ce territoire, ou une personne qui y travaille, est pilote ou partenaire"
        />
      </Stack>
    </>
  );
}
