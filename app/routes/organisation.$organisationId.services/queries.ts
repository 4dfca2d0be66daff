import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadUnits = graphql(`
  query ReadUnits($organisationId: ID!) {
    organisation(id: $organisationId) {
      units {
        id
        name
        shortName
        territory
      }
    }
  }
`);

export type ListedUnit = ResultOf<typeof ReadUnits>['organisation']['units'][number];

export const CreateUnit = graphql(`
  mutation CreateUnit($input: CreateUnitInput!) {
    createUnit(input: $input) {
      name
    }
  }
`);

export const UpdateUnit = graphql(`
  mutation UpdateUnit($input: UpdateUnitInput!) {
    updateUnit(input: $input) {
      name
    }
  }
`);
