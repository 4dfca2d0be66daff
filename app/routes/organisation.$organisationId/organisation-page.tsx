import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react';
import { organisationKindLabels } from '../../organisations/words.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import type { loader } from './loader.ts';
import styles from './organisation-page.module.css';

/** Title and tabs; the view is the child route's. */
export function OrganisationPage() {
  const { organisation, isPlatformAdministrator } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const home = `/organisation/${organisation.id}`;
  return (
    <>
      <PageTitle
        crumbs={isPlatformAdministrator ? [{ to: '/administration', label: 'Organismes' }] : undefined}
        lead={organisationKindLabels[organisation.kind]}
      >
        {organisation.name}
      </PageTitle>
      <TabLinks
        label="Pages de l’organisme"
        current={tabOf(home, pathname)}
        links={[
          { to: home, label: 'Personnes' },
          { to: `${home}/services`, label: 'Services' },
          { to: `${home}/suivi`, label: 'Suivi' },
          ...(organisation.viewerMaySeeTemplates ? [{ to: `${home}/modeles`, label: 'Modèles' }] : []),
          ...(organisation.viewerMayManageKeys ? [{ to: `${home}/cles`, label: 'Clés d’accès' }] : []),
          ...(organisation.viewerMayManageKeys ? [{ to: `${home}/webhooks`, label: 'Webhooks' }] : []),
          ...(organisation.viewerMayManage ? [{ to: `${home}/charte`, label: 'Charte' }] : []),
          ...(organisation.viewerMayManage ? [{ to: `${home}/identite`, label: 'Identité' }] : []),
        ]}
      />
      <div className={styles.view}>
        <Outlet />
      </div>
    </>
  );
}

/** The tab that a page stands under: those of one webhook or one template, that of their list. */
const tabOf = (home: string, pathname: string) =>
  [`${home}/webhooks`, `${home}/modeles`].find((list) => pathname.startsWith(`${list}/`)) ??
  pathname.replace(/\/$/, '');

/** What the child pages know of the organisation: loaded once, by the page around them. */
export function useOrganisation() {
  const loaded = useRouteLoaderData<typeof loader>('routes/organisation.$organisationId');
  if (!loaded) throw new Error('This page stands inside an organisation’s.');
  return loaded;
}
