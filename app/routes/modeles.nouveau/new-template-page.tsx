import { useLoaderData } from '@remix-run/react';
import { TITLE_LIMIT } from '#domain/conventions/inputs.ts';
import { useAnswer } from '../../forms/answer.ts';
import { templateKindLabels } from '../../templates/words.ts';
import { TickedPassage, TickedPassages } from '../../texts/ticked-passages.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import styles from './new-template-page.module.css';
import type { Offer } from './queries.ts';
import { versionField } from './version-field.ts';

/** The name of the template, whether it takes the place of one, and what becomes a field. */
export function NewTemplatePage() {
  const { draft, organisation } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead={`${templateKindLabels[draft.kind]} · ${organisation.name}`}>Enregistrer comme modèle</PageTitle>
      <Narrow>
        {organisation.viewerMayManage ? (
          <SaveForm />
        ) : (
          <Notice>Les modèles de l’organisme sont enregistrés par ses administrateurs.</Notice>
        )}
      </Narrow>
    </>
  );
}

function SaveForm() {
  const { draft, replaceable } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const errorsOf = (name: string) => (answer?.fields[name] ? [answer.fields[name]] : undefined);
  return (
    <Form>
      <Stack gap="l">
        {answer && (
          <Notice tone="error" isLive>
            {Object.values(answer.fields)[0] ?? answer.message}
          </Notice>
        )}
        <p>
          Le modèle est une copie&#160;: les commentaires, les propositions et ce qui est suivi restent avec le texte.
          Les personnes de l’organisme peuvent partir de lui&#8239;; les autres organismes ne le voient pas.
        </p>
        <Fields>
          <TextField
            label="Nom du modèle"
            name="title"
            isRequired
            autoComplete="off"
            defaultValue={draft.title.slice(0, TITLE_LIMIT)}
            errors={errorsOf('title')}
          />
          {replaceable.length > 0 && (
            <SelectField
              label="Modèle à remplacer"
              name="replaces"
              placeholder={'Aucun\u00a0: en faire un nouveau'}
              options={replaceable.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          {/* Beside the choice and not in it: what is chosen stays so when the page is read again. */}
          {replaceable.map(({ id, version }) => (
            <input key={id} type="hidden" name={versionField(id)} value={version} />
          ))}
          {draft.kind !== 'AGENDA' && (
            <Checkbox
              label="Ne garder que les titres"
              name="headingsOnly"
              description="Avec de la place pour écrire sous chacun."
            />
          )}
        </Fields>
        <Offers offers={draft.offers} />
        <ButtonRow>
          <SubmitButton>Enregistrer le modèle</SubmitButton>
        </ButtonRow>
      </Stack>
    </Form>
  );
}

/** A field as it will stand in the template. */
const written = (offer?: Pick<Offer, 'fieldName'>) => `[[${offer?.fieldName}]]`;

function Offers({ offers }: { offers: readonly Offer[] }) {
  if (offers.length === 0)
    return (
      <p>
        Rien de ce que la plate-forme sait (parties, SIRET, montants, dates, année) n’est écrit tel quel dans ce texte.
        Un champ se tape aussi dans le texte, entre doubles crochets.
      </p>
    );
  const fields = [...new Set(offers.map(({ field }) => field))];
  return (
    <Section
      title="Ce qui devient champ"
      lead={
        'Ces mots disent ce que la plate-forme sait. Cochés, ils deviennent des champs, remplis à chaque usage du modèle\u202f; les autres restent tels quels.'
      }
    >
      {fields.map((field) => (
        <fieldset key={field} className={styles.field}>
          <legend>{written(offers.find((one) => one.field === field))}</legend>
          <TickedPassages>
            {offers
              .filter((one) => one.field === field)
              .map((offer) => (
                <OfferLine key={offer.blockId} offer={offer} />
              ))}
          </TickedPassages>
        </fieldset>
      ))}
    </Section>
  );
}

function OfferLine({ offer: { blockId, field, fieldName, before, words, after, count } }: { offer: Offer }) {
  return (
    <TickedPassage name="tick" value={`${blockId} ${field}`} defaultChecked>
      {before}
      <del>{words}</del> <ins>{written({ fieldName })}</ins>
      {after}
      {count > 1 && <small className={styles.count}> ({count} fois dans ce passage)</small>}
    </TickedPassage>
  );
}
