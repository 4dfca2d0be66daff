// Secret addresses that calendars subscribe to: made (the address is told once), listed and revoked by one person.
import {
  type CalendarFeed,
  createCalendarFeed,
  type FeedContent,
  listCalendarFeeds,
  readCalendarFeed,
  revokeCalendarFeed,
} from '#domain/meetings/calendar-feeds.ts';
import { builder, signedIn } from '../builder.ts';
import { UnitType } from './organisation.ts';

const CalendarFeedConventionType = builder
  .objectRef<NonNullable<CalendarFeed['convention']>>('CalendarFeedConvention')
  .implement({
    fields: (t) => ({ id: t.exposeID('id'), title: t.exposeString('title'), year: t.exposeInt('year') }),
  });

const CalendarFeedType = builder.objectRef<CalendarFeed>('CalendarFeed').implement({
  description: 'Of a service or a convention; of neither: one’s own meetings.',
  fields: (t) => ({
    id: t.exposeID('id'),
    unit: t.field({ type: UnitType, nullable: true, resolve: ({ unit }) => unit }),
    convention: t.field({ type: CalendarFeedConventionType, nullable: true, resolve: ({ convention }) => convention }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const CreatedCalendarFeedType = builder
  .objectRef<{ feed: CalendarFeed; address: string }>('CreatedCalendarFeed')
  .implement({
    fields: (t) => ({
      feed: t.field({ type: CalendarFeedType, resolve: ({ feed }) => feed }),
      address: t.exposeString('address', { description: 'What a calendar subscribes to: told here and never again.' }),
    }),
  });

const CalendarFeedContentType = builder.objectRef<FeedContent>('CalendarFeedContent').implement({
  fields: (t) => ({
    content: t.exposeString('content', { description: 'iCalendar (RFC 5545).' }),
    tag: t.exposeString('tag', { description: 'Changes when the content does.' }),
  }),
});

builder.queryFields((t) => ({
  calendarFeeds: t.field({
    type: [CalendarFeedType],
    description: 'The living ones that the viewer made, the newest first.',
    resolve: (_root, _args, context) => listCalendarFeeds(signedIn(context)),
  }),
  calendarFeedContent: t.field({
    type: CalendarFeedContentType,
    nullable: true,
    description: 'The calendar at a secret address; no account is needed.',
    complexity: 50,
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }) => readCalendarFeed(token),
  }),
}));

const CreateCalendarFeedInput = builder.inputType('CreateCalendarFeedInput', {
  description: 'Nothing: one’s own meetings.',
  fields: (t) => ({ unitId: t.id({ description: 'The service one works in.' }), conventionId: t.id() }),
});
const RevokeCalendarFeedInput = builder.inputType('RevokeCalendarFeedInput', {
  fields: (t) => ({ calendarFeedId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createCalendarFeed: t.field({
    type: CreatedCalendarFeedType,
    args: { input: t.arg({ type: CreateCalendarFeedInput, required: true }) },
    resolve: (_root, { input }, context) => createCalendarFeed(signedIn(context), input),
  }),
  revokeCalendarFeed: t.field({
    type: 'ID',
    description: 'Its address gives nothing any more; gives its id.',
    args: { input: t.arg({ type: RevokeCalendarFeedInput, required: true }) },
    resolve: (_root, { input }, context) => revokeCalendarFeed(signedIn(context), input),
  }),
}));
