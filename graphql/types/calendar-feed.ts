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
  description: 'Celle d’un service ou d’une convention ; d’aucun des deux : ses propres réunions.',
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
      address: t.exposeString('address', { description: 'Ce à quoi un agenda s’abonne : dite ici, et plus jamais.' }),
    }),
  });

const CalendarFeedContentType = builder.objectRef<FeedContent>('CalendarFeedContent').implement({
  fields: (t) => ({
    content: t.exposeString('content', { description: 'iCalendar (RFC 5545).' }),
    tag: t.exposeString('tag', { description: 'Change quand le contenu change.' }),
  }),
});

builder.queryFields((t) => ({
  calendarFeeds: t.field({
    type: [CalendarFeedType],
    description: 'Celles que qui demande a créées et qui servent encore, la plus récente d’abord.',
    resolve: (_root, _args, context) => listCalendarFeeds(signedIn(context)),
  }),
  calendarFeedContent: t.field({
    type: CalendarFeedContentType,
    nullable: true,
    description: 'L’agenda à une adresse secrète ; aucun compte n’est nécessaire.',
    complexity: 50,
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }) => readCalendarFeed(token),
  }),
}));

const CreateCalendarFeedInput = builder.inputType('CreateCalendarFeedInput', {
  description: 'Rien : ses propres réunions.',
  fields: (t) => ({ unitId: t.id({ description: 'Le service où l’on travaille.' }), conventionId: t.id() }),
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
    description: 'Son adresse ne donne plus rien ; rend son identifiant.',
    args: { input: t.arg({ type: RevokeCalendarFeedInput, required: true }) },
    resolve: (_root, { input }, context) => revokeCalendarFeed(signedIn(context), input),
  }),
}));
