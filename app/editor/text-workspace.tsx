// The co-editing page of one text: outline, sheet and what the page shows beside it (comments, what a meeting decided),
// tools above, who is here and whether it is saved.
import type { Editor } from '@tiptap/core';
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import { type Mode, mayEdit } from '#realtime/protocol.ts';
import type { CommentsPanelProps, Discussion } from '../discussions/panel-types.ts';
import { useFrenchTyping } from '../frame/use-french-typing.ts';
import type { Finder } from '../texts/find-bar.tsx';
import { useAwake } from '../ui/awake.ts';
import { IconButton } from '../ui/button.tsx';
import type { IconName } from '../ui/icon-shapes.ts';
import { PanelLayout } from '../ui/panel-layout.tsx';
import { SkipLink } from '../ui/skip-link.tsx';
import { showToast } from '../ui/toast.ts';
import { setNumber } from './commands.ts';
import { sectionOf } from './outline.ts';
import { OutlinePanel } from './outline-panel.tsx';
import { copyLink, isNarrow, useHelpKey, useJumpToAddress } from './page-moves.ts';
import { perform } from './perform.ts';
import { PresenceList } from './presence-list.tsx';
import { SavingLine } from './saving-line.tsx';
import { SuggestionsNotice } from './suggestions/suggestions-notice.tsx';
import { useSuggestingMode, useSuggestions } from './suggestions/use-suggestions.ts';
import { type TextKind, textHabits } from './text-kinds.ts';
import { TEXT_ID, TextSheet, textClass } from './text-sheet.tsx';
import styles from './text-workspace.module.css';
import { EditorToolbar } from './toolbar.tsx';
import { useComments } from './use-comments.ts';
import { useDocument, useStatus } from './use-document.ts';
import { useTextEditor } from './use-editor.ts';
import { useFinding } from './use-finding.ts';
import { useLink } from './use-link.ts';
import { useOutline } from './use-outline.ts';
import { type RemovedBlock, usePassages } from './use-passages.ts';
import { usePasteNotice } from './use-paste-notice.ts';
import { useTruePlaces } from './use-true-places.ts';
import { useWriters } from './use-writers.ts';

/** Fetched once the text is there, before anybody asks for it. Offline by then it stays away, and nothing else does. */
const afterText = <Props,>(load: () => Promise<(props: Props) => ReactNode>) =>
  lazy(() =>
    load().then(
      (Component) => ({ default: Component }),
      () => ({ default: () => null }),
    ),
  );

const FindBar = afterText(async () => {
  const { FindBar: Bar } = await import('../texts/find-bar.tsx');
  return ({ finder }: { finder: Finder | null }) => finder && <Bar finder={finder} />;
});
const PassagesNotice = afterText(async () => (await import('./passages-notice.tsx')).PassagesNotice);
const TemplateFields = afterText(async () => (await import('./fields-notice.tsx')).default);
const ShortcutsDialog = afterText(async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog);
const WritersDialog = afterText(async () => (await import('./writers-dialog.tsx')).WritersDialog);
const SignedOutDialog = afterText(async () => (await import('./signed-out-dialog.tsx')).SignedOutDialog);
const NumberDialog = afterText(async () => (await import('./number-dialog.tsx')).NumberDialog);
const LeftOutDialog = afterText(async () => (await import('./left-out-dialog.tsx')).LeftOutDialog);
const LinkDialog = afterText(async () => (await import('./link-dialog.tsx')).LinkDialog);

/** Where the skip link past the outline leads. */
const TOOLS_ID = 'outils';

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
  mode: Mode;
  /** Address of a block, to be copied. */
  linkTo(blockId: string): string;
  /** Address that answers what a block that left the text said, and who took it out; null: nothing is known of such blocks. */
  removedAt?: (blockId: string) => string;
  discussion: Discussion;
  end?: EndPanel;
  /** Above everything: the way to the other pages of the same thing. */
  tabs?: ReactNode;
  /** Stands before the state of saving: which text it is. */
  heading?: ReactNode;
  /** The text to read until the editor is there. */
  waiting: ReactNode;
}

