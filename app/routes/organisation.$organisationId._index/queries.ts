import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadPeople = graphql(`
  query ReadPeople($organisationId: ID!, $first: Int!) {
    organisation(id: $organisationId) {
      units {
        id
        name
      }
      people(first: $first) {
        edges {
          node {
            id
            name
            email
            jobTitle
            unit {
              id
              name
              shortName
            }
            account {
              state
              organisationAdministrator
              platformAdministrator
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

export type ListedPerson = ResultOf<typeof ReadPeople>['organisation']['people']['edges'][number]['node'];

export type ListedUnit = ResultOf<typeof ReadPeople>['organisation']['units'][number];

export const InvitePerson = graphql(`
  mutation InvitePerson($input: InvitePersonInput!) {
    invitePerson(input: $input) {
      email
    }
  }
`);

export const InviteAgain = graphql(`
  mutation InviteAgain($input: PersonInput!) {
    inviteAgain(input: $input) {
      name
    }
  }
`);

export const PlacePerson = graphql(`
  mutation PlacePerson($input: PlacePersonInput!) {
    placePerson(input: $input) {
      name
    }
  }
`);

export const DeactivatePerson = graphql(`
  mutation DeactivatePerson($input: PersonInput!) {
    deactivatePerson(input: $input) {
      name
    }
  }
`);

export const ReactivatePerson = graphql(`
  mutation ReactivatePerson($input: PersonInput!) {
    reactivatePerson(input: $input) {
      name
    }
  }
`);

export const SetAdministrator = graphql(`
  mutation SetAdministrator($input: SetOrganisationAdministratorInput!) {
    setOrganisationAdministrator(input: $input) {
      name
    }
  }
`);
