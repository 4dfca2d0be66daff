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
  description: 'Une des sessions de qui demande.',
  fields: (t) => ({
    id: t.exposeID('id'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'À cinq minutes près.' }),
    browser: t.string({ nullable: true, resolve: ({ userAgent }) => deviceOf(userAgent).browser }),
    system: t.string({ nullable: true, resolve: ({ userAgent }) => deviceOf(userAgent).system }),
    isThisOne: t.exposeBoolean('isThisOne'),
  }),
});

export const OpenedSessionType = builder.objectRef<OpenedSession>('OpenedSession').implement({
  description: 'Une session qui vient d’être ouverte.',
  fields: (t) => ({
    token: t.exposeString('token', { description: 'La valeur du témoin de session ; dite ici seulement.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Son dernier moment possible.' }),
    device: t.exposeString('device', {
      description:
        'La valeur du témoin de l’appareil : envoyée avec les essais suivants, elle évite que ceux d’inconnus les ralentissent.',
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
  fields: (t) => ({ sessionId: t.id({ description: 'Celle-ci si rien n’est donné.' }) }),
});

builder.mutationFields((t) => ({
  openSession: t.field({
    type: OpenedSessionType,
    description: 'Se connecte avec une adresse et un mot de passe.',
    args: { input: t.arg({ type: OpenSessionInput, required: true }) },
    resolve: (_root, { input }, { from }) => openSession(input, from),
  }),
  endSession: t.boolean({
    description: 'Ferme une de ses sessions. Vrai une fois fait.',
    args: { input: t.arg({ type: EndSessionInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await endSession(signedIn(context), input);
      return true;
    },
  }),
  endAllSessions: t.boolean({
    description: 'Ferme toutes ses sessions, celle-ci comprise. Vrai une fois fait.',
    resolve: async (_root, _args, context) => {
      await endAllSessions(signedIn(context));
      return true;
    },
  }),
}));
