// Asking again those who are silent: on the page of a meeting for its invitation, on that of its minutes for these.
import type { Outcome } from '#graphql/execute.ts';
import { answered } from '../forms/form-result.ts';
import { graphql, type ResultOf } from '../graphql.ts';

export const RemindInvitees = graphql(`
  mutation RemindInvitees($input: RemindInviteesInput!) {
    remindInvitees(input: $input) {
      id
    }
  }
`);

/** What the form that asks again is told. */
export const answerReminded = (outcome: Outcome<ResultOf<typeof RemindInvitees>>) =>
  answered(outcome, 'La relance est envoyée à ceux qui n’ont pas répondu.');
