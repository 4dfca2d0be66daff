// What a payment waits for, in a cell of its table.
import { Link, useLoaderData } from '@remix-run/react';
import { formatDate } from '../../french-format.ts';
import { Icon } from '../../ui/icon.tsx';
import type { loader } from './loader.ts';
import styles from './proofs.module.css';
import type { ListedPayment, ListedProof } from './queries.ts';

/** Where a proof is given: with the obligations, with the deliverables, or here. */
function placeOf({ obligationId, deliverableId }: ListedProof, conventionId: string): string | null {
  if (obligationId) return `/conventions/${conventionId}/suivi/obligations`;
  return deliverableId ? `/conventions/${conventionId}/suivi/livrables` : null;
}

export function Proofs({ payment }: { payment: ListedPayment }) {
  const { id } = useLoaderData<typeof loader>().convention;
  if (payment.proofs.length === 0) return 'Aucune';
  return (
    <ul className={styles.proofs}>
      {payment.proofs.map((proof) => {
        const place = placeOf(proof, id);
        return (
          <li key={proof.id}>
            <Icon name={proof.isGiven ? 'check' : 'clock'} size="s" />
            <span>
              {place ? <Link to={place}>{proof.title}</Link> : proof.title}
              <span className={styles.state}>
                {proof.isGiven ? '\u00a0: reçue' : '\u00a0: attendue'}
                {proof.receivedOn ? ` le ${formatDate(proof.receivedOn)}` : ''}
              </span>
              {proof.file && (
                <>
                  {' · '}
                  <Link to={`/fichiers/${proof.file.id}`} reloadDocument>
                    {proof.file.name}
                  </Link>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
