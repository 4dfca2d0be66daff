import { graphql } from '../graphql.ts';

export const FrameQuery = graphql(`
  query Frame {
    unreadNotifications
    frenchTyping
    searchKey
  }
`);
