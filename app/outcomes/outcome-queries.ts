import { graphql, type ResultOf } from '../graphql.ts';

/** A decision or a task as lists show it. */
export const ListedOutcome = graphql(`
  fragment ListedOutcome on Outcome @_unmask {
    blockId
    kind
    text
    dueOn
    doneOn
    isLate
    isApproved
    viewerMayFinish
    conventionId
    person {
      name
    }
    unit {
      name
    }
    organisation {
      shortName
    }
    meeting {
      id
      kind
      title
      startsAt
    }
    programmeItem {
      id
      number
      title
      text
      path
      archivedAt
    }
  }
`);
export type ListedOutcome = ResultOf<typeof ListedOutcome>;
