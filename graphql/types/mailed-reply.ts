// Mails that answer an invitation and wait for an organiser: shown with their meeting, attached to somebody or set aside.
import { attachReply, setReplyAside, type WaitingReply, waitingReplies } from '#domain/meetings/mailed-replies.ts';
import { can } from '#domain/permissions.ts';
import { mailedReplyReasons } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { InviteeType, MeetingAnswerType, MeetingType } from './meeting.ts';

const MailedReplyReasonType = builder.enumType('MailedReplyReason', {
  description: 'Why it was not taken as an answer by itself.',
  values: mailedReplyReasons,
});

const MailedReplyType = builder.objectRef<WaitingReply>('MailedReply').implement({
  description: 'A mail to the personal address of somebody invited, that an organiser must judge.',
  fields: (t) => ({
    id: t.exposeID('id'),
    reason: t.expose('reason', { type: MailedReplyReasonType, nullable: true }),
    sentence: t.exposeString('sentence', { description: 'What it says, in French.' }),
    sender: t.exposeString('sender', { nullable: true, description: 'Anybody may write anything there.' }),
    senderName: t.exposeString('senderName', { nullable: true }),
    answer: t.expose('answer', { type: MeetingAnswerType, nullable: true, description: 'The one it gives.' }),
    words: t.exposeString('words', { nullable: true, description: 'As they were written.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', nullable: true, description: 'The hour it names.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true }),
    delegate: t.exposeString('delegate', { nullable: true, description: 'Whom they send instead.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime' }),
    suggestedInviteeId: t.id({
      nullable: true,
      description: 'Whose it seems to be.',
      resolve: ({ suggestedId }) => suggestedId,
    }),
  }),
});

builder.objectField(MeetingType, 'waitingReplies', (t) =>
  t.field({
    type: [MailedReplyType],
    description: 'Mails that wait to be attached or set aside, the oldest first: for who may organise it.',
    complexity: 10,
    resolve: (meeting, _args, context) =>
      can(signedIn(context), 'meeting.organise', meeting.convention) ? waitingReplies(meeting) : [],
  }),
);

builder.objectField(InviteeType, 'answerWords', (t) =>
  t.string({
    nullable: true,
    description: 'What they wrote with their answer: for who may organise the meeting, and themselves.',
    resolve: ({ answerWords, personId, meeting }, _args, context) => {
      const viewer = signedIn(context);
      const isOwn = viewer.kind === 'person' && viewer.personId === personId;
      return isOwn || can(viewer, 'meeting.organise', meeting.convention) ? answerWords : null;
    },
  }),
);

const AttachReplyInput = builder.inputType('AttachReplyInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    replyId: t.id({ required: true }),
    inviteeId: t.id({ required: true, description: 'Whose it is.' }),
    answer: t.field({ type: MeetingAnswerType, description: 'To be kept as theirs; without one, its words alone.' }),
  }),
});
const SetReplyAsideInput = builder.inputType('SetReplyAsideInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }), replyId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  attachReply: t.field({
    type: MeetingType,
    description:
      'Says whose mail it is. From then on, their personal address takes answers from the address it was written from.',
    args: { input: t.arg({ type: AttachReplyInput, required: true }) },
    resolve: (_root, { input }, context) => attachReply(signedIn(context), input),
  }),
  setReplyAside: t.field({
    type: MeetingType,
    description: 'It is nobody’s answer.',
    args: { input: t.arg({ type: SetReplyAsideInput, required: true }) },
    resolve: (_root, { input }, context) => setReplyAside(signedIn(context), input),
  }),
}));
