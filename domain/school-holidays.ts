// School holidays of zone B, which the académie de Lille belongs to, as the ministry publishes them
// (https://www.education.gouv.fr/calendrier-scolaire). A new school year is five lines here. Browser-safe.
import type { Day } from './calendar.ts';

/** One holiday, from its first day without school to its last, both included. */
export interface SchoolHoliday {
  name: string;
  from: Day;
  to: Day;
}

/** The last day of the school years that are written here; beyond, nothing is known. */
export const schoolHolidaysKnownUntil: Day = '2027-08-31';

/** In the order of days. */
export const schoolHolidays: readonly SchoolHoliday[] = [
  { name: 'vacances de la Toussaint', from: '2024-10-19', to: '2024-11-03' },
  { name: 'vacances de Noël', from: '2024-12-21', to: '2025-01-05' },
  { name: 'vacances d’hiver', from: '2025-02-08', to: '2025-02-23' },
  { name: 'vacances de printemps', from: '2025-04-05', to: '2025-04-21' },
  { name: 'vacances d’été', from: '2025-07-05', to: '2025-08-31' },
  { name: 'vacances de la Toussaint', from: '2025-10-18', to: '2025-11-02' },
  { name: 'vacances de Noël', from: '2025-12-20', to: '2026-01-04' },
  { name: 'vacances d’hiver', from: '2026-02-14', to: '2026-03-01' },
  { name: 'vacances de printemps', from: '2026-04-11', to: '2026-04-26' },
  { name: 'vacances d’été', from: '2026-07-04', to: '2026-08-31' },
  { name: 'vacances de la Toussaint', from: '2026-10-17', to: '2026-11-01' },
  { name: 'vacances de Noël', from: '2026-12-19', to: '2027-01-03' },
  { name: 'vacances d’hiver', from: '2027-02-20', to: '2027-03-07' },
  { name: 'vacances de printemps', from: '2027-04-17', to: '2027-05-02' },
  { name: 'vacances d’été', from: '2027-07-03', to: '2027-08-31' },
];
