// Sessions: signing in and out, and the list that a person sees of its own.
import {
  deviceOf,
  endAllSessions,
  endSession,
  listSessions,
  type OpenedSession,
  openSession,
  type SeenSession,
} from '#domain/accounts/sessions.ts';
import { builder, signedIn } from '../builder.ts';

const SessionType = builder.objectRef<SeenSession>('Session').implement({
  description: 'One of the asker’s own sessions.',
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'To within five minutes.' }),
    browser: t.string({ nullable: true, resolve: ({ userAgent }) => deviceOf(userAgent).browser }),
    system: t.string({ nullable: true, resolve: ({ userAgent }) => deviceOf(userAgent).system }),
    isThisOne: t.exposeBoolean('isThisOne'),
  }),
});

export const OpenedSessionType = builder.objectRef<OpenedSession>('OpenedSession').implement({
  description: 'A session just opened.',
  fields: (t) => ({
    token: t.exposeString('token', { description: 'The session cookie’s value; told here alone.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Its last possible moment.' }),
    device: t.exposeString('device', {
      description:
        'The device cookie’s value: sent along with later tries, it keeps those of strangers from slowing them.',
    }),
  }),
});

builder.queryField('mySessions', (t) =>
  t.field({ type: [SessionType], resolve: (_root, _args, context) => listSessions(signedIn(context)) }),
);

const OpenSessionInput = builder.inputType('OpenSessionInput', {
  fields: (t) => ({ email: t.string({ required: true }), password: t.string({ required: true }) }),
});
const EndSessionInput = builder.inputType('EndSessionInput', {
  fields: (t) => ({ sessionId: t.id({ description: 'This one when left out.' }) }),
});

builder.mutationFields((t) => ({
  openSession: t.field({
    type: OpenedSessionType,
    description: 'Signs in with an e-mail address and a password.',
    args: { input: t.arg({ type: OpenSessionInput, required: true }) },
    resolve: (_root, { input }, { from }) => openSession(input, from),
  }),
  endSession: t.boolean({
    description: 'Ends one of the asker’s sessions. True once done.',
    args: { input: t.arg({ type: EndSessionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await endSession(signedIn(context), input);
      return true;
    },
  }),
  endAllSessions: t.boolean({
    description: 'Signs the asker out everywhere, here included. True once done.',
    resolve: async (_root, _args, context) => {
      await endAllSessions(signedIn(context));
      return true;
    },
  }),
}));
