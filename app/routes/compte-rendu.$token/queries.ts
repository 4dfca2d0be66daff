import { graphql } from '../../graphql.ts';
import { ListedObservation } from '../../minutes/observation-list.tsx';

export const ReadMinutesInvitation = graphql(
  `
  query ReadMinutesInvitation($token: String!) {
    minutesInvitation(token: $token) {
      name
      title
      startsAt
      endsAt
      state
      text
      observationsUntil
      mayObserve
      hasConsented
      observations {
        ...ListedObservation
      }
      approvedAt
      sha256
    }
  }
`,
  [ListedObservation],
);

export const MakeObservationByLink = graphql(`
  mutation MakeObservationByLink($input: MakeObservationByLinkInput!) {
    makeObservationByLink(input: $input) {
      name
    }
  }
`);

export const ConsentByLink = graphql(`
  mutation ConsentByLink($input: ConsentByLinkInput!) {
    consentByLink(input: $input) {
      name
    }
  }
`);
