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
  description: 'INVITED: has not entered yet. ACTIVE: may sign in. DEACTIVATED: may not.',
  values: ['INVITED', 'ACTIVE', 'DEACTIVATED'] as const,
});

const AccountType = builder.objectRef<Person>('Account').implement({
  description: 'What the administrators of an organisation see of one of its accounts.',
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

export const PersonType = builder.prismaObject('Person', {
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    jobTitle: t.exposeString('jobTitle', { nullable: true }),
    organisation: t.relation('organisation'),
    unit: t.relation('unit', { nullable: true }),
    isActive: t.boolean({
      description: 'False once the account is deactivated; what the person wrote stays under the name.',
      select: { deactivatedAt: true },
      resolve: ({ deactivatedAt }) => deactivatedAt === null,
    }),
    email: t.string({
      nullable: true,
      description: 'For colleagues and administrators; null for others and for programs.',
      resolve: (person, _args, context) =>
        maySeeAddress(signedIn(context), person) ? shownAddress(person.email) : null,
    }),
    account: t.field({
      type: AccountType,
      nullable: true,
      description: 'For those who may look after this account; null for others.',
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
    description: 'Makes an account and sends its invitation by mail.',
    args: { input: t.arg({ type: InvitePersonInput, required: true }) },
    resolve: (_root, { input }, context) => invitePerson(signedIn(context), input),
  }),
  inviteAgain: t.field({
    type: PersonType,
    description: 'Sends the invitation again; the earlier link is void.',
    args: { input: t.arg({ type: PersonInput, required: true }) },
    resolve: (_root, { input }, context) => inviteAgain(signedIn(context), input),
  }),
  placePerson: t.field({
    type: PersonType,
    description: 'Says where somebody works in the organisation.',
    args: { input: t.arg({ type: PlacePersonInput, required: true }) },
    resolve: (_root, { input }, context) => placePerson(signedIn(context), input),
  }),
  deactivatePerson: t.field({
    type: PersonType,
    description: 'Closes an account: its sessions end at once. The keys it made are its organisation’s, and go on.',
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
    description: 'Makes somebody an administrator of their organisation, or no longer one; the last one stays.',
    args: { input: t.arg({ type: AdministratorInput, required: true }) },
    resolve: (_root, { input }, context) => setOrganisationAdministrator(signedIn(context), input),
  }),
}));
