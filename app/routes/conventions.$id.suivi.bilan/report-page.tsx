import { useFetcher, useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { titleWithYear } from '#domain/convention-title.ts';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { useAct } from '../../forms/act-form.tsx';
import { useDoneToast } from '../../forms/done-toast.ts';
import { formatDateTime } from '../../french-format.ts';
import { SaveAsTemplate } from '../../templates/save-as-template.tsx';
import { TemplateSelect } from '../../templates/template-select.tsx';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { PrintedText } from '../../texts/printed-text.tsx';
import { versionsAddress, wordReturnsAddress } from '../../texts/version-addresses.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fields } from '../../ui/field.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { action } from './action.ts';
import type { loader } from './loader.ts';
import styles from './report-page.module.css';

type Convention = ReturnType<typeof useLoaderData<typeof loader>>['convention'];

/** The yearly report, to read and to print. */
export function ReportPage() {
  const { convention } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const { report } = convention;
  return (
    <FollowUpFrame convention={convention} current="/bilan">
      {report ? (
        <>
          <Tools convention={convention} />
          <FromTemplate />
          <article className={styles.sheet} aria-label="Bilan annuel">
            <p className={styles.printedTitle}>{titleWithYear(convention)}</p>
            <PrintedText text={report.text as unknown as JSONContent} staleBefore={null} />
          </article>
        </>
      ) : (
        <>
          <Nothing convention={convention} />
          <FromTemplate />
        </>
      )}
    </FollowUpFrame>
  );
}

function Nothing({ convention }: { convention: Convention }) {
  return (
    <EmptyState
      icon="document"
      title="Le bilan annuel n’est pas encore assemblé"
      action={convention.viewerMayWriteReport && <Assemble intent="make" label="Assembler le bilan" />}
    >
      Les états, les notes, les livrables, les réunions et les indicateurs de l’année sont réunis, axe par axe, dans un
      texte que vous terminez ensuite à plusieurs.
    </EmptyState>
  );
}

/** Another beginning, as long as nobody has written in it. */
function FromTemplate() {
  const { templates } = useLoaderData<typeof loader>();
  const { fetcher, notice, errorsOf } = useAct();
  if (templates.length === 0) return null;
  return (
    <Disclosure title="Partir d’un modèle">
      <Form fetcher={fetcher} preventScrollReset>
        <Fields>
          {notice}
          <TemplateSelect templates={templates} errors={errorsOf('templateId')} />
        </Fields>
        <SubmitButton intent="template" fetcher={fetcher} variant="secondary">
          Faire le bilan du modèle
        </SubmitButton>
      </Form>
    </Disclosure>
  );
}

function Tools({ convention }: { convention: Convention }) {
  const { report, viewerMayWriteReport, id } = convention;
  if (!report) return null;
  return (
    <div className={styles.tools}>
      <p className={styles.made}>
        Assemblé le {formatDateTime(report.createdAt)}
        {report.createdBy && ` par ${report.createdBy.name}`}
        {report.isEdited ? ', puis repris à la main.' : '. Personne ne l’a encore repris à la main.'}
      </p>
      <ButtonRow>
        {viewerMayWriteReport && (
          <LinkButton to={`/conventions/${id}/suivi/bilan/redaction`} icon="edit" variant="primary">
            Rédiger
          </LinkButton>
        )}
        <Button icon="print" onPress={() => window.print()}>
          Imprimer
        </Button>
        <DownloadMenu address={textFileAddress(report.documentId)} hasSuggestions={viewerMayWriteReport} />
        {viewerMayWriteReport && (
          <LinkButton to={wordReturnsAddress(report.documentId)} icon="import">
            Reprendre un fichier Word
          </LinkButton>
        )}
        <LinkButton to={versionsAddress(report.documentId)} icon="history">
          Versions
        </LinkButton>
        <SaveAsTemplate documentId={report.documentId} />
        {viewerMayWriteReport && report.isEdited && (
          <Assemble intent="update" label="Ajouter une mise à jour à la fin" />
        )}
        {viewerMayWriteReport && !report.isEdited && <Assemble intent="make" label="Réassembler" />}
      </ButtonRow>
    </div>
  );
}

function Assemble({ intent, label }: { intent: 'make' | 'update'; label: string }) {
  const fetcher = useFetcher<typeof action>();
  useDoneToast(fetcher.data);
  const refusal = fetcher.data && 'message' in fetcher.data ? fetcher.data.message : null;
  return (
    <Form fetcher={fetcher} preventScrollReset>
      {refusal && (
        <Notice tone="error" isLive>
          {refusal}
        </Notice>
      )}
      <SubmitButton intent={intent} fetcher={fetcher} variant="secondary">
        {label}
      </SubmitButton>
    </Form>
  );
}
