// The ways to look at the meetings one sees, with the narrowing that all of them keep. Stands on the list and the calendar.
import { Form as RemixForm } from '@remix-run/react';
import { territories } from '#domain/vocabulary.ts';
import { territoryLabels } from '../organisations/words.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TabLinks } from '../ui/tab-links.tsx';
import styles from './meeting-views.module.css';
import { type Narrowing, searchOf } from './narrowing.ts';

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
  narrowing: Narrowing;
  /** What the filter's form keeps beside: the month. */
  kept?: Record<string, string>;
}

/** Tabs, the choice of a territory, and « Mes réunions ». */
export function MeetingViews({ vue, narrowing, kept = {} }: MeetingViewsProps) {
  const addressOf = (view: (typeof views)[number]) => {
    const search = new URLSearchParams({ ...(view.vue && { vue: view.vue }), ...searchOf(narrowing) });
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
      <RemixForm
        method="get"
        role="search"
        aria-label="Réunions affichées"
        className={styles.filter}
        preventScrollReset
      >
        {Object.entries({ ...kept, ...(vue && { vue }) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <NarrowingFields {...narrowing} />
        <Button type="submit" icon="filter">
          Filtrer
        </Button>
      </RemixForm>
    </div>
  );
}

/** Made anew when the address says something else, so that they never tell another filter than the one that holds. */
function NarrowingFields({ territory, mine }: Narrowing) {
  return (
    <>
      <Checkbox
        key={`miennes ${mine}`}
        label="Mes réunions"
        name="miennes"
        value="oui"
        isRequired
        defaultChecked={mine}
      />
      <SelectField
        key={`territoire ${territory}`}
        label="Territoire"
        hideLabel
        name="territoire"
        placeholder="Tous les territoires"
        defaultValue={territory ?? ''}
        options={territories.map((value) => ({ value, label: territoryLabels[value] }))}
      />
    </>
  );
}
