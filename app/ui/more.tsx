// The rest of a long list, asked for by the reader: nothing loads behind their back.
import { useEffect, useRef } from 'react';
import { sentences } from '../french.ts';
import { formatNumber } from '../french-format.ts';
import { Button, LinkButton } from './button.tsx';
import styles from './more.module.css';
import { placeOfRest } from './place-after.ts';

export interface MoreProps {
  /** The address of the longer list: works without JavaScript. Or `onPress`, for one that grows in place. */
  to?: string;
  onPress?: () => void;
  isPending?: boolean;
  shown: number;
  /** How many there are in all, when known. */
  total?: number;
}

/** Goes on at what came, unless the person has gone on meanwhile; `shown` tells that it has come. */
function usePlaceOfRest(shown: string) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<ReturnType<typeof placeOfRest> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever more is shown, and when there is no more to ask for
  useEffect(() => {
    const own = box.current;
    return () => {
      const rest = place.current;
      place.current = null;
      if (!rest) return;
      setTimeout(() => {
        const { activeElement, body } = document;
        if (activeElement === body || own?.contains(activeElement)) rest()?.focus();
      });
    };
  }, [shown]);
  const ask = () => {
    place.current = box.current && placeOfRest(box.current);
  };
  return { box, ask };
}

/** « Afficher la suite », under what is shown so far. */
export function More({ to, onPress, isPending, shown, total }: MoreProps) {
  const { box, ask } = usePlaceOfRest(`${shown} ${to}`);
  return (
    <div ref={box} className={styles.more}>
      {total !== undefined && (
        <p className={styles.words}>
          {formatNumber(shown)} sur {formatNumber(total)}
        </p>
      )}
      {to === undefined ? (
        <Button
          icon="arrow-down"
          onPress={() => {
            ask();
            onPress?.();
          }}
          isPending={isPending}
        >
          {sentences.more}
        </Button>
      ) : (
        <LinkButton to={to} icon="arrow-down" onClick={ask} preventScrollReset>
          {sentences.more}
        </LinkButton>
      )}
    </div>
  );
}
