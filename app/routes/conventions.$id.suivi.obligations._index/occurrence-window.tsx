// What the windows of a due date share: on what they are open, how they end.
import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { SubmitButton } from '../../ui/form.tsx';
import type { action } from './action.ts';
import type { ObligationLine, OccurrenceLine, PartyLines } from './queries.ts';

/** Which window is open, and on what. */
export type Opened =
  | { act: 'add'; obligation: ObligationLine }
  | { act: 'prove' | 'plan' | 'setAside'; obligation: ObligationLine; occurrence: OccurrenceLine };

export type OpenedOn = Extract<Opened, { occurrence: OccurrenceLine }>;

export interface WindowProps {
  conventionId: string;
  parties: PartyLines;
  onClose: () => void;
}

/** A fetcher whose success is said in a toast and closes the window. */
export function useAct(onClose: () => void) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const isDone = fetcher.data !== undefined && 'done' in fetcher.data;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  return fetcher;
}

export function Ending({
  intent,
  fetcher,
  onClose,
}: {
  intent: string;
  fetcher: ReturnType<typeof useAct>;
  onClose: () => void;
}) {
  return (
    <ButtonRow align="end">
      <Button onPress={onClose}>Annuler</Button>
      <SubmitButton intent={intent} fetcher={fetcher}>
        Enregistrer
      </SubmitButton>
    </ButtonRow>
  );
}

/** Which due date, as it was when the window opened. */
export const Which = ({ occurrence }: OpenedOn) => (
  <>
    <input type="hidden" name="occurrenceId" value={occurrence.id} />
    <input type="hidden" name="version" value={occurrence.version} />
  </>
);
