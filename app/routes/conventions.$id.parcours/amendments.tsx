// The amendments of a convention, the one it amends, and opening one.
import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { conventionStateLabels } from '../../conventions/words.ts';
import { TemplateSelect } from '../../templates/template-select.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import type { PathConvention } from './queries.ts';

export function Amendments({ convention }: { convention: PathConvention }) {
  const { amends, amendments, viewerMayAmend, title } = convention;
  return (
    <Section
      title="Avenants"
      lead="Un avenant reprend le texte signé, suit le même parcours et, une fois signé, le remplace."
    >
      {amends && (
        <p>
          Cette convention est un avenant à <Link to={`/conventions/${amends.id}/parcours`}>{amends.title}</Link>.
        </p>
      )}
      {amendments.length > 0 && (
        <ul>
          {amendments.map((one) => (
            <li key={one.id}>
              <Link to={`/conventions/${one.id}/parcours`}>{one.title}</Link> · {conventionStateLabels[one.state]}
            </li>
          ))}
        </ul>
      )}
      {viewerMayAmend && <OpenAmendment title={`${title} – avenant n° ${amendments.length + 1}`} />}
    </Section>
  );
}

function OpenAmendment({ title }: { title: string }) {
  const { templates } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const refusal = fetcher.data && 'fields' in fetcher.data ? fetcher.data : null;
  return (
    <Form fetcher={fetcher} preventScrollReset>
      <Fields>
        {refusal && (
          <Notice tone="error" isLive>
            {refusal.message}
          </Notice>
        )}
        <TextField
          label="Titre de l’avenant"
          name="title"
          isRequired
          defaultValue={title}
          autoComplete="off"
          errors={refusal?.fields.title ? [refusal.fields.title] : undefined}
        />
        <TemplateSelect templates={templates} none={'Aucun\u00a0: le texte signé seul'} />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="amend" fetcher={fetcher} variant="secondary" icon="add">
          Ouvrir un avenant
        </SubmitButton>
      </ButtonRow>
    </Form>
  );
}
