// What is said of ticked things at once. The boxes stand in the list, and belong to this form by its id; without a script too.
// Used by the lists of actions and of tasks.
import { useFetcher } from '@remix-run/react';
import { type ReactNode, useEffect } from 'react';
import { ButtonRow } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/section.tsx';
import { useDoneToast } from './done-toast.ts';
import type { Refusal } from './form-result.ts';

export interface SeveralThingsFormProps {
  /** Of the form, which each box of the list names. */
  id: string;
  title: string;
  lead: string;
  submitLabel: string;
  /** Posted as `intent`, where the page's action does something else too. */
  intent?: string;
  /** The fields of what may change. */
  children: ReactNode;
}

/** The form, folded; once it is done, nothing is ticked any more. */
export function SeveralThingsForm({ id, title, lead, submitLabel, intent, children }: SeveralThingsFormProps) {
  const fetcher = useFetcher<{ done: string } | Refusal>();
  const times = useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  useEffect(() => {
    const boxes = document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][form="${id}"]`);
    if (times > 0) for (const box of boxes) box.checked = false;
  }, [times, id]);
  return (
    <Disclosure title={title}>
      <Stack>
        <p>{lead}</p>
        <Form fetcher={fetcher} id={id} preventScrollReset>
          <Fields key={times}>
            {refusal && (
              <Notice tone="error" isLive>
                {Object.values(refusal.fields)[0] ?? refusal.message}
              </Notice>
            )}
            {children}
          </Fields>
          <ButtonRow>
            <SubmitButton intent={intent} fetcher={fetcher}>
              {submitLabel}
            </SubmitButton>
          </ButtonRow>
        </Form>
      </Stack>
    </Disclosure>
  );
}
