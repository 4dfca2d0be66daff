// What a steward may do on the page of participants: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import { type ParticipantRole, participantRoles } from '#domain/vocabulary.ts';
import type { Api } from '#graphql/execute.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { AddParticipant, ChangeParticipant, RemoveParticipant } from './queries.ts';

type Act = (api: Api, form: FormData, conventionId: string) => Promise<{ done: string } | ReturnType<typeof refused>>;

/** The role of a form; what is none is left to the domain's own refusal of an empty choice. */
const roleOf = (form: FormData) =>
  participantRoles.find((role) => role === textOf(form, 'role')) ?? ('READER' satisfies ParticipantRole);

/** « person:… » or « organisation:… », as the list of candidates names them. */
function holderOf(form: FormData) {
  const [kind, id = ''] = textOf(form, 'holder').split(':');
  return {
    personId: kind === 'person' ? id : null,
    organisationId: kind === 'organisation' ? id : null,
    email: optionalTextOf(form, 'email'),
  };
}

/** By intent. A map, because the intent comes from outside. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async add(api, form, conventionId) {
      const input = { ...holderOf(form), conventionId, role: roleOf(form) };
      const outcome = await api.mutate(AddParticipant, { input });
      if (!outcome.ok) return refused(outcome);
      const { person, organisation } = outcome.value.addParticipant;
      return { done: `Accès ouvert\u00a0: ${person?.name ?? organisation?.name}.` };
    },
    async change(api, form) {
      const input = { participantId: textOf(form, 'participantId'), role: roleOf(form) };
      const outcome = await api.mutate(ChangeParticipant, { input });
      return answered(outcome, 'Le rôle est enregistré.');
    },
    async remove(api, form) {
      const outcome = await api.mutate(RemoveParticipant, { input: { participantId: textOf(form, 'participantId') } });
      return answered(outcome, 'L’accès est retiré.');
    },
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
