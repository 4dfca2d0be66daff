// Answers that came by mail and were not taken by themselves: what each says, with its words, and the way to say whose it is.
import { givenAnswers } from '#domain/vocabulary.ts';
import { formatDateTime } from '../../french-format.ts';
import { meetingAnswerLabels } from '../../meetings/words.ts';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { ShownMeeting } from './queries.ts';
import styles from './replies-section.module.css';

type Reply = ShownMeeting['waitingReplies'][number];

/** Nothing where none waits, or for who may not settle them; the address `#reponses` leads here. */
export function RepliesSection({ meeting }: { meeting: ShownMeeting }) {
  const { waitingReplies } = meeting;
  if (waitingReplies.length === 0) return null;
  return (
    <div id="reponses">
      <Section
        title="Réponses à rattacher"
        lead="Ces messages n’ont pas pu être pris comme des réponses. Dites de qui ils sont, ou mettez-les de côté."
      >
        <ul className={styles.list}>
          {waitingReplies.map((reply) => (
            <WaitingReply key={reply.id} reply={reply} meeting={meeting} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

const answerOptions = givenAnswers.map((value) => ({ value, label: meetingAnswerLabels[value] }));

/** Who wrote, by what the message says: the name alone could be anybody's. */
const writerOf = ({ sender, senderName }: Reply) =>
  [senderName, sender && (senderName ? `(${sender})` : sender)].filter(Boolean).join(' ');

function WaitingReply({ reply, meeting: { invitees } }: { reply: Reply; meeting: ShownMeeting }) {
  const { id, sentence, words, receivedAt, answer, suggestedInviteeId } = reply;
  const given = givenAnswers.find((one) => one === answer);
  return (
    <li className={styles.reply}>
      <p>{sentence}</p>
      {words && <blockquote className={styles.words}>{words}</blockquote>}
      <p className={styles.when}>{[writerOf(reply), formatDateTime(receivedAt)].filter(Boolean).join(', ')}</p>
      <Form preventScrollReset>
        <input type="hidden" name="replyId" value={id} />
        <Fields>
          <SelectField
            label="Rattacher à"
            name="inviteeId"
            placeholder="Choisir…"
            isRequired
            defaultValue={suggestedInviteeId ?? ''}
            options={invitees.map((invitee) => ({ value: invitee.id, label: invitee.name }))}
          />
          <SelectField
            label="Réponse à enregistrer"
            name="answer"
            placeholder="Aucune, garder le message seulement"
            defaultValue={given ?? ''}
            options={answerOptions}
          />
        </Fields>
        <SubmitButton intent="attach" size="s">
          Rattacher
        </SubmitButton>
      </Form>
      {/* A form of its own: nobody need be chosen to set a mail aside. */}
      <Form preventScrollReset>
        <input type="hidden" name="replyId" value={id} />
        <SubmitButton intent="set-aside" variant="secondary" size="s">
          Mettre de côté
        </SubmitButton>
      </Form>
    </li>
  );
}
