import { useLoaderData } from '@remix-run/react';
import { DatasetFields } from '../../datasets/dataset-fields.tsx';
import { useAnswer } from '../../forms/answer.ts';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Stack } from '../../ui/section.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';

/** The form. */
export function ChangeDatasetPage() {
  const { said, hasPicture, organisations } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const errorsOf = (name: string) => (answer?.fields[name] ? [answer.fields[name]] : undefined);
  const path = `/donnees/${said.id}`;
  return (
    <Narrow>
      <PageTitle
        crumbs={[
          { to: '/donnees', label: 'Données' },
          { to: path, label: said.title },
        ]}
      >
        Modifier la description et l’accès
      </PageTitle>
      <Form>
        <Stack>
          {answer && (
            <Notice tone="error" isLive>
              {Object.values(answer.fields)[0] ?? answer.message}
            </Notice>
          )}
          <input type="hidden" name="version" value={said.version} />
          <DatasetFields
            said={said}
            organisations={organisations}
            errorsOf={errorsOf}
            withTitle
            withAlternative={hasPicture}
          />
          <ButtonRow>
            <SubmitButton>Enregistrer</SubmitButton>
            <LinkButton to={path}>Annuler</LinkButton>
          </ButtonRow>
        </Stack>
      </Form>
    </Narrow>
  );
}
