// The points in order, each with its hour. They are moved by dragging or by two buttons, which post without JavaScript
// and keep the focus with it.
import { Link, useFetcher } from '@remix-run/react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatTime } from '../../french-format.ts';
import { writeMinutes } from '../../meetings/words.ts';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { action } from './action.ts';
import styles from './agenda-page.module.css';
import { ChangeItemForm } from './item-forms.tsx';
import type { ShownAgenda, ShownItem } from './queries.ts';
import { sourceWords } from './suggestions.tsx';

type Direction = 'up' | 'down';
/** The place of a point on the page. */
export const pointId = (itemId: string) => `point-${itemId}`;

const buttonId = (itemId: string, direction: Direction) => `${direction}-${itemId}`;

/** Moves points; after a move by button, its focus stays with the point, on the button that still has somewhere to go. */
function useMoves(agenda: readonly ShownItem[]) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const pressed = useRef<{ itemId: string; direction: Direction } | null>(null);
  const order = agenda.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the order that the page has just drawn
  useEffect(() => {
    if (!pressed.current) return;
    const { itemId, direction } = pressed.current;
    pressed.current = null;
    const wanted: Direction[] = direction === 'up' ? ['up', 'down'] : ['down', 'up'];
    const buttons = wanted.map((one) => document.getElementById(buttonId(itemId, one)));
    buttons.find((button) => button instanceof HTMLButtonElement && !button.disabled)?.focus();
  }, [order]);
  return {
    fetcher,
    press: (itemId: string, direction: Direction) => {
      pressed.current = { itemId, direction };
    },
    drop: (itemId: string, to: number) =>
      fetcher.submit({ intent: 'move', itemId, to }, { method: 'post', preventScrollReset: true }),
  };
}

/** The list. Who may not change it reads it. */
export function AgendaList({ meeting, mayChange }: { meeting: ShownAgenda; mayChange: boolean }) {
  const { agenda } = meeting;
  const moves = useMoves(agenda);
  const [dragged, setDragged] = useState<string | null>(null);
  const refusal = moves.fetcher.state === 'idle' && moves.fetcher.data && 'message' in moves.fetcher.data;
  return (
    <>
      {refusal && (
        <Notice tone="error" isLive>
          {moves.fetcher.data && 'message' in moves.fetcher.data && moves.fetcher.data.message}
        </Notice>
      )}
      <ol className={styles.items}>
        {agenda.map((item, index) => (
          <li
            key={item.id}
            id={pointId(item.id)}
            className={styles.item}
            data-dragged={dragged === item.id || undefined}
            onDragOver={(event: DragEvent) => dragged && event.preventDefault()}
            onDrop={(event: DragEvent) => {
              event.preventDefault();
              if (dragged && dragged !== item.id) moves.drop(dragged, index);
              setDragged(null);
            }}
          >
            {mayChange && <Handle title={item.title} drag={(isDragged) => setDragged(isDragged ? item.id : null)} />}
            <ItemWords item={item} conventionId={meeting.convention.id} />
            {mayChange && <Movers item={item} index={index} last={agenda.length - 1} moves={moves} />}
            {mayChange && (
              <div className={styles.change}>
                <ChangeItemForm item={item} invitees={meeting.invitees} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** For the mouse alone: the buttons do the same for everybody. */
function Handle({ title, drag }: { title: string; drag: (isDragged: boolean) => void }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what it does has buttons
    <span
      draggable
      className={styles.handle}
      title="Glisser pour déplacer"
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', title);
        drag(true);
      }}
      onDragEnd={() => drag(false)}
    >
      <Icon name="drag" />
    </span>
  );
}

function ItemWords({ item, conventionId }: { item: ShownItem; conventionId: string }) {
  const { title, minutes, startsAt, leader, source, convention, path } = item;
  const about = [minutes !== null && writeMinutes(minutes), leader?.name].filter(Boolean).join(' · ');
  return (
    <div className={styles.words}>
      <p className={styles.title}>
        {startsAt && <span className={styles.hour}>{formatTime(startsAt)}</span>} {title}
      </p>
      {(about || (source && path)) && (
        <p className={styles.about}>
          {about}
          {about && source && path && ' · '}
          {source && path && (
            <Link to={path}>
              {sourceWords[source]}
              {convention && convention.id !== conventionId && ` (convention ${convention.year})`}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

interface MoversProps {
  item: ShownItem;
  index: number;
  last: number;
  moves: ReturnType<typeof useMoves>;
}

function Movers({ item, index, last, moves }: MoversProps) {
  const { id, title } = item;
  const mover = (direction: Direction, to: number, label: string, isDisabled: boolean) => (
    <moves.fetcher.Form method="post" onSubmit={() => moves.press(id, direction)}>
      <input type="hidden" name="itemId" value={id} />
      <input type="hidden" name="to" value={to} />
      <IconButton
        id={buttonId(id, direction)}
        type="submit"
        name="intent"
        value="move"
        size="s"
        icon={direction === 'up' ? 'arrow-up' : 'arrow-down'}
        isDisabled={isDisabled}
        label={`${label}\u00a0: ${title}`}
      />
    </moves.fetcher.Form>
  );
  return (
    <div className={styles.movers}>
      {mover('up', index - 1, 'Monter', index === 0)}
      {mover('down', index + 1, 'Descendre', index === last)}
      <moves.fetcher.Form method="post">
        <input type="hidden" name="itemId" value={id} />
        <IconButton
          type="submit"
          name="intent"
          value="remove"
          icon="delete"
          label={`Retirer\u00a0: ${title}`}
          size="s"
        />
      </moves.fetcher.Form>
    </div>
  );
}
