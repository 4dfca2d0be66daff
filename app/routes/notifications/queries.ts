import { graphql } from '../../graphql.ts';
import { AskedMeeting } from '../../meetings/meeting-queries.ts';

const NotificationLine = graphql(`
  fragment NotificationLine on Notification @_unmask {
    id
    kind
    createdAt
    readAt
    conventionId
    datasetId
    conventionTitle
    conventionYear
    threadId
    occurrenceId
    meetingId
    textKind
    occurrence {
      title
      dueOn
      state
    }
    words
    quotation
    actor {
      id
      name
      organisation {
        shortName
      }
      unit {
        shortName
      }
    }
    comment {
      body
      mentions {
        person {
          id
          name
        }
        organisation {
          id
          shortName
        }
      }
    }
  }
`);

export const ReadNotifications = graphql(
  `
    query ReadNotifications($unreadAfter: String, $after: String) {
      unread: notifications(unread: true, first: 50, after: $unreadAfter) {
        edges {
          node {
            ...NotificationLine
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      read: notifications(unread: false, first: 30, after: $after) {
        edges {
          node {
            ...NotificationLine
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      toAnswer: meetings(filter: { unanswered: true, coming: true }, first: 20) {
        edges {
          node {
            ...AskedMeeting
          }
        }
      }
      mailPreferences {
        kind
        enabled
      }
    }
  `,
  [NotificationLine, AskedMeeting],
);

export const MarkNotificationRead = graphql(`
  mutation MarkNotificationRead($input: MarkNotificationReadInput!) {
    markNotificationRead(input: $input) {
      id
    }
  }
`);

export const MarkAllNotificationsRead = graphql(`
  mutation MarkAllNotificationsRead($input: MarkAllNotificationsReadInput!) {
    markAllNotificationsRead(input: $input)
  }
`);

export const SetMailPreference = graphql(`
  mutation SetMailPreference($input: SetMailPreferenceInput!) {
    setMailPreference(input: $input) {
      kind
    }
  }
`);
