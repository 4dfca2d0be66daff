// Who was at a meeting: recorded one by one from its day on, and all at once when it is closed.
import { holdMeeting, recordAttendance } from '#domain/meetings/attendance.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingAttendanceType, MeetingType } from './meeting.ts';

const RecordAttendanceInput = builder.inputType('RecordAttendanceInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    inviteeId: t.id({ required: true }),
    attendance: t.field({ type: MeetingAttendanceType, description: 'Nul : absent sans un mot.' }),
  }),
});
const AttendanceInput = builder.inputType('AttendanceInput', {
  fields: (t) => ({
    inviteeId: t.id({ required: true }),
    attendance: t.field({ type: MeetingAttendanceType, description: 'Nul : absent sans un mot.' }),
  }),
});
const HoldMeetingInput = builder.inputType('HoldMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true }),
    attendance: t.field({
      type: [AttendanceInput],
      required: true,
      description: 'Qui n’est pas donné reste comme il a été relevé.',
    }),
  }),
});

builder.mutationFields((t) => ({
  recordAttendance: t.field({
    type: MeetingType,
    description: 'Du jour de la réunion jusqu’à l’approbation du compte rendu, par qui peut écrire ses notes.',
    args: { input: t.arg({ type: RecordAttendanceInput, required: true }) },
    resolve: (_root, { input }, context) => recordAttendance(signedIn(context), input),
  }),
  holdMeeting: t.field({
    type: MeetingType,
    description: 'La clôt avec les présents. Ce qu’elle vise est prouvé à l’approbation du compte rendu.',
    args: { input: t.arg({ type: HoldMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => holdMeeting(signedIn(context), input),
  }),
}));
