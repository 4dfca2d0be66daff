// The ways to look at the meetings one sees, with the territory that all of them keep. Stands on the list and the calendar.
import { Form as RemixForm } from '@remix-run/react';
import { type Territory, territories } from '#domain/vocabulary.ts';
import { territoryLabels } from '../french.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TabLinks } from '../ui/tabs.tsx';
import styles from './meeting-views.module.css';

/** The addresses of the views: a list's is its `vue`, the calendar is a page of its own. */
const views = [
  { path: '/reunions', vue: 'a-venir', label: 'À venir' },
  { path: '/reunions/calendrier', vue: null, label: 'Calendrier' },
  { path: '/reunions', vue: 'passees', label: 'Passées' },
  { path: '/reunions', vue: 'annulees', label: 'Annulées' },
] as const;

export interface MeetingViewsProps {
  /** The `vue` of the list that is shown; null on the calendar. */
  vue: string | null;
  territory: Territory | null;
  /** What the filter's form keeps beside: the month. */
  kept?: Record<string, string>;
}

/** Tabs and the choice of a territory. */
export function MeetingViews({ vue, territory, kept = {} }: MeetingViewsProps) {
  const addressOf = (view: (typeof views)[number]) => {
    const search = new URLSearchParams({
      ...(view.vue && { vue: view.vue }),
      ...(territory && { territoire: territory }),
    });
    return search.size > 0 ? `${view.path}?${search}` : view.path;
  };
  const current = views.find((view) => view.vue === vue) ?? views[0];
  return (
    <div className={styles.views}>
      <TabLinks
        label="Réunions"
        links={views.map((view) => ({ to: addressOf(view), label: view.label }))}
        current={addressOf(current)}
      />
      <RemixForm method="get" className={styles.filter}>
        {Object.entries({ ...kept, ...(vue && { vue }) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SelectField
          label="Territoire"
          hideLabel
          name="territoire"
          placeholder="Tous les territoires"
          defaultValue={territory ?? ''}
          options={territories.map((value) => ({ value, label: territoryLabels[value] }))}
        />
        <Button type="submit" icon="filter">
          Filtrer
        </Button>
      </RemixForm>
    </div>
  );
}
