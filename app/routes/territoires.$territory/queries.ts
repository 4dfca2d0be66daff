import { graphql } from '../../graphql.ts';
import { ListedMeeting } from '../../meetings/meeting-queries.ts';

export const ReadTerritory = graphql(
  `
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
    joint: meetings(filter: { joint: true, coming: true, states: [CALLED] }, first: 1) {
      edges {
        node {
          ...ListedMeeting
        }
      }
    }
    conventions(first: 20) {
      edges {
        node {
          viewerMayOrganiseMeetings
        }
      }
    }
  }
`,
  [ListedMeeting],
);
