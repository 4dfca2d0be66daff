// What was answered to each date, which one suits best, and who has not answered; for who organises, what follows from it.
import { useLoaderData } from '@remix-run/react';
import { typeset } from '#domain/french.ts';
import type { VoteAnswer } from '#domain/vocabulary.ts';
import { count, formatDate, formatList, formatRelative } from '../../french-format.ts';
import { spanOf } from '../../meetings/words.ts';
import { voteAnswerLabels } from '../../scheduling/words.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import type { IconName } from '../../ui/icon-shapes.ts';
import { Section, Stack } from '../../ui/section.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import type { loader } from './loader.ts';
import type { ShownPoll, ShownSlot } from './queries.ts';
import styles from './results.module.css';
import { isSilence } from './slot-notes.ts';

const signs: Record<VoteAnswer, { tone: BadgeTone; icon: IconName }> = {
  YES: { tone: 'success', icon: 'check' },
  IF_NEED_BE: { tone: 'ochre', icon: 'help' },
  NO: { tone: 'danger', icon: 'close' },
};

/** Who gave an answer: their number with its sign, then their names. */
function Voters({ slot, answer }: { slot: ShownSlot; answer: VoteAnswer }) {
  const names = slot.votes.filter((vote) => vote.answer === answer).map(({ invitee }) => invitee.name);
  if (names.length === 0) return <span className={styles.none}>—</span>;
  return (
    <div className={styles.voters}>
      <Badge {...signs[answer]}>{`${names.length}\u00a0${voteAnswerLabels[answer].toLowerCase()}`}</Badge>
      <span>{formatList(names)}</span>
    </div>
  );
}

const answerColumn = (answer: VoteAnswer): Column<ShownSlot> => ({
  id: answer,
  header: voteAnswerLabels[answer],
  cell: (slot) => <Voters slot={slot} answer={answer} />,
});

const columns: Column<ShownSlot>[] = [
  {
    id: 'slot',
    header: 'Date',
    isRowHeader: true,
    cell: (slot) => (
      <div className={styles.slot}>
        {spanOf(slot)}
        {/* Silence would be under every date: who has not answered is said once, below, and when a date is kept. */}
        {slot.warnings
          .filter(({ check }) => !isSilence(check))
          .map(({ words }) => (
            <span key={words} className={styles.warning}>
              {typeset(words)}
            </span>
          ))}
      </div>
    ),
  },
  answerColumn('YES'),
  answerColumn('IF_NEED_BE'),
  answerColumn('NO'),
];

const keep: Column<ShownSlot> = {
  id: 'keep',
  header: 'Retenir',
  isHeaderHidden: true,
  align: 'end',
  cell: (slot) => (
    <LinkButton to={`?retenir=${slot.id}`} size="s" aria-label={`Retenir la date\u00a0: ${spanOf(slot)}`}>
      Retenir
    </LinkButton>
  ),
};

function bestOf({ bestSlot }: ShownPoll): string {
  if (!bestSlot) return 'Personne n’a encore répondu.';
  const { yes, ifNeedBe, no } = bestSlot;
  const parts = [`${yes}\u00a0oui`, ...(ifNeedBe ? [`${ifNeedBe}\u00a0si nécessaire`] : []), `${no}\u00a0non`];
  return typeset(`La date qui convient le mieux : ${spanOf(bestSlot)} (${formatList(parts)}).`);
}

/** The dates with their answers. */
export function Results({ poll }: { poll: ShownPoll }) {
  const { isOpen, mayState } = useLoaderData<typeof loader>();
  const mayKeep = isOpen && mayState;
  return (
    <>
      <Section
        title="Réponses"
        lead={isOpen ? bestOf(poll) : undefined}
        actions={mayKeep && <LinkButton to="?modifier">Modifier les dates</LinkButton>}
      >
        <Table
          caption="Réponses à chaque date"
          rows={poll.slots}
          rowKey={({ id }) => id}
          columns={mayKeep ? [...columns, keep] : columns}
        />
      </Section>
      {isOpen && <Unanswered poll={poll} />}
      {mayKeep && <GiveUp poll={poll} />}
    </>
  );
}

function Unanswered({ poll }: { poll: ShownPoll }) {
  const { mayState } = useLoaderData<typeof loader>();
  const { unanswered, remindedAt, answerBy } = poll;
  if (unanswered.length === 0) return <p>Tous les invités ont répondu.</p>;
  return (
    <Section
      title={count(unanswered.length, 'réponse manque', 'réponses manquent')}
      lead={`Réponses attendues au plus tard le ${formatDate(answerBy)}.${
        remindedAt ? ` Dernière relance ${formatRelative(remindedAt)}.` : ''
      }`}
    >
      <Stack>
        <p>{formatList(unanswered.map(({ name }) => name))}.</p>
        {mayState && (
          <Form preventScrollReset>
            <ButtonRow>
              <SubmitButton intent="remind" variant="secondary" icon="mail">
                Relancer
              </SubmitButton>
            </ButtonRow>
          </Form>
        )}
      </Stack>
    </Section>
  );
}

function GiveUp({ poll }: { poll: ShownPoll }) {
  return (
    <Disclosure title="Fermer sans retenir de date">
      <Form preventScrollReset>
        <input type="hidden" name="version" value={poll.version} />
        <Stack>
          <p>Un courriel dit aux invités que le sondage est clos. Un autre pourra être ouvert.</p>
          <ButtonRow>
            <SubmitButton intent="close" variant="danger">
              Fermer le sondage et prévenir les invités
            </SubmitButton>
          </ButtonRow>
        </Stack>
      </Form>
    </Disclosure>
  );
}
