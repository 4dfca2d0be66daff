import { useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { DeliverableCard } from './deliverable-card.tsx';
import { NewDeliverable } from './deliverable-dialogs.tsx';
import styles from './deliverables-page.module.css';
import { IndicatorCard } from './indicator-card.tsx';
import { NewIndicator } from './indicator-dialogs.tsx';
import type { loader } from './loader.ts';

/** The deliverables and indicators of a convention. */
export function DeliverablesPage() {
  const { convention, datasets, passages, sets } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const { viewerMayFollow } = convention;
  const deliverables = convention.deliverables.edges.map(({ node }) => node);
  const indicators = convention.indicators.edges.map(({ node }) => node);
  return (
    <FollowUpFrame convention={convention} current="/livrables">
      <Section
        title="Livrables"
        lead="Chaque pièce remise compte pour une : un lien, un fichier, ou une entrée cochée dans une liste de référence."
        actions={viewerMayFollow && <NewDeliverable passages={passages} sets={sets} />}
      >
        <Stack>
          {deliverables.length === 0 ? (
            <EmptyState icon="deliverable" title="Aucun livrable n’est encore compté" />
          ) : (
            <ul className={styles.list}>
              {deliverables.map((deliverable) => (
                <DeliverableCard
                  key={deliverable.id}
                  deliverable={deliverable}
                  convention={convention}
                  sets={sets}
                  datasets={datasets}
                />
              ))}
            </ul>
          )}
          {deliverables.length > 0 && <SheetLinks list="livrables" what="ces livrables" conventionId={convention.id} />}
        </Stack>
      </Section>
      <Section
        title="Indicateurs"
        lead="Une valeur par jour au plus : une seconde mesure du même jour remplace la première."
        actions={viewerMayFollow && <NewIndicator passages={passages} />}
      >
        <Stack>
          {indicators.length === 0 ? (
            <EmptyState icon="data" title="Rien n’est encore mesuré" />
          ) : (
            <ul className={styles.list}>
              {indicators.map((indicator) => (
                <IndicatorCard key={indicator.id} indicator={indicator} mayFollow={viewerMayFollow} />
              ))}
            </ul>
          )}
          {indicators.length > 0 && <SheetLinks list="indicateurs" what="ces mesures" conventionId={convention.id} />}
        </Stack>
      </Section>
    </FollowUpFrame>
  );
}
