// Series of meetings: which one a meeting belongs to, and preparing the later ones from one.
import { readSeries, repeatMeeting, type SeriesView } from '#domain/scheduling/meeting-series.ts';
import { seriesRhythms } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingType } from './meeting.ts';

const SeriesRhythmType = builder.enumType('SeriesRhythm', { values: seriesRhythms });

const MeetingSeriesType = builder.objectRef<SeriesView>('MeetingSeries').implement({
  description: 'Meetings that were prepared together; what is done to one is done to it alone.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    rhythm: t.expose('rhythm', { type: SeriesRhythmType }),
    meetings: t.field({ type: [MeetingType], description: 'In their order.', resolve: ({ meetings }) => meetings }),
  }),
});

const seriesOf = batched((ids) => readSeries(ids));

builder.objectField(MeetingType, 'series', (t) =>
  t.field({
    type: MeetingSeriesType,
    nullable: true,
    resolve: async ({ id, seriesId }, _args, context) => (seriesId ? ((await seriesOf(context, id)) ?? null) : null),
  }),
);

const RepeatMeetingInput = builder.inputType('RepeatMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true }),
    rhythm: t.field({ type: SeriesRhythmType, required: true }),
    until: t.field({ type: 'Date', required: true, description: 'The last day on which one may be.' }),
  }),
});

builder.mutationField('repeatMeeting', (t) =>
  t.field({
    type: MeetingType,
    description:
      'Prepares the later meetings of a series: the same weekday of their month, moved to a working day, at the same hour of Paris. Nobody is told before each is called.',
    args: { input: t.arg({ type: RepeatMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => repeatMeeting(signedIn(context), input),
  }),
);
