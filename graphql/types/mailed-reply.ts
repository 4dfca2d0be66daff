// Mails that answer an invitation and wait for an organiser: shown with their meeting, attached to somebody or set aside.
import { attachReply, setReplyAside, type WaitingReply, waitingReplies } from '#domain/meetings/mailed-replies.ts';
import { can } from '#domain/permissions.ts';
import { mailedReplyReasons } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { InviteeType, MeetingAnswerType, MeetingType } from './meeting.ts';

const MailedReplyReasonType = builder.enumType('MailedReplyReason', {
  description: 'Pourquoi il n’a pas été pris comme réponse de lui-même.',
  values: mailedReplyReasons,
});

const MailedReplyType = builder.objectRef<WaitingReply>('MailedReply').implement({
  description: 'Un courriel à l’adresse personnelle d’un invité, qu’un organisateur doit juger.',
  fields: (t) => ({
    id: t.exposeID('id'),
    reason: t.expose('reason', { type: MailedReplyReasonType, nullable: true }),
    sentence: t.exposeString('sentence', { description: 'Ce qu’il dit, en français.' }),
    sender: t.exposeString('sender', { nullable: true, description: 'N’importe qui peut y écrire n’importe quoi.' }),
    senderName: t.exposeString('senderName', { nullable: true }),
    answer: t.expose('answer', { type: MeetingAnswerType, nullable: true, description: 'Celle qu’il donne.' }),
    words: t.exposeString('words', { nullable: true, description: 'Tels qu’ils ont été écrits.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', nullable: true, description: 'L’heure qu’il nomme.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true }),
    delegate: t.exposeString('delegate', { nullable: true, description: 'Qui il envoie à sa place.' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime' }),
    suggestedInviteeId: t.id({
      nullable: true,
      description: 'De qui il paraît être.',
      resolve: ({ suggestedId }) => suggestedId,
    }),
  }),
});

builder.objectField(MeetingType, 'waitingReplies', (t) =>
  t.field({
    type: [MailedReplyType],
    description: 'Les courriels à rattacher ou à mettre de côté, le plus ancien d’abord : pour qui peut l’organiser.',
    complexity: 10,
    resolve: (meeting, _args, context) =>
      can(signedIn(context), 'meeting.organise', meeting.convention) ? waitingReplies(meeting) : [],
  }),
);

builder.objectField(InviteeType, 'answerWords', (t) =>
  t.string({
    nullable: true,
    description: 'Ce que la personne a écrit avec sa réponse : pour qui peut organiser la réunion, et pour elle.',
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
    inviteeId: t.id({ required: true, description: 'De qui elle est.' }),
    answer: t.field({
      type: MeetingAnswerType,
      description: 'À garder comme la sienne ; sans elle, ses mots seulement.',
    }),
  }),
});
const SetReplyAsideInput = builder.inputType('SetReplyAsideInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }), replyId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  attachReply: t.field({
    type: MeetingType,
    description:
      'Dit de qui est un courriel. Dès lors, son adresse personnelle prend les réponses de l’adresse d’où il a été écrit.',
    args: { input: t.arg({ type: AttachReplyInput, required: true }) },
    resolve: (_root, { input }, context) => attachReply(signedIn(context), input),
  }),
  setReplyAside: t.field({
    type: MeetingType,
    description: 'Elle n’est la réponse de personne.',
    args: { input: t.arg({ type: SetReplyAsideInput, required: true }) },
    resolve: (_root, { input }, context) => setReplyAside(signedIn(context), input),
  }),
}));
