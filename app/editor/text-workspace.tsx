// The co-editing page of one text: outline, sheet and what the page shows beside it (comments, what a meeting decided),
// tools above, who is here and whether it is saved.
import type { Editor } from '@tiptap/core';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { sequenceOf } from '#domain/text-sequence.ts';
import type { CommentsPanelProps, Discussion } from '../comments/contract.ts';
import type { IconName } from '../ui/icon-shapes.ts';
import { PanelLayout } from '../ui/panel-layout.tsx';
import { showToast } from '../ui/toast.tsx';
import { useFrenchTyping } from '../use-french-typing.ts';
import { setStartAt } from './commands.ts';
import { LinkDialog } from './link-dialog.tsx';
import { NumberDialog } from './number-dialog.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { copyLink, isNarrow, useHelpKey, useJumpToAddress } from './page-moves.ts';
import { PassagesNotice } from './passages-notice.tsx';
import { usePasteNotice } from './paste-notice.tsx';
import { perform } from './perform.ts';
import { PresenceList } from './presence-list.tsx';
import { savingState } from './saving.ts';
import { SavingLine } from './saving-line.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { SignedOutDialog } from './signed-out-dialog.tsx';
import { type TextKind, textHabits } from './text-kinds.ts';
import { TextSheet, textClass } from './text-sheet.tsx';
import styles from './text-workspace.module.css';
import { EditorToolbar } from './toolbar.tsx';
import { useComments } from './use-comments.ts';
import { useDocument, useHonestStatus } from './use-document.ts';
import { useTextEditor } from './use-editor.ts';
import { useLink } from './use-link.ts';
import { useOutline } from './use-outline.ts';
import { type RemovedBlock, usePassages } from './use-passages.ts';
import { useTruePlaces } from './use-true-places.ts';

/** What a panel beside the text is given of it. */
export interface BesideWorkspace {
  /** Null until the text is there. */
  editor: Editor | null;
  /** Shows a block, by its id. */
  jump(blockId: string): void;
  mayWrite: boolean;
  discussion: Discussion;
  comments: Omit<CommentsPanelProps, 'discussion'>;
}

/** The panel at the end of the page. */
export interface EndPanel {
  label: string;
  icon: IconName;
  count?: number;
  content(beside: BesideWorkspace): ReactNode;
}

export interface TextWorkspaceProps {
  kind: TextKind;
  documentId: string;
  viewerId: string;
  title: string;
  kicker: string;
  /** What the page knows of the viewer's rights until the server of the text says it (offline, it may not come). */
  mayWrite: boolean;
  /** Address of a block, to be copied. */
  linkTo(blockId: string): string;
  /** Address that answers what a block that left the text said, and who took it out; null: nothing is known of such blocks. */
  removedAt?: (blockId: string) => string;
  discussion: Discussion;
  end?: EndPanel;
  /** Stands before the state of saving: where one is, and the way to the convention's other pages. */
  heading?: ReactNode;
  /** The text to read until the editor is there. */
  waiting: ReactNode;
}

