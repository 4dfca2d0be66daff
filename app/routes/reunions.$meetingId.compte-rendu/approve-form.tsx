// Approves minutes: what still stands in the way, said in words, or the button.
import { addDays } from '#domain/calendar.ts';
import { formatDate, formatList, plural } from '../../french-format.ts';
import { ButtonRow } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { SentMinutes } from './queries.ts';

/** What waits for what. */
function conditionOf({ observations, silent, isOver, observationsUntil }: SentMinutes): string | null {
  const open = observations.filter(({ settledAt }) => settledAt === null).length;
  if (open > 0) return `${open}\u00a0${plural(open, 'observation attend', 'observations attendent')} une réponse.`;
  if (silent.length === 0 || isOver) return null;
  const names = formatList(silent.map(({ name }) => name));
  return `Possible dès que ${names} ${plural(silent.length, 'se sera prononcé', 'se seront prononcés')}, sinon après le ${formatDate(observationsUntil)}.`;
}

/** The last step; for who organises the meeting. */
export function ApproveForm({ minutes, textSequence }: { minutes: SentMinutes; textSequence: number | null }) {
  const { version, silent, consenting } = minutes;
  const condition = conditionOf(minutes);
  const said = consenting.length > 0 && `Sans observation\u00a0: ${formatList(consenting.map(({ name }) => name))}.`;
  return (
    <Section
      title="Approuver"
      lead="Le texte ne change plus ensuite. Le PDF part à tous les invités, et la réunion prouve ce qu’elle devait satisfaire."
    >
      <Stack>
        {said && <p>{said}</p>}
        {condition ? (
          <p>{condition}</p>
        ) : (
          <Form preventScrollReset>
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="textSequence" value={textSequence ?? 0} />
            {silent.length > 0 && (
              <Checkbox
                label="Approuver sans leur réponse"
                description={`Ne se sont pas prononcés\u00a0: ${formatList(silent.map(({ name }) => name))}.`}
                name="isWarned"
                isRequired
              />
            )}
            <ButtonRow>
              <SubmitButton intent="approve" icon="check">
                Approuver le compte rendu
              </SubmitButton>
            </ButtonRow>
          </Form>
        )}
        {silent.length > 0 && !minutes.isOver && <Remind />}
        <Prolong minutes={minutes} />
      </Stack>
    </Section>
  );
}

/** Asks again those who have said nothing. */
function Remind() {
  return (
    <Form preventScrollReset>
      <SubmitButton intent="remind" variant="secondary" icon="mail">
        Relancer ceux qui ne se sont pas prononcés
      </SubmitButton>
    </Form>
  );
}

/** More time for those who have said nothing; folded, for it is seldom needed. */
function Prolong({ minutes: { version, observationsUntil } }: { minutes: SentMinutes }) {
  return (
    <Disclosure title="Prolonger les observations">
      <Form key={observationsUntil} preventScrollReset>
        <input type="hidden" name="version" value={version} />
        <Fields>
          <DateField
            label="Nouveau dernier jour"
            name="observationsUntil"
            isRequired
            min={addDays(observationsUntil, 1)}
            description="Les invités qui ne se sont pas prononcés reçoivent un nouveau lien."
          />
        </Fields>
        <ButtonRow>
          <SubmitButton intent="prolong" variant="secondary">
            Prolonger
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
}
