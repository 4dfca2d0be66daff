// Series of meetings: which one a meeting belongs to, and preparing the later ones from one.
import { readSeries, repeatMeeting, type SeriesView } from '#domain/scheduling/meeting-series.ts';
import { seriesRhythms } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingType } from './meeting.ts';

const SeriesRhythmType = builder.enumType('SeriesRhythm', { values: seriesRhythms });

const MeetingSeriesType = builder.objectRef<SeriesView>('MeetingSeries').implement({
  description: 'Des réunions préparées ensemble ; ce qui est fait à l’une n’est fait qu’à elle.',
  fields: (t) => ({
    id: t.exposeID('id'),
    title: t.exposeString('title'),
    rhythm: t.expose('rhythm', { type: SeriesRhythmType }),
    meetings: t.field({ type: [MeetingType], description: 'Dans leur ordre.', resolve: ({ meetings }) => meetings }),
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
    until: t.field({ type: 'Date', required: true, description: 'Le dernier jour où il peut y en avoir une.' }),
  }),
});

builder.mutationField('repeatMeeting', (t) =>
  t.field({
    type: MeetingType,
    description:
      'Prépare les réunions suivantes d’une série : le même jour de semaine de leur mois, porté à un jour ouvré, à la même heure de Paris. Personne n’est prévenu avant chaque convocation.',
    args: { input: t.arg({ type: RepeatMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => repeatMeeting(signedIn(context), input),
  }),
);
