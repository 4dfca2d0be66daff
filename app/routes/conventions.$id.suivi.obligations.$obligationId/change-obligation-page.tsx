import { useLoaderData, useSubmit } from '@remix-run/react';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { useAnswer } from '../../forms/answer.ts';
import { ObligationForm } from '../../obligations/obligation-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Narrow, Section } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** States an obligation anew. */
export function ChangeObligationPage() {
  const { choices, start, id, version } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const submit = useSubmit();
  return (
    <FollowUpFrame convention={choices.convention} current="/obligations">
      <Narrow>
        <Section
          title="Modifier l’obligation"
          lead="Les échéances sont recalculées ; celles qui ont une preuve, une date prévue ou sont sans objet restent."
          actions={
            <ConfirmDialog
              title="Retirer cette obligation ?"
              trigger={
                <Button variant="danger" icon="delete" size="s">
                  Retirer
                </Button>
              }
              confirmLabel="Retirer l’obligation"
              isDangerous
              onConfirm={() => submit({ intent: 'withdraw' }, { method: 'post' })}
            >
              Elle ne sera plus suivie, ni rappelée. L’historique de la convention en garde la trace.
            </ConfirmDialog>
          }
        >
          <ObligationForm key={id} choices={choices} start={start} version={version} answer={answer} />
        </Section>
      </Narrow>
    </FollowUpFrame>
  );
}
