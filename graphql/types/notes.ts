// The notes of a meeting: a co-edited text of its own, opened the day before it at the earliest.
import { type NotesView, openMeetingNotes, readMeetingNotes, readNotes } from '#domain/minutes/meeting-notes.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingType } from './meeting.ts';

const MeetingNotesType = builder.objectRef<NotesView>('MeetingNotes').implement({
  fields: (t) => ({
    documentId: t.exposeID('documentId', {
      description: 'Le document écrit à plusieurs, pour les logiciels qui s’y joignent.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description:
        'Le texte enregistré, en JSON de ProseMirror ; un passage dit dans `outcome` que c’est une décision ou une tâche.',
      resolve: ({ meetingId }, _args, context) => readMeetingNotes(signedIn(context), meetingId),
    }),
  }),
});

const notesOf = batched((ids, context) => readNotes(signedIn(context), ids));

builder.objectFields(MeetingType, (t) => ({
  notes: t.field({
    type: MeetingNotesType,
    nullable: true,
    description: 'Nul tant que personne ne les a ouvertes.',
    resolve: async ({ id }, _args, context) => (await notesOf(context, id))?.notes,
  }),
  viewerMayWriteNotes: t.boolean({
    description:
      'Qui est invité avec un compte, et qui organise ; une fois le compte rendu soumis aux observations, ces derniers seulement.',
    resolve: async ({ id }, _args, context) => (await notesOf(context, id))?.mayWrite ?? false,
  }),
}));

const OpenMeetingNotesInput = builder.inputType('OpenMeetingNotesInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  openMeetingNotes: t.field({
    type: MeetingType,
    description:
      'Fait les notes d’une réunion convoquée ou tenue à partir de son ordre du jour, une fois ; dès la veille.',
    args: { input: t.arg({ type: OpenMeetingNotesInput, required: true }) },
    resolve: (_root, { input }, context) => openMeetingNotes(signedIn(context), input),
  }),
}));
