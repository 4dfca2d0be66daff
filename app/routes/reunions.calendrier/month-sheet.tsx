// The month as a table: a row a week, a cell a day. On a telephone the days that have something stand one under the other.
import { Link, useLoaderData } from '@remix-run/react';
import { dayAt } from '#domain/calendar.ts';
import { meetingStateLabels } from '../../french.ts';
import { formatLongDate, formatTime } from '../../french-format.ts';
import type { ListedMeeting } from '../../meetings/meeting-queries.ts';
import { isPolled } from '../../meetings/words.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './calendar-page.module.css';
import type { CalendarDay } from './queries.ts';
import type { loader } from './route.tsx';

const weekdays = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ');

const touches = ({ startsAt, endsAt }: ListedMeeting, day: string) =>
  dayAt(new Date(startsAt)) <= day && day <= dayAt(new Date(Date.parse(endsAt) - 1));

export function MonthSheet() {
  const { weeks, month, today, days, meetings } = useLoaderData<typeof loader>();
  const dayOf = new Map(days.map((day) => [day.day, day]));
  return (
    <table className={styles.sheet} aria-labelledby="month">
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell
                key={day}
                day={dayOf.get(day)}
                meetings={meetings.filter((meeting) => touches(meeting, day))}
                beginsWeek={day === week[0]}
                isOutside={!day.startsWith(month)}
                isToday={day === today}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  day: CalendarDay | undefined;
  meetings: readonly ListedMeeting[];
  /** A holiday of several days is written once a week; the ground shows the others, and all are read aloud. */
  beginsWeek: boolean;
  isOutside: boolean;
  isToday: boolean;
}

function DayCell({ day, meetings, beginsWeek, isOutside, isToday }: DayCellProps) {
  if (!day) return <td />;
  const { publicHoliday, schoolHoliday } = day;
  const isEmpty = meetings.length === 0 && !publicHoliday && !isToday;
  return (
    <td
      className={classes(
        styles.day,
        isOutside && styles.isOutside,
        isToday && styles.isToday,
        isEmpty && styles.isEmpty,
        (publicHoliday || schoolHoliday) && styles.isOff,
      )}
      aria-current={isToday ? 'date' : undefined}
    >
      <time dateTime={day.day} className={styles.date}>
        <span aria-hidden="true" className={styles.number}>
          {Number(day.day.slice(8))}
        </span>
        <span className={styles.longDate}>{formatLongDate(day.day)}</span>
      </time>
      {isToday && <span className={styles.note}>Aujourd’hui</span>}
      {publicHoliday && <span className={styles.note}>{publicHoliday}</span>}
      {schoolHoliday && !publicHoliday && (
        <span className={beginsWeek ? styles.note : 'visually-hidden'}>{schoolHoliday}</span>
      )}
      {meetings.length > 0 && (
        <ul className={styles.meetings}>
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              <MeetingLine meeting={meeting} day={day.day} />
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

function MeetingLine({ meeting, day }: { meeting: ListedMeeting; day: string }) {
  const { id, title, state, startsAt } = meeting;
  const begins = dayAt(new Date(startsAt)) === day;
  return (
    <Link to={`/reunions/${id}`} className={classes(styles.meeting, state === 'DRAFT' && styles.isDraft)}>
      <span className={styles.hour}>{begins ? formatTime(startsAt) : 'suite'}</span> {title}
      {state === 'DRAFT' && (
        <span className={styles.state}>
          <Icon name="edit" size="s" /> {isPolled(meeting) ? 'Date à choisir' : meetingStateLabels.DRAFT}
        </span>
      )}
    </Link>
  );
}
