import { graphql, type ResultOf } from '../../graphql.ts';

const VersionFacts = graphql(`
  fragment VersionFacts on DatasetVersion @_unmask {
    id
    number
    fileName
    size
    sha256
    note
    createdAt
    createdBy {
      name
      organisation {
        shortName
      }
    }
    state
    refusal
    damagedAt
    comparison
    content {
      kind
      format
      rowCount
      remarks
      reading
      text
      pages
      columns {
        name
        type
      }
      geometry {
        type
        crs
        bbox
        note
      }
    }
  }
`);

export const ReadDataset = graphql(
  `
    query ReadDataset($id: ID!) {
      dataset(id: $id) {
        id
        kind
        title
        description
        themes
        territories
        periodFrom
        periodTo
        frequency
        lateSince
        licence
        access
        producer {
          name
        }
        depositor {
          shortName
        }
        owner {
          name
        }
        contact
        alternative
        changedAt
        version
        viewerMayChange
        viewerFollows
        latest {
          ...VersionFacts
        }
        versions {
          ...VersionFacts
        }
        links {
          id
          kind
          conventionId
          conventionTitle
          year
          subjectId
          title
        }
        grants {
          organisation {
            shortName
          }
          unit {
            shortName
          }
          person {
            name
          }
        }
        viewerKeys {
          id
          name
          prefix
          createdAt
          expiresAt
          lastUsedAt
          person {
            name
          }
        }
        accessRequests {
          id
          reason
          createdAt
          person {
            name
            organisation {
              shortName
            }
          }
        }
        downloads {
          name
          count
          lastAt
        }
      }
    }
  `,
  [VersionFacts],
);

export const DepositVersion = graphql(`
  mutation DepositVersion($input: DepositVersionInput!) {
    depositVersion(input: $input) {
      id
    }
  }
`);

export const FollowDataset = graphql(`
  mutation FollowDataset($datasetId: ID!, $isFollowed: Boolean!) {
    followDataset(datasetId: $datasetId, isFollowed: $isFollowed) {
      id
    }
  }
`);

export const WithdrawDataset = graphql(`
  mutation WithdrawDataset($datasetId: ID!) {
    withdrawDataset(datasetId: $datasetId)
  }
`);

export const CorrectReading = graphql(`
  mutation CorrectReading($input: CorrectReadingInput!) {
    correctReading(input: $input) {
      id
    }
  }
`);

export const UnlinkDataset = graphql(`
  mutation UnlinkDataset($linkId: ID!) {
    unlinkDataset(linkId: $linkId) {
      id
    }
  }
`);

export const AskAccess = graphql(`
  mutation AskAccess($datasetId: ID!, $reason: String!) {
    askAccess(datasetId: $datasetId, reason: $reason)
  }
`);

export const DecideAccess = graphql(`
  mutation DecideAccess($requestId: ID!, $isGranted: Boolean!) {
    decideAccess(requestId: $requestId, isGranted: $isGranted)
  }
`);

export const MakeDatasetKey = graphql(`
  mutation MakeDatasetKey($datasetId: ID!, $name: String!) {
    makeDatasetKey(datasetId: $datasetId, name: $name) {
      secret
    }
  }
`);

export const RevokeDatasetKey = graphql(`
  mutation RevokeDatasetKey($datasetKeyId: ID!) {
    revokeDatasetKey(datasetKeyId: $datasetKeyId)
  }
`);

export type ShownDataset = ResultOf<typeof ReadDataset>['dataset'];
export type ShownVersion = ShownDataset['versions'][number];
