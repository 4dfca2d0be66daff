// One act among the several of a page, posted by a fetcher: what was refused, above its fields and under them, and the toast
// when it is done. Used by the pages of the follow-up; the act itself is the route's.
import { useFetcher } from '@remix-run/react';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { useDoneToast } from './done-toast.ts';
import type { Refusal } from './form-result.ts';

/** Why each field was refused. */
export type ErrorsOf = (name: string) => string[] | undefined;

/** An act's fetcher; `times` counts how often it was done, `notice` says why it was refused. */
export function useAct(key?: string) {
  const fetcher = useFetcher<{ done: string } | Refusal>({ key });
  const times = useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  const errorsOf: ErrorsOf = (name) => (refusal?.fields[name] ? [refusal.fields[name]] : undefined);
  const notice = refusal && (
    <Notice tone="error" isLive>
      {Object.values(refusal.fields)[0] ?? refusal.message}
    </Notice>
  );
  return { fetcher, times, notice, errorsOf };
}

export interface ActDialogProps {
  title: string;
  /** The button that opens it. */
  trigger: ReactNode;
  intent: string;
  submitLabel: string;
  children: (errorsOf: ErrorsOf) => ReactNode;
}

/** A window with the form of one act; it closes once that is done. */
export function ActDialog({ title, trigger, intent, submitLabel, children }: ActDialogProps) {
  const { fetcher, times, notice, errorsOf } = useAct();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (times > 0) setOpen(false);
  }, [times]);
  return (
    <Dialog title={title} trigger={trigger} isOpen={isOpen} onOpenChange={setOpen}>
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {notice}
          {children(errorsOf)}
        </Fields>
        <SubmitButton intent={intent} fetcher={fetcher}>
          {submitLabel}
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
