import { graphql, type ResultOf } from '../../graphql.ts';
import { ListedMeeting } from '../../meetings/meeting-queries.ts';

export const ReadMonth = graphql(
  `
    query ReadMonth($from: Date!, $to: Date!, $filter: MeetingFilter!) {
      calendarDays(from: $from, to: $to) {
        day
        publicHoliday
        schoolHoliday
        isSchoolCalendarKnown
      }
      conventions(first: 100) {
        edges {
          node {
            viewerMayOrganiseMeetings
          }
        }
      }
      meetings(first: 500, filter: $filter) {
        edges {
          node {
            ...ListedMeeting
          }
        }
      }
    }
  `,
  [ListedMeeting],
);

/** A day as the calendar shows it. */
export type CalendarDay = ResultOf<typeof ReadMonth>['calendarDays'][number];
