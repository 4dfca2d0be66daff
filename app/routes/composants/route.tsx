// The one page that shows every component of app/ui in every state, in both themes. Public; holds no datum of anybody.

import { type ActionFunctionArgs, data, type MetaFunction } from '@remix-run/node';
import { useAnswer } from '../../forms/answer.ts';

import { readForm } from '../../forms/posted.ts';
import { pageTitle } from '../../french.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { ButtonsPanel } from './buttons-panel.tsx';
import styles from './composants.module.css';
import { DisplayPanel } from './display-panel.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { FormPanel } from './form-panel.tsx';
import { LayoutPanel } from './layout-panel.tsx';
import { OverlaysPanel } from './overlays-panel.tsx';
import { refusalOf } from './sample-form.ts';
import { TokensPanel } from './tokens-panel.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Composants') }];

/** Refuses the sample form as a domain verb would, so that its errors can be seen without JavaScript too. */
export async function action({ request }: ActionFunctionArgs) {
  const refusal = refusalOf(await readForm(request));
  return refusal ? data(refusal, { status: 422 }) : { ok: true as const };
}

const parts = [
  { id: 'fondations', label: 'Fondations' },
  { id: 'boutons', label: 'Boutons' },
  { id: 'champs', label: 'Champs' },
  { id: 'formulaire', label: 'Formulaire' },
  { id: 'affichage', label: 'Affichage' },
  { id: 'fenetres', label: 'Fenêtres et menus' },
  { id: 'mise-en-page', label: 'Mise en page' },
] as const;

export default function ComponentsPage() {
  const answer = useAnswer<typeof action>();
  return (
    <>
      <PageTitle
        crumbs={[{ to: '/', label: 'Accueil' }]}
        lead="Tout ce dont les pages sont faites, dans tous les états."
      >
        Composants
      </PageTitle>
      <nav aria-label="Sur cette page" className={styles.index}>
        <ul className={styles.links}>
          {parts.map(({ id, label }) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div id="fondations">
        <TokensPanel />
      </div>
      <div id="boutons">
        <ButtonsPanel />
      </div>
      <div id="champs">
        <FieldsPanel />
      </div>
      <div id="formulaire">
        <FormPanel answer={answer} />
      </div>
      <div id="affichage">
        <DisplayPanel />
      </div>
      <div id="fenetres">
        <OverlaysPanel />
      </div>
      <div id="mise-en-page">
        <LayoutPanel />
      </div>
    </>
  );
}
