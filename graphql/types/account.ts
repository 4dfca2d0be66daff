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
  description: 'What the one-time link of a mail opens.',
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
    description: 'The asker’s own account; FORBIDDEN for a key, which has none.',
    resolve: async (_root, _args, context) => readProfile(signedIn(context)),
  }),
);

builder.queryField('frenchTyping', (t) =>
  t.boolean({
    description: 'Whether French typography is put while the asker types; true for nobody and for a key.',
    resolve: async (_root, _args, { viewer }) => !viewer || (await readTypingPreference(viewer)).frenchTyping,
  }),
);

builder.queryField('searchKey', (t) =>
  t.boolean({
    description: 'Whether « / » alone goes to the search field; true for nobody and for a key.',
    resolve: async (_root, _args, { viewer }) => !viewer || (await readTypingPreference(viewer)).searchKey,
  }),
);

builder.queryField('accountLink', (t) =>
  t.field({
    type: AccountLinkType,
    nullable: true,
    description: 'The link of a mail while it may be spent, else null. Reading does not spend it.',
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
    description: 'Sends a link to choose another password if the address has an account. True in every case.',
    args: { input: t.arg({ type: ForgottenPasswordInput, required: true }) },
    resolve: async (_root, { input }, { from }) => {
      await requestPasswordReset(input, from);
      return true;
    },
  }),
  acceptInvitation: t.field({
    type: OpenedSessionType,
    description: 'Enters for the first time with the link of an invitation.',
    args: { input: t.arg({ type: AcceptInvitationInput, required: true }) },
    resolve: (_root, { input }, { from }) => acceptInvitation(input, from),
  }),
  resetPassword: t.string({
    description: 'Chooses another password with a link; every session ends. Gives the device cookie’s value.',
    args: { input: t.arg({ type: ResetPasswordInput, required: true }) },
    resolve: async (_root, { input }, { from }) => (await resetPassword(input, from)).device,
  }),
  changePassword: t.boolean({
    description: 'Chooses another password; the asker’s other sessions end. True once done.',
    args: { input: t.arg({ type: ChangePasswordInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await changePassword(signedIn(context), input);
      return true;
    },
  }),
  setTypingPreference: t.boolean({
    description: 'Switches French typography while typing on or off; answers what it is then.',
    args: { input: t.arg({ type: SetTypingPreferenceInput, required: true }) },
    resolve: (_root, { input }, context) => setTypingPreference(signedIn(context), input),
  }),
  updateProfile: t.field({
    type: PersonType,
    args: { input: t.arg({ type: UpdateProfileInput, required: true }) },
    resolve: (_root, { input }, context) => updateProfile(signedIn(context), input),
  }),
}));
