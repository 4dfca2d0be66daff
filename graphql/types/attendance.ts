// Who was at a meeting: recorded one by one from its day on, and all at once when it is closed.
import { holdMeeting, recordAttendance } from '#domain/meetings/attendance.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingAttendanceType, MeetingType } from './meeting.ts';

const RecordAttendanceInput = builder.inputType('RecordAttendanceInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    inviteeId: t.id({ required: true }),
    attendance: t.field({ type: MeetingAttendanceType, description: 'Null: absent without a word.' }),
  }),
});
const AttendanceInput = builder.inputType('AttendanceInput', {
  fields: (t) => ({
    inviteeId: t.id({ required: true }),
    attendance: t.field({ type: MeetingAttendanceType, description: 'Null: absent without a word.' }),
  }),
});
const HoldMeetingInput = builder.inputType('HoldMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true }),
    attendance: t.field({
      type: [AttendanceInput],
      required: true,
      description: 'Who is left out stays as recorded.',
    }),
  }),
});

builder.mutationFields((t) => ({
  recordAttendance: t.field({
    type: MeetingType,
    description: 'From the day of the meeting until its minutes are approved, by whoever may write its notes.',
    args: { input: t.arg({ type: RecordAttendanceInput, required: true }) },
    resolve: (_root, { input }, context) => recordAttendance(signedIn(context), input),
  }),
  holdMeeting: t.field({
    type: MeetingType,
    description: 'Closes it with who was there. What it aims at is proved when its minutes are approved.',
    args: { input: t.arg({ type: HoldMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => holdMeeting(signedIn(context), input),
  }),
}));
