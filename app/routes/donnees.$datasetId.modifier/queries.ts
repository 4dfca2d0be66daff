import { graphql } from '../../graphql.ts';

export const ReadDatasetSaid = graphql(`
  query ReadDatasetSaid($id: ID!) {
    dataset(id: $id) {
      id
      version
      kind
      title
      description
      themes
      territories
      periodFrom
      periodTo
      frequency
      licence
      access
      contact
      alternative
      latest {
        content {
          kind
        }
      }
      viewerMayChange
      producer {
        id
      }
      grants {
        organisation {
          id
        }
        unit {
          id
        }
      }
    }
  }
`);

export const ChangeDataset = graphql(`
  mutation ChangeDataset($input: ChangeDatasetInput!) {
    changeDataset(input: $input) {
      id
    }
  }
`);
