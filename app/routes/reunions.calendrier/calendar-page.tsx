import { useLoaderData } from '@remix-run/react';
import { count } from '../../french-format.ts';
import { MeetingViews } from '../../meetings/meeting-views.tsx';
import { type Narrowing, searchOf } from '../../meetings/narrowing.ts';
import { territoryLabels } from '../../organisations/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Stack } from '../../ui/section.tsx';
import styles from './calendar-page.module.css';
import { holidayWords } from './holidays.ts';
import type { loader } from './loader.ts';
import { MonthSheet } from './month-sheet.tsx';
import { type Month, monthsAfter, nameOf } from './weeks.ts';

const MONTH_ID = 'mois';

/** The sheet of a month, with the way to its neighbours. */
export function CalendarPage() {
  const { month, narrowing, days, inMonth } = useLoaderData<typeof loader>();
  return (
    <div className={styles.page}>
      <PageTitle crumbs={[{ to: '/reunions', label: 'Réunions' }]}>Calendrier des réunions</PageTitle>
      <Stack gap="l">
        <MeetingViews vue={null} narrowing={narrowing} kept={{ mois: month }} />
        <div>
          <div className={styles.head}>
            <h2 className={styles.month} id={MONTH_ID}>
              {nameOf(month)}
            </h2>
            <Ways />
          </div>
          <p className={styles.printed}>{narrowingWords(narrowing)}</p>
          <p className={styles.legend}>{holidayWords(days)}</p>
        </div>
        <p role="status" className={inMonth > 0 ? 'visually-hidden' : undefined}>
          {inMonth > 0 ? `${count(inMonth, 'réunion')} en ${nameOf(month)}` : `Aucune réunion en ${nameOf(month)}.`}
        </p>
        <MonthSheet labelledBy={MONTH_ID} />
      </Stack>
    </div>
  );
}

/** On paper there is no form to say what the sheet leaves out. */
const narrowingWords = ({ territory, mine }: Narrowing): string =>
  [territory && `Territoire ${territoryLabels[territory]}.`, mine && 'Mes réunions.'].filter(Boolean).join(' ');

/** They stay where they are from month to month, and keep the focus and the place on the page. */
function Ways() {
  const { month, narrowing, today } = useLoaderData<typeof loader>();
  const to = (other: Month) => `/reunions/calendrier?${new URLSearchParams({ mois: other, ...searchOf(narrowing) })}`;
  const [before, after] = [monthsAfter(month, -1), monthsAfter(month, 1)];
  return (
    <div className={styles.ways}>
      <LinkButton to={to(today.slice(0, 7))} variant="quiet" preventScrollReset>
        Ce mois-ci
      </LinkButton>
      <LinkButton
        to={to(before)}
        icon="arrow-left"
        aria-label={`Précédent\u00a0: ${nameOf(before)}`}
        preventScrollReset
      >
        Précédent
      </LinkButton>
      <LinkButton
        to={to(after)}
        iconAfter="arrow-right"
        aria-label={`Suivant\u00a0: ${nameOf(after)}`}
        preventScrollReset
      >
        Suivant
      </LinkButton>
    </div>
  );
}
