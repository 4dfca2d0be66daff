import { Link, useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { ProgressBars } from '../../follow-up/progress-bars.tsx';
import { QuarterBars } from '../../follow-up/quarter-bars.tsx';
import { formatAmount, formatDate } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { DescriptionList, Section, Stack } from '../../ui/section.tsx';
import styles from './dashboard-page.module.css';
import { KeyFigures } from './key-figures.tsx';
import type { loader } from './loader.ts';
import type { Counts, Dashboard } from './queries.ts';
import { RecentActivity } from './recent-activity.tsx';

/** The dashboard of a convention. */
export function DashboardPage() {
  const { convention, occurrenceCounts } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const base = `/conventions/${convention.id}/suivi`;
  return (
    <FollowUpFrame convention={convention} current="">
      <KeyFigures convention={convention} counts={occurrenceCounts} />
      <div className={styles.print}>
        <Button icon="print" size="s" onPress={() => window.print()}>
          Imprimer
        </Button>
      </div>
      <div className={styles.columns}>
        <Section title="Actions par axe" actions={<Link to={`${base}/actions`}>Toutes les actions</Link>}>
          <Axes convention={convention} />
        </Section>
        <Section title="Obligations" actions={<Link to={`${base}/obligations`}>Toutes les obligations</Link>}>
          <Obligations counts={occurrenceCounts} />
        </Section>
        <Section title="Livrables" actions={<Link to={`${base}/livrables`}>Tous les livrables</Link>}>
          <Deliverables convention={convention} />
        </Section>
        <Section title="Financement" actions={<Link to={`${base}/financement`}>Le financement</Link>}>
          <Money convention={convention} />
        </Section>
      </div>
      <RecentActivity convention={convention} />
    </FollowUpFrame>
  );
}

const axisTitle = ({ kind, number, title }: Dashboard['actionProgress'][number]) => {
  if (!number) return title || 'Avant le premier titre';
  return kind === 'ARTICLE' ? `Article\u00a0${number} · ${title}` : `${number} · ${title}`;
};

function Axes({ convention }: { convention: Dashboard }) {
  if (convention.actionProgress.length === 0)
    return <p className={styles.soft}>Le texte ne signale encore aucune action.</p>;
  return (
    <ProgressBars
      caption="Part des actions selon leur état, et avancement moyen"
      rowHeader="Axe"
      rows={convention.actionProgress.map((axis) => ({ ...axis, id: axis.id ?? '', label: axisTitle(axis) }))}
    />
  );
}

function Obligations({ counts }: { counts: Counts }) {
  if (counts.length === 0) return <p className={styles.soft}>Aucune échéance n’est encore fixée.</p>;
  return <QuarterBars counts={counts} />;
}

function Deliverables({ convention }: { convention: Dashboard }) {
  const deliverables = convention.deliverables.edges.map(({ node }) => node);
  if (deliverables.length === 0) return <p className={styles.soft}>Aucun livrable n’est encore compté.</p>;
  return (
    <Stack gap="m">
      {deliverables.map(({ id, title, delivered, target, dueOn, isLate, isComplete }) => (
        <div key={id}>
          <ProgressBar
            label={title}
            value={Math.min(delivered, target)}
            max={target}
            words={`${delivered} sur ${target}`}
          />
          <p className={styles.facts}>
            {isLate && (
              <Badge tone="danger" icon="warning">
                En retard
              </Badge>
            )}
            {isComplete && (
              <Badge tone="success" icon="check">
                Complet
              </Badge>
            )}
            {dueOn && !isComplete && <span>Échéance : {formatDate(dueOn)}</span>}
          </p>
        </div>
      ))}
    </Stack>
  );
}

function Money({ convention }: { convention: Dashboard }) {
  const { authorised, paid, ordered, planned, remaining } = convention.budget.sums;
  if (Number(authorised) === 0) return <p className={styles.soft}>Aucune ligne budgétaire n’est saisie.</p>;
  return (
    <DescriptionList
      facts={[
        { term: 'Autorisation d’engagement', value: formatAmount(Number(authorised)) },
        { term: 'Versé', value: formatAmount(Number(paid)) },
        { term: 'Ordonnancé', value: formatAmount(Number(ordered)) },
        { term: 'Prévu', value: formatAmount(Number(planned)) },
        { term: 'Disponible', value: formatAmount(Number(remaining)) },
      ]}
    />
  );
}
