import { graphql } from '../../graphql.ts';

export const ReadCarryOvers = graphql(`
  query ReadCarryOvers($id: ID!) {
    viewer {
      personId
    }
    convention(id: $id) {
      id
      title
      year
      state
      previousId
      viewerMayWrite
      viewerMayContinue
      viewerMayArchive
      previous {
        id
        title
        year
      }
      viewerMayDecideCarryOvers
      carryOvers {
        id
        choice
        decidedBy
        decidedAt
        item {
          kind
          parentId
          number
          title
          text
          archivedAt
          staleYears {
            start
            end
            year
            kind
          }
        }
      }
    }
  }
`);

export const DecideCarryOver = graphql(`
  mutation DecideCarryOver($input: DecideCarryOverInput!) {
    decideCarryOver(input: $input) {
      id
    }
  }
`);

export const RewriteCarryOvers = graphql(`
  mutation RewriteCarryOvers($input: RewriteCarryOversInput!) {
    rewriteCarryOvers(input: $input)
  }
`);
