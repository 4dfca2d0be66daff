import { LinkedDataset } from '../../datasets/dataset-queries.ts';
import { graphql, type ResultOf } from '../../graphql.ts';
import { FramedMeeting } from '../../meetings/meeting-frame.tsx';
import { ListedOutcome } from '../../outcomes/outcome-queries.ts';

export const ReadMeeting = graphql(
  `
  query ReadMeeting($id: ID!) {
    datasets(subjectId: $id, first: 50) {
      edges {
        node {
          ...LinkedDataset
        }
      }
    }
    meeting(id: $id) {
      ...FramedMeeting
      purpose
      place
      link
      cancelReason
      sequence
      version
      missingTerritories
      viewerAnswer
      absences
      minutes {
        state
      }
      poll {
        chosenSlot {
          id
        }
      }
      series {
        rhythm
        meetings {
          id
          startsAt
          endsAt
          state
        }
      }
      convention {
        id
        title
        year
      }
      organisers {
        id
        name
      }
      invited {
        id
        name
      }
      invitees {
        id
        name
        email
        required
        answer
        answerWords
        attendance
        mailRefusedAt
        comesFor {
          name
        }
      }
      waitingReplies {
        id
        sentence
        sender
        senderName
        answer
        words
        receivedAt
        suggestedInviteeId
      }
      outcomes {
        ...ListedOutcome
      }
      wantingAims {
        occurrence {
          id
        }
        missing {
          name
        }
      }
      aims {
        id
        dueOn
        state
        metLate
        obligation {
          id
          title
          conventionId
        }
      }
    }
  }
`,
  [FramedMeeting, ListedOutcome, LinkedDataset],
);

export const ReadInvitable = graphql(`
  query ReadInvitable($conventionId: ID!) {
    meetingCandidates(conventionId: $conventionId) {
      people {
        id
        name
        organisation {
          shortName
        }
      }
      parties {
        id
        name
        unit {
          id
        }
        organisation {
          shortName
        }
      }
    }
  }
`);

export const CallMeeting = graphql(`
  mutation CallMeeting($input: CallMeetingInput!) {
    callMeeting(input: $input) {
      id
      invitees {
        id
      }
    }
  }
`);

export const CancelMeeting = graphql(`
  mutation CancelMeeting($input: CancelMeetingInput!) {
    cancelMeeting(input: $input) {
      id
    }
  }
`);

export const Invite = graphql(`
  mutation Invite($input: InviteInput!) {
    invite(input: $input) {
      id
    }
  }
`);

export const InviteByAddresses = graphql(`
  mutation InviteByAddresses($input: InviteByAddressesInput!) {
    inviteByAddresses(input: $input) {
      id
    }
  }
`);

export const Uninvite = graphql(`
  mutation Uninvite($input: UninviteInput!) {
    uninvite(input: $input) {
      id
    }
  }
`);

export const ChangeInvitee = graphql(`
  mutation ChangeInvitee($input: ChangeInviteeInput!) {
    changeInvitee(input: $input) {
      id
    }
  }
`);

export const AddAttendee = graphql(`
  mutation AddAttendee($input: AddAttendeeInput!) {
    addAttendee(input: $input) {
      id
    }
  }
`);

export const RepeatMeeting = graphql(`
  mutation RepeatMeeting($input: RepeatMeetingInput!) {
    repeatMeeting(input: $input) {
      series {
        meetings {
          id
        }
      }
    }
  }
`);

export const RenewInvitationLink = graphql(`
  mutation RenewInvitationLink($input: RenewInvitationLinkInput!) {
    renewInvitationLink(input: $input) {
      id
    }
  }
`);

export const AnswerMeeting = graphql(`
  mutation AnswerMeeting($input: AnswerMeetingInput!) {
    answerMeeting(input: $input) {
      id
    }
  }
`);

export const AttachReply = graphql(`
  mutation AttachReply($input: AttachReplyInput!) {
    attachReply(input: $input) {
      id
    }
  }
`);

export const SetReplyAside = graphql(`
  mutation SetReplyAside($input: SetReplyAsideInput!) {
    setReplyAside(input: $input) {
      id
    }
  }
`);

/** A meeting as its page shows it. */
export type ShownMeeting = ResultOf<typeof ReadMeeting>['meeting'];

/** Whom one may invite. */
export type Invitable = ResultOf<typeof ReadInvitable>['meetingCandidates'];
