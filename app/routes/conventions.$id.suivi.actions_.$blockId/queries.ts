import { LinkedDataset } from '../../datasets/dataset-queries.ts';
import { graphql, type ResultOf } from '../../graphql.ts';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

export const ReadAction = graphql(
  `
  query ReadAction($conventionId: ID!, $blockId: ID!) {
    convention(id: $conventionId) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayFollow
      viewerMayStoreFiles
      participants {
        person {
          id
          name
          organisation {
            shortName
          }
        }
      }
    }
    datasets(subjectId: $blockId, first: 50) {
      edges {
        node {
          ...LinkedDataset
        }
      }
    }
    action(conventionId: $conventionId, id: $blockId) {
      id
      kind
      mark
      degree
      number
      text
      axis {
        number
        title
      }
      objective {
        number
        title
      }
      status
      isLate
      progress
      dueOn
      version
      parties {
        id
        role
        name
        organisationName
        person {
          id
        }
      }
      notes {
        id
        on
        body
        author {
          name
        }
      }
      outcomes {
        ...ListedOutcome
      }
      history {
        id
        status
        progress
        at
        author {
          name
        }
      }
    }
  }
`,
  [ListedOutcome, LinkedDataset],
);

export const FollowAction = graphql(`
  mutation FollowAction($input: FollowActionInput!) {
    followAction(input: $input) {
      id
      status
    }
  }
`);

export const AddActionParty = graphql(`
  mutation AddActionParty($input: AddActionPartyInput!) {
    addActionParty(input: $input) {
      id
    }
  }
`);

export const RemoveActionParty = graphql(`
  mutation RemoveActionParty($input: RemoveActionPartyInput!) {
    removeActionParty(input: $input) {
      id
    }
  }
`);

export const AddActionNote = graphql(`
  mutation AddActionNote($input: AddActionNoteInput!) {
    addActionNote(input: $input) {
      id
    }
  }
`);

export const WithdrawActionNote = graphql(`
  mutation WithdrawActionNote($input: WithdrawActionNoteInput!) {
    withdrawActionNote(input: $input) {
      id
    }
  }
`);

/** An action as its page shows it. */
export type ShownAction = ResultOf<typeof ReadAction>['action'];
/** The convention that the action is of. */
export type ActionConvention = ResultOf<typeof ReadAction>['convention'];
