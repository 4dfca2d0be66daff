// A text that people write together, whosever it is: what the pages of its versions stand under.
import { readConvention } from '#domain/gate.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { maySuggest, mayWrite, type OwnedText, readOwnedText, textName } from '#domain/versions/text-owners.ts';
import { textKinds } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { MeetingType } from './meeting.ts';

/** Also of what is told of a text. */
export const TextKindType = builder.enumType('TextKind', {
  description: 'Ce dont un texte est le texte.',
  values: textKinds,
});

const TextType = builder.objectRef<OwnedText>('Text').implement({
  description: 'Un texte écrit à plusieurs : d’une convention, des notes d’une réunion ou d’un bilan annuel.',
  fields: (t) => ({
    documentId: t.exposeID('documentId', { description: 'Son document, pour les logiciels qui s’y joignent.' }),
    kind: t.expose('kind', { type: TextKindType }),
    title: t.string({ description: 'Comment il se nomme parmi d’autres, en français.', resolve: textName }),
    isFrozen: t.exposeBoolean('isFrozen', { description: 'Signé ou approuvé : plus rien ne le change.' }),
    viewerMayWrite: t.boolean({ resolve: mayWrite }),
    viewerMaySuggest: t.boolean({ resolve: maySuggest }),
    convention: t.field({
      type: ConventionType,
      description: 'Celle dont c’est le texte, le bilan, ou à laquelle se tient la réunion.',
      resolve: ({ conventionId }, _args, context) => readConvention(signedIn(context), conventionId),
    }),
    meeting: t.field({
      type: MeetingType,
      nullable: true,
      description: 'Avec NOTES : la réunion.',
      resolve: ({ kind, about }, _args, context) =>
        kind === 'NOTES' ? readMeeting(signedIn(context), about.subjectId) : null,
    }),
  }),
});

builder.queryField('text', (t) =>
  t.field({
    type: TextType,
    description: 'Un texte que qui demande peut lire. NOT_FOUND sinon.',
    args: { documentId: t.arg.id({ required: true }) },
    resolve: (_root, { documentId }, context) => readOwnedText(signedIn(context), documentId),
  }),
);
