import { graphql } from '../../graphql.ts';

export const ReadLinkConventions = graphql(`
  query ReadLinkConventions($id: ID!) {
    dataset(id: $id) {
      id
      title
    }
    conventions(first: 200) {
      edges {
        node {
          id
          title
          year
          createdAt
        }
      }
    }
  }
`);

export const ReadLinkTargets = graphql(`
  query ReadLinkTargets($conventionId: ID!) {
    convention(id: $conventionId) {
      id
      title
      year
      programme {
        items(kinds: [AXIS, OBJECTIVE]) {
          id
          number
          title
        }
      }
      deliverables(first: 200) {
        edges {
          node {
            id
            title
          }
        }
      }
    }
    obligations(filter: { conventionId: $conventionId }, first: 200) {
      edges {
        node {
          id
          title
        }
      }
    }
    meetings(filter: { conventionId: $conventionId }, first: 200) {
      edges {
        node {
          id
          title
          startsAt
        }
      }
    }
  }
`);

export const LinkDataset = graphql(`
  mutation LinkDataset($input: LinkDatasetInput!) {
    linkDataset(input: $input) {
      id
    }
  }
`);
