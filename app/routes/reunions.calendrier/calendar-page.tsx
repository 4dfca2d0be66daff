import { useLoaderData } from '@remix-run/react';
import { formatDate } from '../../french-format.ts';
import { MeetingViews } from '../../meetings/meeting-views.tsx';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stack } from '../../ui/section.tsx';
import styles from './calendar-page.module.css';
import { MonthSheet } from './month-sheet.tsx';
import type { loader } from './route.tsx';
import { type Month, monthsAfter } from './weeks.ts';

/** « Novembre 2026 ». */
function nameOf(month: Month): string {
  // The 2nd: the first is written « 1er ».
  const name = formatDate(`${month}-02`).slice(2);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The sheet of a month, with the way to its neighbours. */
export function CalendarPage() {
  const { month, territory, today, days, meetings } = useLoaderData<typeof loader>();
  const to = (other: Month) =>
    `/reunions/calendrier?${new URLSearchParams({ mois: other, ...(territory && { territoire: territory }) })}`;
  const [before, after] = [monthsAfter(month, -1), monthsAfter(month, 1)];
  const isCurrent = month === today.slice(0, 7);
  return (
    <>
      <PageTitle crumbs={[{ to: '/reunions', label: 'Réunions' }]}>Calendrier des réunions</PageTitle>
      <Stack gap="l">
        <MeetingViews vue={null} territory={territory} kept={{ mois: month }} />
        <div className={styles.head}>
          <h2 className={styles.month} id="month">
            {nameOf(month)}
          </h2>
          <ButtonRow>
            <LinkButton to={to(before)} icon="arrow-left" aria-label={`${nameOf(before)}, mois précédent`}>
              Précédent
            </LinkButton>
            {!isCurrent && <LinkButton to={to(today.slice(0, 7))}>Ce mois-ci</LinkButton>}
            <LinkButton to={to(after)} iconAfter="arrow-right" aria-label={`${nameOf(after)}, mois suivant`}>
              Suivant
            </LinkButton>
          </ButtonRow>
        </div>
        <MonthSheet />
        {meetings.length === 0 && <p>Aucune réunion sur cette période.</p>}
        <p className={styles.legend}>
          {days.every(({ isSchoolCalendarKnown }) => isSchoolCalendarKnown)
            ? 'Les vacances scolaires sont celles de la zone B.'
            : 'Le calendrier scolaire de la zone B n’est pas encore connu pour toute cette période.'}
        </p>
      </Stack>
    </>
  );
}
