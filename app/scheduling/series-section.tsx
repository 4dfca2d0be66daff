// The other meetings of a series, and the form that makes one of a meeting. On the page of a meeting, whose action has the
// intent `repeat`.

import { Link } from '@remix-run/react';
import type { MeetingState, SeriesRhythm } from '#domain/vocabulary.ts';
import { seriesRhythms } from '#domain/vocabulary.ts';
import { useAnswer } from '../forms/answer.ts';
import { MeetingBadge } from '../meetings/meeting-badge.tsx';
import { spanOf } from '../meetings/words.ts';
import { ButtonRow } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Fields } from '../ui/field.tsx';
import { Form, SubmitButton } from '../ui/form.tsx';
import { Section } from '../ui/section.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { Table } from '../ui/table.tsx';
import { seriesRhythmLabels } from './words.ts';

export interface SeriesSectionProps {
  meeting: {
    id: string;
    version: number;
    series: {
      rhythm: SeriesRhythm;
      meetings: readonly { id: string; startsAt: string | null; endsAt: string | null; state: MeetingState }[];
    } | null;
  };
  /** A series may be made of it. */
  mayRepeat: boolean;
}

/** The list where there is a series, else the form where one may be made, else nothing. */
export function SeriesSection({ meeting, mayRepeat }: SeriesSectionProps) {
  const { id, series } = meeting;
  if (!series) return mayRepeat ? <RepeatForm version={meeting.version} /> : null;
  const others = series.meetings.filter((one) => one.id !== id);
  if (others.length === 0) return null;
  return (
    <Section title="Autres réunions de la série" lead={`${seriesRhythmLabels[series.rhythm]}.`}>
      <Table
        caption="Autres réunions de la série"
        rows={others}
        rowKey={(one) => one.id}
        columns={[
          {
            id: 'when',
            header: 'Date',
            isRowHeader: true,
            cell: (one) => <Link to={`/reunions/${one.id}`}>{spanOf(one)}</Link>,
          },
          { id: 'state', header: 'État', cell: ({ state }) => <MeetingBadge state={state} /> },
        ]}
      />
    </Section>
  );
}

function RepeatForm({ version }: { version: number }) {
  const answer = useAnswer<object>();
  const fields = answer && 'fields' in answer ? (answer.fields as Record<string, string>) : {};
  return (
    <Disclosure title="Répéter cette réunion" isOpenAtFirst={Boolean(fields.until ?? fields.rhythm)}>
      <Form preventScrollReset>
        <input type="hidden" name="version" value={version} />
        <Fields>
          <SelectField
            label="Rythme"
            name="rhythm"
            isRequired
            options={seriesRhythms.map((value) => ({ value, label: seriesRhythmLabels[value] }))}
            errors={fields.rhythm ? [fields.rhythm] : undefined}
          />
          <DateField
            label="Jusqu’au"
            name="until"
            isRequired
            errors={fields.until ? [fields.until] : undefined}
            description="Le même jour de semaine et la même heure, déplacés au jour ouvré suivant s’il est férié. Chaque réunion est en préparation, avec les mêmes invités, et se modifie seule."
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="repeat" variant="secondary">
            Préparer la série
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
