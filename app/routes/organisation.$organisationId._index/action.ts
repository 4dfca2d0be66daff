// What an administrator may do on the page of people: one mutation each, by the `intent` of its form.
import type { ActionFunctionArgs } from '@remix-run/node';
import type { Api } from '#graphql/execute.ts';
import { answered, refused } from '../../forms/form-result.ts';
import { isTicked, optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import {
  DeactivatePerson,
  InviteAgain,
  InvitePerson,
  PlacePerson,
  ReactivatePerson,
  SetAdministrator,
} from './queries.ts';

type Answer = { done: string } | ReturnType<typeof refused>;
type Act = (api: Api, form: FormData, organisationId: string) => Promise<Answer>;

const personOf = (form: FormData) => ({ personId: textOf(form, 'personId') });

const placeOf = (form: FormData) => ({
  jobTitle: optionalTextOf(form, 'jobTitle'),
  unitId: optionalTextOf(form, 'unitId'),
});

const administer =
  (administrator: boolean): Act =>
  async (api, form) => {
    const outcome = await api.mutate(SetAdministrator, { input: { ...personOf(form), administrator } });
    if (!outcome.ok) return refused(outcome);
    const { name } = outcome.value.setOrganisationAdministrator;
    return { done: `${name} ${administrator ? 'administre maintenant' : 'n’administre plus'} l’organisme.` };
  };

/** By intent. A map, because the intent comes from outside and an object has more names than its own. */
export const acts: ReadonlyMap<string, Act> = new Map(
  Object.entries<Act>({
    async invite(api, form, organisationId) {
      const input = {
        ...placeOf(form),
        organisationId,
        email: textOf(form, 'email'),
        name: textOf(form, 'name'),
        organisationAdministrator: isTicked(form, 'organisationAdministrator'),
      };
      const outcome = await api.mutate(InvitePerson, { input });
      return answered(outcome, `L’invitation est envoyée à ${input.email}.`);
    },
    async place(api, form) {
      const outcome = await api.mutate(PlacePerson, { input: { ...personOf(form), ...placeOf(form) } });
      return answered(outcome, 'La fiche est enregistrée.');
    },
    async 'invite-again'(api, form) {
      const outcome = await api.mutate(InviteAgain, { input: personOf(form) });
      return answered(outcome, 'L’invitation est envoyée de nouveau.');
    },
    async deactivate(api, form) {
      const outcome = await api.mutate(DeactivatePerson, { input: personOf(form) });
      return answered(outcome, 'Le compte est désactivé.');
    },
    async reactivate(api, form) {
      const outcome = await api.mutate(ReactivatePerson, { input: personOf(form) });
      return answered(outcome, 'Le compte est réactivé.');
    },
    promote: administer(true),
    demote: administer(false),
  }),
);

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.organisationId ?? '');
}
