import { Form as RemixForm, useLoaderData } from '@remix-run/react';
import { useAnswer } from '../../forms/answer.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { ComboboxField } from '../../ui/combobox-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** The convention, then what in it. */
export function LinkDatasetPage() {
  const { dataset, conventions, conventionId, targets } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const path = `/donnees/${dataset.id}`;
  return (
    <Narrow>
      <PageTitle
        crumbs={[
          { to: '/donnees', label: 'Données' },
          { to: path, label: dataset.title },
        ]}
        lead="Qui voit la convention et ces données trouvera le lien des deux côtés."
      >
        Rattacher à une convention
      </PageTitle>
      <Stack gap="l">
        <RemixForm method="get">
          <Fields>
            <SelectField
              label="Convention"
              name="convention"
              isRequired
              placeholder="Choisir…"
              defaultValue={conventionId ?? ''}
              options={conventions}
            />
            <ButtonRow>
              <Button type="submit">Choisir cette convention</Button>
            </ButtonRow>
          </Fields>
        </RemixForm>
        {conventionId && (
          <Form key={conventionId}>
            <Fields>
              {answer && (
                <Notice tone="error" isLive>
                  {Object.values(answer.fields)[0] ?? answer.message}
                </Notice>
              )}
              <input type="hidden" name="conventionId" value={conventionId} />
              <ComboboxField
                label="Rattacher à"
                name="target"
                isRequired
                options={targets}
                placeholder="Tapez quelques mots"
                errors={answer?.fields.target ? [answer.fields.target] : undefined}
              />
            </Fields>
            <ButtonRow>
              <SubmitButton>Rattacher</SubmitButton>
              <LinkButton to={path}>Annuler</LinkButton>
            </ButtonRow>
          </Form>
        )}
      </Stack>
    </Narrow>
  );
}
