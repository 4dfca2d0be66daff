// « Ajouter » beside what an agenda may be drawn from: posts the point as it is, without JavaScript too.
import { useFetcher } from '@remix-run/react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { Button } from '../../ui/button.tsx';
import type { action } from './action.ts';

export interface AddButtonProps {
  /** The point's, which names the button. */
  title: string;
  /** What tells it from another of the same title: its due day. */
  about?: string;
  /** The other fields of the form; what is null is left out. */
  fields: Record<string, string | number | null>;
}

/** The button with its form. A refusal is said under it. */
export function AddButton({ title, about, fields }: AddButtonProps) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.state === 'idle' && fetcher.data && 'message' in fetcher.data ? fetcher.data : null;
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="title" value={title} />
      {Object.entries(fields).map(
        ([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button
        type="submit"
        name="intent"
        value="add"
        size="s"
        icon="add"
        isPending={fetcher.state !== 'idle'}
        aria-label={`Ajouter\u00a0: ${[title, about].filter(Boolean).join(', ')}`}
      >
        Ajouter
      </Button>
      {refusal && <p role="alert">{Object.values(refusal.fields)[0] ?? refusal.message}</p>}
    </fetcher.Form>
  );
}
