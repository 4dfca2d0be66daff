// What is done on the page of a meeting: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import { givenAnswers, seriesRhythms } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { answered, incomplete, refused } from '../../forms/form-result.ts';
import { isTicked, optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { count } from '../../french-format.ts';
import { answerReminded, RemindInvitees } from '../../scheduling/reminding.ts';
import {
  AddAttendee,
  AnswerMeeting,
  AttachReply,
  CallMeeting,
  CancelMeeting,
  ChangeInvitee,
  Invite,
  InviteByAddresses,
  RenewInvitationLink,
  RepeatMeeting,
  SetReplyAside,
  Uninvite,
} from './queries.ts';

type Act = (api: Api, form: FormData, meetingId: string) => Promise<{ done: string } | ReturnType<typeof refused>>;

const numberOf = (form: FormData, name: string) => Number(textOf(form, name)) || 0;

/** « person:… » or « party:… », as the list of the form names them. */
function whoOf(form: FormData) {
  const [kind, id = ''] = textOf(form, 'who').split(':');
  return { personId: kind === 'person' ? id : null, partyId: kind === 'party' ? id : null };
}

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async call(api, form, meetingId) {
      const input = { meetingId, version: numberOf(form, 'version') };
      const outcome = await api.mutate(CallMeeting, { input });
      if (!outcome.ok) return refused(outcome);
      const { length } = outcome.value.callMeeting.invitees;
      return { done: `${count(length, 'invitation envoyée', 'invitations envoyées')}.` };
    },
    async cancel(api, form, meetingId) {
      const input = { meetingId, version: numberOf(form, 'version'), reason: optionalTextOf(form, 'reason') };
      const outcome = await api.mutate(CancelMeeting, { input });
      return answered(outcome, 'La réunion est annulée.');
    },
    async invite(api, form, meetingId) {
      const input = {
        meetingId,
        ...whoOf(form),
        email: optionalTextOf(form, 'email'),
        name: optionalTextOf(form, 'name'),
        comesForId: optionalTextOf(form, 'comesForId'),
        required: !isTicked(form, 'optional'),
      };
      const outcome = await api.mutate(Invite, { input });
      return answered(outcome, 'L’invitation est ajoutée.');
    },
    async 'invite-pasted'(api, form, meetingId) {
      const required = !isTicked(form, 'optional');
      const input = { meetingId, addresses: textOf(form, 'addresses'), required };
      return answered(await api.mutate(InviteByAddresses, { input }), 'Les invitations sont ajoutées.');
    },
    async attend(api, form, meetingId) {
      const input = {
        meetingId,
        personId: whoOf(form).personId,
        email: optionalTextOf(form, 'email'),
        name: optionalTextOf(form, 'name'),
        comesForId: optionalTextOf(form, 'comesForId'),
      };
      const outcome = await api.mutate(AddAttendee, { input });
      return answered(outcome, 'La présence est relevée.');
    },
    async require(api, form, meetingId) {
      const required = textOf(form, 'required') === 'on';
      const input = { meetingId, inviteeId: textOf(form, 'inviteeId'), required };
      const outcome = await api.mutate(ChangeInvitee, { input });
      return answered(outcome, required ? 'La présence est requise.' : 'La présence est facultative.');
    },
    async remind(api, _form, meetingId) {
      return answerReminded(await api.mutate(RemindInvitees, { input: { meetingId } }));
    },
    async uninvite(api, form, meetingId) {
      const input = {
        meetingId,
        inviteeId: optionalTextOf(form, 'inviteeId'),
        partyId: optionalTextOf(form, 'partyId'),
      };
      const outcome = await api.mutate(Uninvite, { input });
      return answered(outcome, 'L’invitation est retirée.');
    },
    async renew(api, form, meetingId) {
      const outcome = await api.mutate(RenewInvitationLink, {
        input: { meetingId, inviteeId: textOf(form, 'inviteeId') },
      });
      return answered(outcome, 'Un nouveau lien est envoyé\u202f; les anciens ne répondent plus.');
    },
    async repeat(api, form, meetingId) {
      const rhythm = seriesRhythms.find((one) => one === textOf(form, 'rhythm'));
      const until = textOf(form, 'until');
      if (!rhythm) return incomplete({ rhythm: 'Choisissez un rythme.' });
      if (!until) return incomplete({ until: 'Indiquez jusqu’à quand répéter la réunion.' });
      const input = { meetingId, version: numberOf(form, 'version'), rhythm, until };
      const outcome = await api.mutate(RepeatMeeting, { input });
      if (!outcome.ok) return refused(outcome);
      const { length } = outcome.value.repeatMeeting.series?.meetings ?? [];
      return { done: `${count(length - 1, 'réunion préparée', 'réunions préparées')}.` };
    },
    async attach(api, form, meetingId) {
      const inviteeId = optionalTextOf(form, 'inviteeId');
      if (!inviteeId) return incomplete({ inviteeId: 'Choisissez la personne à qui rattacher la réponse.' });
      const answer = givenAnswers.find((one) => one === textOf(form, 'answer')) ?? null;
      const input = { meetingId, replyId: textOf(form, 'replyId'), inviteeId, answer };
      return answered(await api.mutate(AttachReply, { input }), 'La réponse est rattachée.');
    },
    async 'set-aside'(api, form, meetingId) {
      const input = { meetingId, replyId: textOf(form, 'replyId') };
      return answered(await api.mutate(SetReplyAside, { input }), 'La réponse est mise de côté.');
    },
    async answer(api, form, meetingId) {
      const answer = givenAnswers.find((one) => one === textOf(form, 'answer'));
      if (!answer) return incomplete({ answer: 'Choisissez une réponse.' });
      const input = { meetingId, answer, sequence: numberOf(form, 'sequence') };
      const outcome = await api.mutate(AnswerMeeting, { input });
      return answered(outcome, 'Votre réponse est enregistrée.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.meetingId ?? '');
}
