// The rest of a long list, asked for by the reader: nothing loads behind their back.
import { sentences } from '../french.ts';
import { formatNumber } from '../french-format.ts';
import { Button, LinkButton } from './button.tsx';
import styles from './more.module.css';

export interface MoreProps {
  /** The address of the longer list: works without JavaScript. Or `onPress`, for one that grows in place. */
  to?: string;
  onPress?: () => void;
  isPending?: boolean;
  shown: number;
  /** How many there are in all, when known. */
  total?: number;
}

/** « Afficher la suite », under what is shown so far. */
export function More({ to, onPress, isPending, shown, total }: MoreProps) {
  return (
    <div className={styles.more}>
      {total !== undefined && (
        <p className={styles.words}>
          {formatNumber(shown)} sur {formatNumber(total)}
        </p>
      )}
      {to === undefined ? (
        <Button icon="arrow-down" onPress={onPress} isPending={isPending}>
          {sentences.more}
        </Button>
      ) : (
        <LinkButton to={to} icon="arrow-down" preventScrollReset>
          {sentences.more}
        </LinkButton>
      )}
    </div>
  );
}
