import { graphql, type ResultOf } from '../../graphql.ts';

export const ReadPath = graphql(`
  query ReadPath($id: ID!) {
    convention(id: $id) {
      id
      title
      year
      state
      documentId
      previousId
      viewerMayContinue
      viewerMayArchive
      version
      viewerMayAmend
      viewerMayWrite
      path {
        steps {
          id
          from
          to
          on
          recordedAt
          recordedBy {
            name
          }
          opinion {
            body
            outcome
          }
          vote {
            body
            deliberation
            votesFor
            votesAgainst
            abstentions
            absent
            present
            excused
            leftRoom
          }
          signature {
            place
            originals
            signatories {
              name
              capacity
              organisation
            }
          }
          termination {
            ground
            noticeOn
          }
          reason
          note
          amendmentId
          warnings {
            check
            count
          }
        }
        nextSteps {
          to
          viewerMayTake
          viewerMayPassOver
          warnings {
            check
            count
            places {
              blockId
              words
            }
          }
        }
      }
      frozenText {
        sha256
        frozenAt
        pdf {
          id
          name
          size
        }
      }
      amends {
        id
        title
        year
      }
      amendments {
        id
        title
        state
      }
    }
  }
`);

export const CheckFrozenText = graphql(`
  query CheckFrozenText($id: ID!) {
    convention(id: $id) {
      frozenText {
        check {
          hashHolds
          textHolds
          pdfHolds
          checkedAt
        }
      }
    }
  }
`);

export const MoveConvention = graphql(`
  mutation MoveConvention($input: MoveConventionInput!) {
    moveConvention(input: $input) {
      id
      state
    }
  }
`);

export const OpenAmendment = graphql(`
  mutation OpenAmendment($input: OpenAmendmentInput!) {
    openAmendment(input: $input) {
      id
    }
  }
`);

export const OpenAmendmentFromTemplate = graphql(`
  mutation OpenAmendmentFromTemplate($input: OpenAmendmentFromTemplateInput!) {
    openAmendmentFromTemplate(input: $input) {
      id
    }
  }
`);

type Path = ResultOf<typeof ReadPath>['convention'];

/** A convention with its path, as the page shows it. */
export type PathConvention = Path;
/** A step that was taken. */
export type TakenStep = Path['path']['steps'][number];
/** A step that may be taken. */
export type NextStep = Path['path']['nextSteps'][number];
/** Something that is warned of before it. */
export type StepWarning = NextStep['warnings'][number];
