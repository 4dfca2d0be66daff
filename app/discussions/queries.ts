// What pages ask of the API about discussions, and the acts that people do in them. Used by the routes that serve them:
// conventions.$id.commentaires (a page), conventions.$id.fils and conventions.$id.mentions (for the panel).
import { graphql } from '../graphql.ts';

export const ReadDiscussion = graphql(`
  query ReadDiscussion($conventionId: ID!, $after: String) {
    viewer {
      personId
      organisationId
    }
    convention(id: $conventionId) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayComment
      threads(first: 200, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            quotation
            createdAt
            resolvedAt
            resolvedBy {
              name
            }
            isMine
            isUnread
            mentionsViewer
            viewerMayReply
            viewerMayResolve
            place {
              state
              blockId
              position
              words
              heading {
                kind
                number
                title
              }
            }
            comments {
              id
              body
              createdAt
              editedAt
              deletedAt
              viewerMayEdit
              viewerMayDelete
              author {
                id
                name
                organisation {
                  id
                  shortName
                }
                unit {
                  shortName
                }
              }
              mentions {
                person {
                  id
                  name
                  organisation {
                    shortName
                  }
                  unit {
                    shortName
                  }
                }
                organisation {
                  id
                  name
                  shortName
                }
              }
            }
          }
        }
      }
    }
  }
`);

export const FindMentionable = graphql(`
  query FindMentionable($conventionId: ID!, $search: String!) {
    mentionable(conventionId: $conventionId, search: $search) {
      kind
      id
      name
      detail
    }
  }
`);

export const OpenThread = graphql(`
  mutation OpenThread($input: OpenThreadInput!) {
    openThread(input: $input) {
      id
    }
  }
`);

export const PostComment = graphql(`
  mutation PostComment($input: PostCommentInput!) {
    postComment(input: $input) {
      threadId
    }
  }
`);

export const EditComment = graphql(`
  mutation EditComment($input: EditCommentInput!) {
    editComment(input: $input) {
      threadId
    }
  }
`);

export const DeleteComment = graphql(`
  mutation DeleteComment($input: DeleteCommentInput!) {
    deleteComment(input: $input) {
      threadId
    }
  }
`);

export const ResolveThread = graphql(`
  mutation ResolveThread($input: ResolveThreadInput!) {
    resolveThread(input: $input) {
      id
    }
  }
`);

export const ReopenThread = graphql(`
  mutation ReopenThread($input: ReopenThreadInput!) {
    reopenThread(input: $input) {
      id
    }
  }
`);

export const MarkThreadRead = graphql(`
  mutation MarkThreadRead($input: MarkThreadReadInput!) {
    markThreadRead(input: $input)
  }
`);
