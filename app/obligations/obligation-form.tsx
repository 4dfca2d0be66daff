// The form that states an obligation: on which passage, who owes what to whom, how often, with what proof. Used by the
// pages that add and change one; posts without JavaScript.
import { useState } from 'react';
import type { z } from 'zod';
import { type createObligationInput, obligationFormInput } from '#domain/obligations/inputs.ts';
import {
  degreeOfSentence,
  degrees,
  type Periodicity,
  type ProofKind,
  periodicities,
  proofKinds,
} from '#domain/vocabulary.ts';
import { degreeLabels } from '../texts/words.ts';
import { ButtonRow, LinkButton } from '../ui/button.tsx';
import { ComboboxField } from '../ui/combobox-field.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton, useSchemaForm } from '../ui/form.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import type { ObligationChoices } from './obligation-queries.ts';
import { PartyChoice } from './party-choice.tsx';
import { periodicityLabels, placeNumber, proofKindLabels } from './words.ts';

/** The terms as the form starts with them. */
export type StartingTerms = Partial<z.input<typeof createObligationInput>>;

export interface ObligationFormProps {
  choices: ObligationChoices;
  start: StartingTerms;
  /** Of the obligation that is changed. */
  version?: number;
  answer: object | null | undefined;
}

type Item = ObligationChoices['convention']['programme']['items'][number];

/** Enough of a paragraph to know it by. */
const EXCERPT = 110;

function passageOption({ id, kind, number, title, text, mark }: Item) {
  const words = title || text;
  const excerpt = words.length > EXCERPT ? `${words.slice(0, EXCERPT).trimEnd()}…` : words;
  const place = placeNumber({ kind, number });
  return {
    value: id,
    label: place ? `${place} — ${excerpt}` : excerpt,
    description: mark ? 'Passage qui engage' : undefined,
  };
}

export function ObligationForm({ choices, start, version, answer }: ObligationFormProps) {
  const { convention, organisations } = choices;
  const { items } = convention.programme;
  const [form, fields] = useSchemaForm({ schema: obligationFormInput, answer, defaultValue: start as never });
  const [blockId, setBlockId] = useState<string | null>(start.blockId ?? null);
  const [periodicity, setPeriodicity] = useState<Periodicity | ''>((start.periodicity as Periodicity) ?? '');
  const [proof, setProof] = useState<ProofKind | ''>((start.proof as ProofKind) ?? '');
  const passage = items.find(({ id }) => id === blockId);
  const degree = passage && (passage.degree ?? degreeOfSentence(passage.text));
  const isEventful = periodicity === 'WITHIN_MONTHS' || periodicity === 'ON_REQUEST' || periodicity === 'ON_EVENT';
  const listed = organisations.edges.map(({ node }) => node);
  return (
    <Form form={form}>
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      <Fields>
        <ComboboxField
          label="Passage du texte"
          field={fields.blockId}
          isRequired
          options={items.filter(({ text, title }) => text || title).map(passageOption)}
          placeholder="Tapez un numéro ou quelques mots"
          onSelect={setBlockId}
        />
        <TextField label="Ce qui est dû" field={fields.title} isRequired autoComplete="off" />
        <PartyChoice
          label="Qui doit"
          name={fields.debtorIds.name}
          organisations={listed}
          chosen={start.debtorIds ?? []}
          errors={fields.debtorIds.errors}
        />
        <PartyChoice
          label="À qui"
          name={fields.creditorIds.name}
          organisations={listed}
          chosen={start.creditorIds ?? []}
          errors={fields.creditorIds.errors}
        />
        <SelectField
          label="Périodicité"
          field={fields.periodicity}
          isRequired
          placeholder="Choisir…"
          options={periodicities.map((value) => ({ value, label: periodicityLabels[value] }))}
          onChange={(event) => setPeriodicity(event.target.value as Periodicity)}
        />
        {periodicity === 'TIMES_A_YEAR' && (
          <TextField label="Nombre de fois par an" field={fields.times} type="number" isRequired inputMode="numeric" />
        )}
        {isEventful && (
          <TextField
            label={periodicity === 'ON_REQUEST' ? 'Qui le demande, ou à quelle occasion' : 'Événement'}
            field={fields.event}
            description={periodicity === 'WITHIN_MONTHS' ? 'Par exemple\u00a0: clôture de l’exercice.' : undefined}
            autoComplete="off"
          />
        )}
        {periodicity === 'WITHIN_MONTHS' && (
          <>
            <DateField label="Jour de l’événement" field={fields.eventOn} isRequired />
            <TextField label="Délai en mois" field={fields.months} type="number" isRequired inputMode="numeric" />
          </>
        )}
        {(periodicity === 'REGULAR' || periodicity === 'CONTINUOUS') && (
          <TextField
            label={periodicity === 'REGULAR' ? 'Rythme attendu, en mois' : 'Délai pour l’attester, en mois'}
            description={
              periodicity === 'REGULAR'
                ? 'Par exemple 3\u00a0: une preuve au moins tous les trois mois.'
                : 'Compté à partir de la fin de la période.'
            }
            field={fields.months}
            type="number"
            isRequired
            inputMode="numeric"
          />
        )}
        <DateField label="Début de la période" field={fields.startsOn} isRequired />
        <DateField label="Fin de la période" field={fields.endsOn} isRequired />
        <SelectField
          label="Preuve attendue"
          field={fields.proof}
          isRequired
          placeholder="Choisir…"
          options={proofKinds.map((value) => ({ value, label: proofKindLabels[value] }))}
          onChange={(event) => setProof(event.target.value as ProofKind)}
        />
        {proof === 'MEETING' && (
          <PartyChoice
            label="Qui doit être présent"
            description="Une réunion sans l’un d’eux est conservée, mais ne compte pas."
            name={fields.attendeeIds.name}
            organisations={listed}
            chosen={start.attendeeIds ?? []}
            errors={fields.attendeeIds.errors}
          />
        )}
        {proof === 'MEETING' && (
          <PartyChoice
            label="Qui doit être invité"
            description="Leur absence est indiquée ; la réunion compte quand même."
            name={fields.invitedIds.name}
            organisations={listed}
            chosen={start.invitedIds ?? []}
            errors={fields.invitedIds.errors}
          />
        )}
        {proof === 'DOCUMENT' && (
          <TextArea
            label="Documents attendus"
            description="Un par ligne : chacun a sa propre échéance. Laissez vide s’il n’y en a qu’un."
            field={fields.pieces as never}
            defaultValue={start.pieces?.join('\n')}
          />
        )}
        <SelectField
          label="Degré d’engagement"
          field={fields.degree}
          placeholder="Non précisé"
          options={degrees.map((value) => ({ value, label: degreeLabels[value] }))}
          description={degree ? `Le passage annonce\u00a0: ${degreeLabels[degree].toLowerCase()}.` : undefined}
        />
        <PartyChoice
          label="Pilotes"
          description="Ils reçoivent les rappels. Sans pilote, ils vont aux rédacteurs de ceux qui doivent."
          name={fields.pilotIds.name}
          people={convention.participants.flatMap(({ person }) => person ?? [])}
          chosen={start.pilotIds ?? []}
          errors={fields.pilotIds.errors}
        />
      </Fields>
      <ButtonRow>
        <SubmitButton intent="save">Enregistrer</SubmitButton>
        <LinkButton to={`/conventions/${convention.id}/suivi/obligations`} variant="quiet">
          Annuler
        </LinkButton>
      </ButtonRow>
    </Form>
  );
}
