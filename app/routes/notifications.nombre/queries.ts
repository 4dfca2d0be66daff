import { graphql } from '../../graphql.ts';

export const CountUnread = graphql(`
  query CountUnread {
    unreadNotifications
  }
`);
