// The month as a table: a row a week, a cell a day. On a telephone the days that have something stand one under the other.
import { Link, useLoaderData } from '@remix-run/react';
import { formatLongDate } from '../../french-format.ts';
import { meetingStateLabels } from '../../meetings/words.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { namedDays } from './holidays.ts';
import type { loader } from './loader.ts';
import styles from './month-sheet.module.css';
import type { CalendarDay } from './queries.ts';
import { hourOn, touches } from './weeks.ts';

const weekdays = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ');

/** The sheet; `labelledBy` is the id of the month's name. */
export function MonthSheet({ labelledBy }: { labelledBy: string }) {
  const { weeks } = useLoaderData<typeof loader>();
  return (
    <table className={styles.sheet} aria-labelledby={labelledBy}>
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
          <Week key={week[0]} week={week} />
        ))}
      </tbody>
    </table>
  );
}

function Week({ week }: { week: readonly string[] }) {
  const { month, today, days, meetings, mayAdd } = useLoaderData<typeof loader>();
  const shown = days.filter(({ day }) => week.includes(day));
  const named = namedDays(shown);
  const [monday = '', sunday] = [week[0], week.at(-1)];
  const ofWeek = meetings.filter((meeting) => touches(meeting, monday, sunday));
  return (
    <tr>
      {shown.map((day) => (
        <DayCell
          key={day.day}
          day={day}
          meetings={ofWeek.filter((meeting) => touches(meeting, day.day))}
          namesHoliday={named.includes(day)}
          isOutside={!day.day.startsWith(month)}
          isToday={day.day === today}
          mayAdd={mayAdd && day.day >= today}
        />
      ))}
    </tr>
  );
}

type Shown = Awaited<ReturnType<typeof loader>>['meetings'][number];

interface DayCellProps {
  day: CalendarDay;
  meetings: readonly Shown[];
  /** A holiday of several days is written once a week; the ground shows the others, and all are read aloud. */
  namesHoliday: boolean;
  isOutside: boolean;
  isToday: boolean;
  /** A meeting may be prepared on it. */
  mayAdd: boolean;
}

function DayCell({ day: { day, publicHoliday, schoolHoliday }, ...props }: DayCellProps) {
  const { meetings, namesHoliday, isOutside, isToday, mayAdd } = props;
  const isEmpty = meetings.length === 0 && !publicHoliday && !isToday;
  const look = [isOutside && styles.isOutside, isToday && styles.isToday, isEmpty && styles.isEmpty];
  return (
    <td
      className={classes(styles.day, ...look, (publicHoliday || schoolHoliday) && styles.isOff)}
      aria-current={isToday ? 'date' : undefined}
    >
      <time dateTime={day}>
        <span aria-hidden="true" className={styles.number}>
          {Number(day.slice(8))}
        </span>
        <span className={styles.longDate} id={`jour-${day}`}>
          {formatLongDate(day)}
        </span>
      </time>
      {mayAdd && !isOutside && (
        <Link
          to={`/reunions/nouvelle?jour=${day}`}
          className={styles.add}
          aria-label={`Nouvelle réunion le ${formatLongDate(day)}`}
        >
          <Icon name="add" size="s" />
        </Link>
      )}
      {isToday && <span className={styles.note}>Aujourd’hui</span>}
      {publicHoliday && <span className={styles.note}>{publicHoliday}</span>}
      {schoolHoliday && !publicHoliday && (
        <span className={classes(styles.note, !namesHoliday && styles.isSaid)}>{schoolHoliday}</span>
      )}
      {meetings.length > 0 && (
        <ul className={styles.meetings}>
          {meetings.map((meeting) => (
            <li key={meeting.id}>
              <MeetingLine meeting={meeting} day={day} />
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

function MeetingLine({ meeting, day }: { meeting: Shown; day: string }) {
  const { id, title, state } = meeting;
  return (
    <Link
      to={`/reunions/${id}`}
      // A long title is cut on the sheet.
      title={title}
      // Whoever goes from link to link hears the day with the hour.
      aria-describedby={`jour-${day}`}
      className={classes(styles.meeting, state === 'DRAFT' && styles.isDraft)}
    >
      <span className={styles.words}>
        <span className={styles.hour}>{hourOn(meeting, day)}</span> {title}
      </span>
      {state === 'DRAFT' && (
        <span className={styles.state}>
          <Icon name="edit" size="s" /> {meetingStateLabels.DRAFT}
        </span>
      )}
    </Link>
  );
}
