import { graphql } from '../../graphql.ts';

export const ReadOrganisationFollowUp = graphql(`
  query ReadOrganisationFollowUp($organisationId: ID!) {
    actionProgress(organisationId: $organisationId) {
      conventionId
      conventionTitle
      year
      meanProgress
      counts {
        status
        count
      }
    }
    occurrenceCounts(filter: { debtorId: $organisationId }) {
      quarter
      state
      count
    }
  }
`);
