import { graphql } from '../../graphql.ts';

export const ReadTerritory = graphql(`
  query ReadTerritory($territory: Territory!) {
    actionProgress(territory: $territory) {
      conventionId
      conventionTitle
      year
      meanProgress
      counts {
        status
        count
      }
    }
    occurrenceCounts(filter: { territory: $territory }) {
      quarter
      state
      count
    }
  }
`);
