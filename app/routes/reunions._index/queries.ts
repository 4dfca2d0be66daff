import { graphql, type ResultOf } from '../../graphql.ts';
import { ListedMeeting } from '../../meetings/meeting-queries.ts';

export const ListMeetings = graphql(
  `
    query ListMeetings($first: Int!, $filter: MeetingFilter!) {
      meetings(first: $first, filter: $filter) {
        edges {
          node {
            ...ListedMeeting
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      calendarFeeds {
        id
        createdAt
        unit {
          name
        }
        convention {
          title
          year
        }
      }
      me {
        unit {
          id
          name
          territory
        }
      }
      conventions(first: 20) {
        edges {
          node {
            id
            title
            year
            createdAt
            viewerMayOrganiseMeetings
          }
        }
      }
    }
  `,
  [ListedMeeting],
);

export const CreateCalendarFeed = graphql(`
  mutation CreateCalendarFeed($input: CreateCalendarFeedInput!) {
    createCalendarFeed(input: $input) {
      address
    }
  }
`);

export const RevokeCalendarFeed = graphql(`
  mutation RevokeCalendarFeed($input: RevokeCalendarFeedInput!) {
    revokeCalendarFeed(input: $input)
  }
`);

/** A calendar feed as the page lists it. */
export type ListedFeed = ResultOf<typeof ListMeetings>['calendarFeeds'][number];
