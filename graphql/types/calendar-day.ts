// Days with what is said of them by the calendars of the trade: public holidays, and school holidays of the zone.
import { addDays, type Day, daysBetween } from '#domain/calendar.ts';
import { invalid } from '#domain/errors.ts';
import { schoolHolidaysKnownUntil } from '#domain/school-holidays.ts';
import { publicHoliday, schoolHoliday } from '#domain/work-calendar.ts';
import { builder, signedIn } from '../builder.ts';

/** Days of one query at most: a year and the weeks around it. */
const MOST_DAYS = 380;

const CalendarDayType = builder.objectRef<Day>('CalendarDay').implement({
  fields: (t) => ({
    day: t.field({ type: 'Date', resolve: (day) => day }),
    publicHoliday: t.string({ nullable: true, description: 'Son nom, en français.', resolve: publicHoliday }),
    schoolHoliday: t.string({ nullable: true, description: 'Son nom, en zone B.', resolve: schoolHoliday }),
    isSchoolCalendarKnown: t.boolean({
      description: 'Faux au-delà des calendriers publiés : `schoolHoliday` ne dit alors rien.',
      resolve: (day) => day <= schoolHolidaysKnownUntil,
    }),
  }),
});

builder.queryField('calendarDays', (t) =>
  t.field({
    type: [CalendarDayType],
    description: `D’un jour à un autre, tous deux compris : ${MOST_DAYS} au plus.`,
    complexity: { field: 20, multiplier: 1 },
    args: { from: t.arg({ type: 'Date', required: true }), to: t.arg({ type: 'Date', required: true }) },
    resolve: (_root, { from, to }, context) => {
      signedIn(context);
      const days = daysBetween(from, to);
      if (days < 0 || days >= MOST_DAYS) throw invalid({ to: `Demandez de 1 à ${MOST_DAYS} jours.` });
      return Array.from({ length: days + 1 }, (_, index) => addDays(from, index));
    },
  }),
);
