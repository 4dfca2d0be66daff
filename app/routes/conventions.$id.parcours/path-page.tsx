import { useLoaderData } from '@remix-run/react';
import { stepNames } from '#domain/conventions/lifecycle-inputs.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';
import { Amendments } from './amendments.tsx';
import type { loader } from './loader.ts';
import { PathTimeline } from './path-timeline.tsx';
import { SignedText } from './signed-text.tsx';
import { StepForm } from './step-form.tsx';

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
/** « Signature », from « la signature ». */
const stepTitle = (to: keyof typeof stepNames) => capital(stepNames[to].replace(/^(le |la |l’)/, ''));

/** Where a convention stands between draft and closing, and the way on. */
export function PathPage() {
  const { convention, check } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const { path, frozenText, amends, amendments, viewerMayAmend } = convention;
  const mine = path.nextSteps.filter(({ viewerMayTake }) => viewerMayTake);
  const [next, ...others] = mine;
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="parcours" />
      <Narrow>
        <Stack gap="l">
          {next && (
            <Section title={`Étape suivante\u00a0: ${stepNames[next.to]}`}>
              <StepForm key={next.to} step={next} />
            </Section>
          )}
          {!next && path.nextSteps.length > 0 && (
            <p>Les approbateurs et les responsables de la convention la font avancer.</p>
          )}
          <Section title="Étapes">
            <PathTimeline convention={convention} />
          </Section>
          {others.length > 0 && (
            <Section title="Autres suites possibles">
              {others.map((step) => (
                <Disclosure key={step.to} title={stepTitle(step.to)}>
                  <StepForm step={step} />
                </Disclosure>
              ))}
            </Section>
          )}
          {frozenText && <SignedText documentId={convention.documentId} frozenText={frozenText} check={check} />}
          {(amends || amendments.length > 0 || viewerMayAmend) && <Amendments convention={convention} />}
        </Stack>
      </Narrow>
    </Stack>
  );
}
