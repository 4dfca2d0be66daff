// The meetings one sees as a table.
import { titleWithYear } from '#domain/convention-title.ts';
import { inParis, listed, listSheet, readPages, SHEET_PAGE } from '../exports/list-sheet.ts';
import { graphql } from '../graphql.ts';
import { meetingFilterIn } from './asked-meetings.ts';
import { ListedMeeting } from './meeting-queries.ts';
import { meetingAnswerLabels, meetingKindLabels, meetingStateLabels } from './words.ts';

const ReadMeetingRows = graphql(
  `
    query ReadMeetingRows($filter: MeetingFilter!, $first: Int!, $after: String) {
      meetings(filter: $filter, first: $first, after: $after) {
        edges {
          node {
            ...ListedMeeting
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [ListedMeeting],
);

const came = ({ invitees }: ListedMeeting) =>
  invitees.filter(({ attendance }) => attendance === 'PRESENT' || attendance === 'REPRESENTED').length;

export const meetingsSheet = listSheet<ListedMeeting>({
  name: 'Réunions',
  columns: [
    { name: 'Réunion', cell: ({ title }) => title },
    { name: 'Nature', cell: ({ kind }) => meetingKindLabels[kind] },
    { name: 'Convention', cell: ({ convention }) => titleWithYear(convention) },
    // While a date is looked for there is none.
    { name: 'Début', type: 'DATE', cell: ({ startsAt }) => startsAt && inParis(startsAt) },
    { name: 'Fin', type: 'DATE', cell: ({ endsAt }) => endsAt && inParis(endsAt) },
    { name: 'Lieu', cell: ({ place }) => place },
    { name: 'Visioconférence', cell: ({ link }) => link },
    { name: 'Organisée par', cell: ({ organisers }) => listed(organisers.map(({ shortName }) => shortName)) },
    { name: 'État', cell: ({ state }) => meetingStateLabels[state] },
    { name: 'Invités', type: 'NUMBER', cell: ({ invitees }) => invitees.length },
    {
      name: 'Viennent',
      type: 'NUMBER',
      cell: ({ invitees }) => invitees.filter(({ answer }) => answer === 'YES').length,
    },
    { name: 'Présents ou représentés', type: 'NUMBER', cell: (row) => (row.state === 'HELD' ? came(row) : null) },
    { name: 'Ma réponse', cell: ({ viewerAnswer }) => viewerAnswer && meetingAnswerLabels[viewerAnswer] },
  ],
  read: (api, search) =>
    readPages(async (after) => {
      const variables = { filter: meetingFilterIn(search), first: SHEET_PAGE, after };
      return (await api.query(ReadMeetingRows, variables)).meetings;
    }),
});
