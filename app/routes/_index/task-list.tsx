// The tasks that meetings entrusted to somebody, to their service or to their organisation.
import { Link } from '@remix-run/react';
import { formatDate } from '../../french-format.ts';
import { FinishTask } from '../../outcomes/finish-task.tsx';
import type { ListedOutcome } from '../../outcomes/outcome-queries.ts';
import { assigneeOf, decisionsPath, OutcomeState } from '../../outcomes/outcome-words.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './home-page.module.css';

/** Those that are not done, the first due first; nothing where there is none. */
export function TaskList({ tasks }: { tasks: readonly ListedOutcome[] }) {
  if (tasks.length === 0) return null;
  return (
    <Section
      title="Tâches qui me sont confiées"
      lead="Décidées en réunion, pour vous, votre service ou votre organisme."
      actions={<Link to="/reunions/decisions?etat=miennes">Toutes mes tâches</Link>}
    >
      <ul className={styles.due}>
        {tasks.map((task) => (
          <li key={`${task.meeting.id} ${task.blockId}`}>
            <p className={styles.dueWords}>
              <Link to={decisionsPath(task.meeting.id)}>{task.text}</Link>
              <span className={styles.where}>{[task.meeting.title, assigneeOf(task)].filter(Boolean).join(' · ')}</span>
            </p>
            <div className={styles.dueState}>
              <OutcomeState outcome={task} />
              {task.dueOn && <span className={styles.when}>échéance {formatDate(task.dueOn)}</span>}
              <FinishTask outcome={task} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
