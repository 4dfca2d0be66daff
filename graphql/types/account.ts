// One's own account: entering with a link, a forgotten or changed password, how others see me.

import {
  acceptInvitation,
  changePassword,
  readAccountLink,
  readProfile,
  readTypingPreference,
  requestPasswordReset,
  resetPassword,
  setTypingPreference,
  updateProfile,
} from '#domain/accounts/accounts.ts';
import type { OpenLink } from '#domain/accounts/links.ts';
import { shownAddress } from '#domain/shown-address.ts';
import { builder, signedIn } from '../builder.ts';
import { PersonType } from './person.ts';
import { OpenedSessionType } from './session.ts';

const AccountLinkType = builder.objectRef<OpenLink>('AccountLink').implement({
  description: 'Ce qu’ouvre le lien à usage unique d’un courriel.',
  fields: (t) => ({
    kind: t.field({
      type: builder.enumType('AccountLinkKind', { values: ['INVITATION', 'RESET'] as const }),
      resolve: ({ kind }) => kind,
    }),
    email: t.string({ resolve: ({ email }) => shownAddress(email) }),
    name: t.exposeString('name'),
    organisationName: t.exposeString('organisationName'),
  }),
});

builder.queryField('me', (t) =>
  t.field({
    type: PersonType,
    description: 'Le compte de qui demande ; FORBIDDEN pour une clé, qui n’en a pas.',
    resolve: async (_root, _args, context) => readProfile(signedIn(context)),
  }),
);

builder.queryField('frenchTyping', (t) =>
  t.boolean({
    description:
      'Si la typographie française est mise à la frappe de qui demande ; vrai pour personne et pour une clé.',
    resolve: async (_root, _args, { viewer }) => !viewer || (await readTypingPreference(viewer)).frenchTyping,
  }),
);

builder.queryField('searchKey', (t) =>
  t.boolean({
    description: 'Si « / » seul mène à la recherche ; vrai pour personne et pour une clé.',
    resolve: async (_root, _args, { viewer }) => !viewer || (await readTypingPreference(viewer)).searchKey,
  }),
);

builder.queryField('accountLink', (t) =>
  t.field({
    type: AccountLinkType,
    nullable: true,
    description: 'Le lien d’un courriel tant qu’il peut servir, sinon nul. Le lire ne l’use pas.',
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, args) => readAccountLink(args),
  }),
);

const ForgottenPasswordInput = builder.inputType('RequestPasswordResetInput', {
  fields: (t) => ({ email: t.string({ required: true }) }),
});
const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  fields: (t) => ({
    token: t.string({ required: true }),
    name: t.string({ required: true }),
    password: t.string({ required: true }),
  }),
});
const ResetPasswordInput = builder.inputType('ResetPasswordInput', {
  fields: (t) => ({ token: t.string({ required: true }), password: t.string({ required: true }) }),
});
const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  fields: (t) => ({ currentPassword: t.string({ required: true }), password: t.string({ required: true }) }),
});
const UpdateProfileInput = builder.inputType('UpdateProfileInput', {
  fields: (t) => ({ name: t.string({ required: true }), jobTitle: t.string() }),
});

const SetTypingPreferenceInput = builder.inputType('SetTypingPreferenceInput', {
  fields: (t) => ({ frenchTyping: t.boolean({ required: true }), searchKey: t.boolean() }),
});

builder.mutationFields((t) => ({
  requestPasswordReset: t.boolean({
    description: 'Envoie un lien pour choisir un autre mot de passe si l’adresse a un compte. Vrai dans tous les cas.',
    args: { input: t.arg({ type: ForgottenPasswordInput, required: true }) },
    resolve: async (_root, { input }, { from }) => {
      await requestPasswordReset(input, from);
      return true;
    },
  }),
  acceptInvitation: t.field({
    type: OpenedSessionType,
    description: 'Entre pour la première fois, avec le lien d’une invitation.',
    args: { input: t.arg({ type: AcceptInvitationInput, required: true }) },
    resolve: (_root, { input }, { from }) => acceptInvitation(input, from),
  }),
  resetPassword: t.string({
    description:
      'Choisit un autre mot de passe avec un lien ; toutes les sessions se ferment. Rend la valeur du témoin de l’appareil.',
    args: { input: t.arg({ type: ResetPasswordInput, required: true }) },
    resolve: async (_root, { input }, { from }) => (await resetPassword(input, from)).device,
  }),
  changePassword: t.boolean({
    description: 'Choisit un autre mot de passe ; les autres sessions se ferment. Vrai une fois fait.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await changePassword(signedIn(context), input);
      return true;
    },
  }),
  setTypingPreference: t.boolean({
    description: 'Met ou ôte la typographie française à la frappe ; rend ce qu’il en est alors.',
    args: { input: t.arg({ type: SetTypingPreferenceInput, required: true }) },
    resolve: (_root, { input }, context) => setTypingPreference(signedIn(context), input),
  }),
  updateProfile: t.field({
    type: PersonType,
    args: { input: t.arg({ type: UpdateProfileInput, required: true }) },
    resolve: (_root, { input }, context) => updateProfile(signedIn(context), input),
  }),
}));
