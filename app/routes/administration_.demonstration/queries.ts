import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadDemonstration = graphql(`
  query ReadDemonstration {
    demonstration {
      madeAt
      emptiedAt
      accounts
      changesByOthers
      conventions {
        id
        title
        year
      }
    }
  }
`);

export type ReadDemonstration = ResultOf<typeof ReadDemonstration>;

export const EmptyDemonstration = graphql(`
  mutation EmptyDemonstration {
    emptyDemonstration {
      conventions
      closedAccounts
      keptOrganisations
    }
  }
`);
