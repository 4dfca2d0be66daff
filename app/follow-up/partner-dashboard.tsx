// How an organisation or a territory takes part: the actions it is named in, convention by convention, and what falls due.
import { Link } from '@remix-run/react';
import { titleWithYear } from '#domain/convention-title.ts';
import type { OccurrenceState } from '#domain/vocabulary.ts';
import { Section, Stack } from '../ui/section.tsx';
import styles from './partner-dashboard.module.css';
import { ProgressBars, type ProgressRow } from './progress-bars.tsx';
import { QuarterBars } from './quarter-bars.tsx';

export interface PartnerDashboardProps {
  conventions: readonly (Omit<ProgressRow, 'id' | 'label'> & {
    conventionId: string;
    conventionTitle: string;
    year: number;
  })[];
  counts: readonly { quarter: string; state: OccurrenceState; count: number }[];
  /** « où cet organisme est pilote ou partenaire ». */
  whose: string;
}

export function PartnerDashboard({ conventions, counts, whose }: PartnerDashboardProps) {
  return (
    <Stack gap="l">
      <Section title="Actions" lead={`Les actions ${whose}, dans les conventions que vous voyez.`}>
        {conventions.length === 0 ? (
          <p className={styles.soft}>Aucune action pour l’instant.</p>
        ) : (
          <>
            <ProgressBars
              caption="Part des actions selon leur état, et avancement moyen"
              rowHeader="Convention"
              rows={conventions.map((one) => ({
                ...one,
                id: one.conventionId,
                label: titleWithYear({ title: one.conventionTitle, year: one.year }),
              }))}
            />
            <ul className={styles.links}>
              {conventions.map(({ conventionId, conventionTitle, year }) => (
                <li key={conventionId}>
                  <Link to={`/conventions/${conventionId}/suivi`}>
                    Suivi de {titleWithYear({ title: conventionTitle, year })}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title="Échéances d’obligations">
        {counts.length === 0 ? (
          <p className={styles.soft}>Aucune échéance pour l’instant.</p>
        ) : (
          <QuarterBars counts={counts} />
        )}
      </Section>
    </Stack>
  );
}