/** The page. */
export function TextWorkspace(props: TextWorkspaceProps) {
  const { documentId, viewerId, kind, end } = props;
  const habits = textHabits[kind];
  const open = useDocument(documentId, viewerId);
  const mode = open?.status.mode ?? (props.mayWrite ? 'write' : 'read');
  const mayWrite = mode === 'write' && !open?.status.frozen;
  const text = open ? sequenceOf(open.connection.doc) : null;
  const host = useRef<HTMLDivElement>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [areShortcutsShown, showShortcuts] = useState(false);
  const [impose, setImpose] = useState<number | null>(null);
  const [panels, setPanels] = useState<{ start?: boolean; end?: boolean }>({});

  const pasteNotice = usePasteNotice();
  const requests = useRef({ comment: () => {}, editLink: () => {}, activateThreads: (_: string[]) => {} });
  const editor = useTextEditor(host, {
    kind,
    text: open?.isReady ? text : null,
    awareness: open?.connection.awareness ?? null,
    mayWrite,
    frenchTyping: useFrenchTyping(),
    label: `Texte : ${props.title}`,
    className: textClass,
    requests: {
      comment: () => requests.current.comment(),
      editLink: () => requests.current.editLink(),
      activateThreads: (threadIds) => requests.current.activateThreads(threadIds),
      openBlockMenu: () => setMenuOpen(true),
      focusToolbar: () => toolbar.current?.querySelector('button')?.focus(),
      showShortcuts: () => showShortcuts(true),
      numbersStripped: (headings) => tellStripped(headings),
      pasteLeftOut: pasteNotice.tell,
    },
  });
  const tellStripped = (headings: number) =>
    showToast({
      text:
        headings === 1
          ? 'Le numéro saisi au début du titre a été retiré.'
          : `Les numéros saisis au début de ${headings} titres ont été retirés.`,
      tone: 'info',
      action: { label: 'Les garder', onPress: () => editor?.commands.undo() },
    });

  const discussion = useTruePlaces(editor, props.discussion);
  const openComments = useCallback(() => setPanels((last) => ({ ...last, end: true })), []);
  const comments = useComments(editor, discussion, openComments);
  const link = useLink(editor);
  requests.current = { comment: comments.comment, editLink: link.edit, activateThreads: comments.activateThreads };
  const { outline, currentId, jump } = useOutline(editor);
  useJumpToAddress(editor, jump);
  const showHelp = useCallback(() => showShortcuts(true), []);
  useHelpKey(showHelp);
  const { removedAt } = props;
  const removedBlock = useCallback(
    async (blockId: string): Promise<RemovedBlock | null> => {
      const answer = removedAt ? await fetch(removedAt(blockId)) : null;
      return answer?.ok ? ((await answer.json()) as RemovedBlock | null) : null;
    },
    [removedAt],
  );
  const passages = usePassages({
    connection: open?.connection ?? null,
    editor,
    personId: viewerId,
    documentId,
    removedBlock,
  });
  const status = useHonestStatus(open?.status ?? null);
  const saving = useMemo(() => status && savingState(status), [status]);

  return (
    <PanelLayout
      start={{
        label: 'Plan',
        icon: 'outline',
        content: (
          <OutlinePanel
            outline={outline}
            currentId={currentId}
            onJump={(id) => {
              if (isNarrow()) setPanels((last) => ({ ...last, start: false }));
              jump(id);
            }}
          />
        ),
        isOpen: panels.start,
        onOpenChange: (start) => setPanels((last) => ({ ...last, start })),
      }}
      end={
        end && {
          label: end.label,
          icon: end.icon,
          count: end.count,
          content: end.content({ editor, jump, mayWrite, discussion, comments: comments.panel }),
          isOpen: panels.end,
          onOpenChange: (end) => setPanels((last) => ({ ...last, end })),
        }
      }
      toolbar={
        <>
          {props.heading}
          <div className={styles.state}>
            {saving && <SavingLine state={saving} />}
            <PassagesNotice passages={passages} mayWrite={mayWrite} />
            {open && (
              <SignedOutDialog
                isSignedOut={open.status.connection === 'signed-out'}
                isKept={open.status.unconfirmedBytes === 0 || open.status.keptLocally}
                onResume={() => open.connection.resume()}
              />
            )}
          </div>
          <div className={styles.people}>{open && <PresenceList people={open.people} viewerId={viewerId} />}</div>
        </>
      }
    >
      {editor && mayWrite && (
        <div className={styles.tools}>
          <EditorToolbar
            editor={editor}
            habits={habits}
            toolbar={toolbar}
            mayComment={discussion.mayOpen}
            onComment={comments.comment}
            onLink={link.edit}
            onBlockMenu={() => setMenuOpen(true)}
            onShortcuts={() => showShortcuts(true)}
          />
        </div>
      )}
      <TextSheet
        title={props.title}
        kicker={props.kicker}
        editor={editor}
        habits={habits}
        host={host}
        waiting={props.waiting}
        isOpen={isMenuOpen}
        onOpenChange={setMenuOpen}
        mayWrite={mayWrite}
        mayComment={discussion.mayOpen}
        onComment={comments.comment}
        onCopyLink={(blockId) => void copyLink(props.linkTo(blockId))}
        onImposeNumber={setImpose}
      />
      <LinkDialog {...link.dialog} />
      {pasteNotice.dialog}
      <NumberDialog
        current={impose}
        onSave={(number) => {
          setImpose(null);
          if (editor) perform(editor, setStartAt(number));
        }}
        onClose={() => setImpose(null)}
      />
      <ShortcutsDialog kind={kind} isOpen={areShortcutsShown} onOpenChange={showShortcuts} />
    </PanelLayout>
  );
}
