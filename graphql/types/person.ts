// People, as those who may know of them see them; and what the administrators of an organisation do with its accounts.

import {
  deactivatePerson,
  inviteAgain,
  invitePerson,
  placePerson,
  reactivatePerson,
  setOrganisationAdministrator,
} from '#domain/organisations/people.ts';
import { can, maySeeAddress } from '#domain/permissions.ts';
import { shownAddress } from '#domain/shown-address.ts';
import type { Person } from '#generated/prisma/client.ts';
import { builder, signedIn } from '../builder.ts';

const AccountState = builder.enumType('AccountState', {
  description: 'INVITED : pas encore entré. ACTIVE : peut se connecter. DEACTIVATED : ne le peut pas.',
  values: ['INVITED', 'ACTIVE', 'DEACTIVATED'] as const,
});

const AccountType = builder.objectRef<Person>('Account').implement({
  description: 'Ce que les administrateurs d’un organisme voient d’un de ses comptes.',
  fields: (t) => ({
    state: t.field({
      type: AccountState,
      resolve: ({ deactivatedAt, passwordHash }) => {
        if (deactivatedAt) return 'DEACTIVATED';
        return passwordHash === null ? 'INVITED' : 'ACTIVE';
      },
    }),
    organisationAdministrator: t.exposeBoolean('organisationAdministrator'),
    platformAdministrator: t.exposeBoolean('platformAdministrator'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

export const PersonType = builder.objectRef<Person>('Person').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    jobTitle: t.exposeString('jobTitle', { nullable: true }),
    isActive: t.boolean({
      description: 'Faux une fois le compte fermé ; ce que la personne a écrit reste sous son nom.',
      resolve: ({ deactivatedAt }) => deactivatedAt === null,
    }),
    email: t.string({
      nullable: true,
      description: 'Pour les collègues et les administrateurs ; nul pour les autres et pour les logiciels.',
      resolve: (person, _args, context) =>
        maySeeAddress(signedIn(context), person) ? shownAddress(person.email) : null,
    }),
    account: t.field({
      type: AccountType,
      nullable: true,
      description: 'Pour qui peut s’occuper de ce compte ; nul pour les autres.',
      resolve: (person, _args, context) => (can(signedIn(context), 'person.manage', person) ? person : null),
    }),
  }),
});

const InvitePersonInput = builder.inputType('InvitePersonInput', {
  fields: (t) => ({
    organisationId: t.id({ required: true }),
    email: t.string({ required: true }),
    name: t.string({ required: true }),
    jobTitle: t.string(),
    unitId: t.id(),
    organisationAdministrator: t.boolean({ required: true, defaultValue: false }),
  }),
});
const PlacePersonInput = builder.inputType('PlacePersonInput', {
  fields: (t) => ({ personId: t.id({ required: true }), jobTitle: t.string(), unitId: t.id() }),
});
const PersonInput = builder.inputType('PersonInput', { fields: (t) => ({ personId: t.id({ required: true }) }) });
const AdministratorInput = builder.inputType('SetOrganisationAdministratorInput', {
  fields: (t) => ({ personId: t.id({ required: true }), administrator: t.boolean({ required: true }) }),
});

builder.mutationFields((t) => ({
  invitePerson: t.field({
    type: PersonType,
    description: 'Crée un compte et envoie son invitation par courriel.',
    args: { input: t.arg({ type: InvitePersonInput, required: true }) },
    resolve: (_root, { input }, context) => invitePerson(signedIn(context), input),
  }),
  inviteAgain: t.field({
    type: PersonType,
    description: 'Renvoie l’invitation ; l’ancien lien n’est plus valable.',
    args: { input: t.arg({ type: PersonInput, required: true }) },
    resolve: (_root, { input }, context) => inviteAgain(signedIn(context), input),
  }),
  placePerson: t.field({
    type: PersonType,
    description: 'Dit où quelqu’un travaille dans l’organisme.',
    args: { input: t.arg({ type: PlacePersonInput, required: true }) },
    resolve: (_root, { input }, context) => placePerson(signedIn(context), input),
  }),
  deactivatePerson: t.field({
    type: PersonType,
    description:
      'Ferme un compte : ses sessions se ferment aussitôt. Les clés qu’il a créées sont à son organisme, et continuent.',
    args: { input: t.arg({ type: PersonInput, required: true }) },
    resolve: (_root, { input }, context) => deactivatePerson(signedIn(context), input),
  }),
  reactivatePerson: t.field({
    type: PersonType,
    args: { input: t.arg({ type: PersonInput, required: true }) },
    resolve: (_root, { input }, context) => reactivatePerson(signedIn(context), input),
  }),
  setOrganisationAdministrator: t.field({
    type: PersonType,
    description: 'Fait de quelqu’un un administrateur de son organisme, ou l’inverse ; le dernier le reste.',
    args: { input: t.arg({ type: AdministratorInput, required: true }) },
    resolve: (_root, { input }, context) => setOrganisationAdministrator(signedIn(context), input),
  }),
}));
