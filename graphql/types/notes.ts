// The notes of a meeting: a co-edited text of its own, opened the day before it at the earliest.
import { type NotesView, openMeetingNotes, readMeetingNotes, readNotes } from '#domain/minutes/meeting-notes.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingType } from './meeting.ts';

const MeetingNotesType = builder.objectRef<NotesView>('MeetingNotes').implement({
  fields: (t) => ({
    documentId: t.exposeID('documentId', { description: 'The co-edited document, for programs that join it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    text: t.field({
      type: 'Json',
      complexity: 20,
      description: 'The committed text as ProseMirror JSON; a block says in `outcome` that it is a decision or a task.',
      resolve: ({ meetingId }, _args, context) => readMeetingNotes(signedIn(context), meetingId),
    }),
  }),
});

const notesOf = batched((ids, context) => readNotes(signedIn(context), ids));

builder.objectFields(MeetingType, (t) => ({
  notes: t.field({
    type: MeetingNotesType,
    nullable: true,
    description: 'Null as long as nobody has opened them.',
    resolve: async ({ id }, _args, context) => (await notesOf(context, id))?.notes,
  }),
  viewerMayWriteNotes: t.boolean({
    description:
      'Whoever is invited with an account and whoever organises; once the minutes are sent for observations, the latter.',
    resolve: async ({ id }, _args, context) => (await notesOf(context, id))?.mayWrite ?? false,
  }),
}));

const OpenMeetingNotesInput = builder.inputType('OpenMeetingNotesInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  openMeetingNotes: t.field({
    type: MeetingType,
    description: 'Makes the notes of a called or held meeting from its agenda, once; from the day before it on.',
    args: { input: t.arg({ type: OpenMeetingNotesInput, required: true }) },
    resolve: (_root, { input }, context) => openMeetingNotes(signedIn(context), input),
  }),
}));
