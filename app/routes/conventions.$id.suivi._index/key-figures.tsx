// The year of a convention in five figures.
import { formatAmount, formatNumber } from '../../french-format.ts';
import styles from './dashboard-page.module.css';
import type { Counts, Dashboard } from './queries.ts';

export function KeyFigures({ convention, counts }: { convention: Dashboard; counts: Counts }) {
  const { actionProgress, budget } = convention;
  const deliverables = convention.deliverables.edges.map(({ node }) => node);
  const total = actionProgress.reduce((sum, axis) => sum + axis.total, 0);
  const actionsIn = (status: string) =>
    actionProgress.reduce((sum, axis) => sum + (axis.counts.find((one) => one.status === status)?.count ?? 0), 0);
  const mean = Math.round(actionProgress.reduce((sum, axis) => sum + axis.progressSum, 0) / Math.max(total, 1));
  const due = (state?: string) =>
    counts.filter((one) => state === undefined || one.state === state).reduce((sum, { count }) => sum + count, 0);
  return (
    <dl className={styles.figures}>
      <Figure term="Actions réalisées" value={`${actionsIn('DONE')} sur ${total}`} note={late(actionsIn('LATE'))} />
      <Figure term="Avancement moyen" value={`${formatNumber(mean)} %`} />
      <Figure term="Échéances satisfaites" value={`${due('MET')} sur ${due()}`} note={late(due('LATE'))} />
      <Figure
        term="Livrables complets"
        value={`${deliverables.filter(({ isComplete }) => isComplete).length} sur ${deliverables.length}`}
        note={late(deliverables.filter(({ isLate }) => isLate).length)}
      />
      <Figure
        term="Versé"
        value={formatAmount(Number(budget.sums.paid))}
        note={`sur ${formatAmount(Number(budget.sums.authorised))}`}
      />
    </dl>
  );
}

const late = (count: number) => (count === 0 ? 'aucun retard' : `${count} en retard`);

function Figure({ term, value, note }: { term: string; value: string; note?: string }) {
  return (
    <div className={styles.figure}>
      <dt>{term}</dt>
      <dd>
        <span className={styles.value}>{value}</span>
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}