/** The page. */
export function TextWorkspace(props: TextWorkspaceProps) {
  const { documentId, viewerId, kind, end } = props;
  const habits = textHabits[kind];
  const isAwake = useAwake();
  const open = useDocument(documentId, viewerId);
  const connection = open?.connection ?? null;
  // Offline, the server of the text has not said it yet.
  const mode = useStatus(connection, ({ mode, frozen }) => (frozen ? 'read' : mode)) ?? props.mode;
  const onlySuggests = mode === 'suggest';
  const mayWrite = mayEdit(mode);
  const text = connection && sequenceOf(connection.doc);
  const host = useRef<HTMLDivElement>(null);
  const toolbar = useRef<HTMLDivElement>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [areShortcutsShown, showShortcuts] = useState(false);
  const [isChoosingField, chooseField] = useState(false);
  const [impose, setImpose] = useState<number | null>(null);
  const [panels, setPanels] = useState<{ start?: boolean; end?: boolean }>({});

  const suggesting = useSuggestingMode(onlySuggests);
  const pasteNotice = usePasteNotice();
  const requests = useRef({
    comment: () => {},
    toggleSuggesting: () => {},
    editLink: () => {},
    showWriters: () => {},
    activateThreads: (_: string[]) => {},
  });
  const editor = useTextEditor(host, {
    kind,
    text: open?.isReady ? text : null,
    awareness: connection?.awareness ?? null,
    mayWrite,
    frenchTyping: useFrenchTyping(),
    suggesting: suggesting.mode,
    label: `Texte\u00a0: ${props.title}`,
    className: textClass,
    requests: {
      toggleSuggesting: () => requests.current.toggleSuggesting(),
      comment: () => requests.current.comment(),
      editLink: () => requests.current.editLink(),
      showWriters: () => requests.current.showWriters(),
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
  const writers = useWriters(editor, documentId);
  const suggestions = useSuggestions(editor, documentId, suggesting, viewerId);
  requests.current = {
    comment: comments.comment,
    editLink: link.edit,
    showWriters: writers.ask,
    toggleSuggesting: () => mode === 'write' && suggestions.setSuggesting(!suggestions.isSuggesting),
    activateThreads: comments.activateThreads,
  };
  const { outline, currentId, jump } = useOutline(editor);
  const finding = useFinding(editor, mode, documentId);
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
    connection,
    editor,
    personId: viewerId,
    documentId,
    removedBlock,
  });

  return (
    <PanelLayout
      above={
        <>
          <SkipLink to={TEXT_ID} focusOn=".ProseMirror">
            Aller au texte
          </SkipLink>
          {editor && mayWrite && (
            <SkipLink to={TOOLS_ID} focusOn="button">
              Aller aux outils
            </SkipLink>
          )}
          {props.tabs}
        </>
      }
      start={{
        label: 'Plan',
        icon: 'outline',
        content: (
          <OutlinePanel
            outline={outline}
            currentId={currentId}
            linkTo={props.linkTo}
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
            {connection && <SavingLine connection={connection} />}
            {/* Not in what the server rendered: a boundary that changes before its part has come is made anew, with an error. */}
            {isAwake && (
              <Suspense>
                <PassagesNotice passages={passages} mayWrite={mayWrite} />
              </Suspense>
            )}
            {editor && mayWrite && (
              <Suspense>
                <TemplateFields editor={editor} jump={jump} isOpen={isChoosingField} onOpenChange={chooseField} />
              </Suspense>
            )}
            <SuggestionsNotice
              suggestions={suggestions}
              mode={mode}
              viewerId={viewerId}
              sectionOf={(blockId) => editor && sectionOf(editor.state, blockId)}
              onShow={({ blockId }) => blockId && jump(blockId)}
              onComment={
                discussion.mayOpen
                  ? ({ blockId }) => {
                      if (blockId) jump(blockId);
                      comments.comment();
                    }
                  : null
              }
            />
            {connection && (
              <Suspense>
                <SignedOutDialog connection={connection} />
              </Suspense>
            )}
          </div>
          <div className={styles.people}>
            {editor && (
              <IconButton
                size="s"
                icon="search"
                label="Rechercher dans le texte"
                shortcut="Ctrl Alt F"
                onPress={finding.open}
              />
            )}
            {connection && <PresenceList connection={connection} viewerId={viewerId} />}
          </div>
        </>
      }
    >
      {editor && (mayWrite || finding.finder) && (
        <div className={styles.tools} id={TOOLS_ID}>
          {mayWrite && (
            <EditorToolbar
              editor={editor}
              habits={habits}
              toolbar={toolbar}
              mayComment={discussion.mayOpen}
              onComment={comments.comment}
              onLink={link.edit}
              onWriters={writers.ask}
              isSuggesting={suggestions.isSuggesting}
              onSuggesting={onlySuggests ? null : () => suggestions.setSuggesting(!suggestions.isSuggesting)}
              onBlockMenu={() => setMenuOpen(true)}
              onShortcuts={() => showShortcuts(true)}
            />
          )}
          {editor && (
            <Suspense>
              <FindBar finder={finding.finder} />
            </Suspense>
          )}
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
        onWriters={writers.ask}
        onField={() => chooseField(true)}
        onImposeNumber={setImpose}
      />
      {editor && (
        <Suspense>
          <LinkDialog {...link.dialog} />
          <WritersDialog {...writers.dialog} />
          <NumberDialog
            current={impose}
            onSave={(number) => {
              setImpose(null);
              if (editor) perform(editor, setNumber(number));
            }}
            onClose={() => setImpose(null)}
          />
          <LeftOutDialog {...pasteNotice.dialog} />
          <ShortcutsDialog kind={kind} isOpen={areShortcutsShown} onOpenChange={showShortcuts} />
        </Suspense>
      )}
    </PanelLayout>
  );
}
