import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadParticipants = graphql(`
  query ReadParticipants($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      viewerMayManageParticipants
      participants {
        id
        role
        person {
          id
          name
          jobTitle
          organisation {
            shortName
          }
        }
        organisation {
          id
          name
        }
      }
    }
  }
`);

export const ReadCandidates = graphql(`
  query ReadCandidates($conventionId: ID!) {
    participantCandidates(conventionId: $conventionId) {
      people {
        id
        name
        organisation {
          shortName
        }
      }
      organisations {
        id
        name
      }
    }
  }
`);

export const AddParticipant = graphql(`
  mutation AddParticipant($input: AddParticipantInput!) {
    addParticipant(input: $input) {
      person {
        name
      }
      organisation {
        name
      }
    }
  }
`);

export const ChangeParticipant = graphql(`
  mutation ChangeParticipant($input: ChangeParticipantInput!) {
    changeParticipant(input: $input) {
      id
      role
    }
  }
`);

export const RemoveParticipant = graphql(`
  mutation RemoveParticipant($input: RemoveParticipantInput!) {
    removeParticipant(input: $input) {
      id
    }
  }
`);

/** Who takes part, as the page lists them. */
export type ListedParticipant = ResultOf<typeof ReadParticipants>['convention']['participants'][number];
