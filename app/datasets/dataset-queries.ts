// What the forms of datasets are filled from, and what is read of a dataset on several pages.
import { graphql, type ResultOf } from '../graphql.ts';

/** Organisations and their services, and for whom the viewer works. */
export const ReadDatasetChoices = graphql(`
  query ReadDatasetChoices {
    viewer {
      organisationId
    }
    organisations(first: 500) {
      edges {
        node {
          id
          name
          shortName
          units {
            id
            shortName
            territory
          }
        }
      }
    }
  }
`);

type Read = ResultOf<typeof ReadDatasetChoices>;

/** Organisations, by name. */
export const organisationsOf = ({ organisations }: Read) => organisations.edges.map(({ node }) => node);

export type OrganisationChoice = ReturnType<typeof organisationsOf>[number];

/** A dataset as lists show it. */
export const DatasetLine = graphql(`
  fragment DatasetLine on Dataset @_unmask {
    id
    kind
    title
    description
    themes
    territories
    access
    changedAt
    lateSince
    producer {
      shortName
    }
    latest {
      number
      size
      content {
        kind
        format
        rowCount
      }
    }
    versions {
      number
      state
    }
  }
`);

export type DatasetLine = ResultOf<typeof DatasetLine>;

/** A dataset as the pages of what it is of use for name it. */
export const LinkedDataset = graphql(`
  fragment LinkedDataset on Dataset @_unmask {
    id
    title
    producer {
      shortName
    }
    latest {
      content {
        format
      }
    }
    links {
      subjectId
    }
  }
`);

export type LinkedDataset = ResultOf<typeof LinkedDataset>;
