// A form tied to its schema: the same rules in the browser, in the action and in the domain. Used by every page with a
// form; knows no page. Posts without JavaScript.
import { type FormMetadata, getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { type FetcherWithComponents, Form as RemixForm, useNavigation } from '@remix-run/react';
import { type ReactNode, useMemo, useState } from 'react';
import type { z } from 'zod';
import { Button, type ButtonProps } from './button.tsx';
import { ErrorSummary } from './error-summary.tsx';
import styles from './form.module.css';
import { FormReadingContext, postedAs } from './meanwhile.tsx';

/** What an action answers when the domain refuses: app/forms/form-result.ts makes it. */
interface Refusal {
  message: string;
  fields: Record<string, string>;
}

/** An action's answer, which is a refusal or something else that the form need not know. */
type Answer = Refusal | object | null | undefined;

const isRefusal = (answer: Answer): answer is Refusal => answer != null && 'fields' in answer && 'message' in answer;

/** conform's own shape of a refusal: the sentence of the whole form under the empty name. */
const resultOf = ({ message, fields }: Refusal) => ({
  status: 'error' as const,
  error: {
    '': [message],
    ...Object.fromEntries(Object.entries(fields).map(([name, sentence]) => [name, [sentence]])),
  },
});

const results = new WeakMap<Refusal, ReturnType<typeof resultOf>>();

/** The same object for the same refusal: conform shows a result once, by identity. */
function lastResultOf(answer: Answer) {
  if (!isRefusal(answer)) return undefined;
  const result = results.get(answer) ?? resultOf(answer);
  results.set(answer, result);
  return result;
}

/** What the page's last reading gives the fields of a form: conform itself keeps what it was first given. */
const startsOf = new WeakMap<object, object>();

type Shape = Record<string, unknown>;

export interface SchemaFormOptions<Input extends Shape> {
  /** The window of #domain/inputs that the domain itself parses with. */
  schema: z.ZodType<Shape, Input>;
  /** `useAnswer()` or `fetcher.data`: a refusal in it is shown. */
  answer?: Answer;
  defaultValue?: { [Name in keyof Input]?: Input[Name] | null };
  /** Needed when one page holds the same form twice. */
  id?: string;
}

/**
 * conform's `[form, fields]` for a schema: checked when it is sent, then at each key. Not when a field is left: what is said
 * then moves the button that is being pressed, and the press is lost.
 */
export function useSchemaForm<Input extends Shape>({ schema, answer, defaultValue, id }: SchemaFormOptions<Input>) {
  const [form, fields] = useForm<Input>({
    id,
    lastResult: lastResultOf(answer),
    defaultValue: defaultValue as never,
    constraint: getZodConstraint(schema) as never,
    shouldValidate: 'onSubmit',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema }) as never,
  });
  if (defaultValue) startsOf.set(form, defaultValue);
  return [form, fields] as const;
}

export interface FormProps<Input extends Shape> {
  /** From `useSchemaForm`. Without it the form only posts: a button with nothing to fill in. */
  form?: FormMetadata<Input>;
  /** Posts without leaving the page. */
  fetcher?: FetcherWithComponents<unknown>;
  /** Where it posts; this page's own action unless said. */
  action?: string;
  /** For files. */
  encType?: 'multipart/form-data';
  /** By which boxes elsewhere on the page belong to it. */
  id?: string;
  /** Keeps the place on the page after the answer. */
  preventScrollReset?: boolean;
  children: ReactNode;
}

/** A posting form, its refusals on top. */
export function Form<Input extends Shape>({ form, fetcher, children, ...rest }: FormProps<Input>) {
  const Posting = fetcher?.Form ?? RemixForm;
  const [sends, setSends] = useState(0);
  const start = form && startsOf.get(form);
  const reading = useMemo(() => {
    const entries = Object.entries(start ?? {}).map(([name, value]) => [name, postedAs(value)]);
    return { starts: Object.fromEntries(entries), sends };
  }, [start, sends]);
  return (
    <Posting
      method="post"
      {...rest}
      {...(form && getFormProps(form))}
      onSubmitCapture={() => setSends((count) => count + 1)}
      className={styles.form}
    >
      <FormReadingContext.Provider value={reading}>
        {form && <ErrorSummary form={form} />}
        {children}
      </FormReadingContext.Provider>
    </Posting>
  );
}

export interface SubmitButtonProps extends Omit<ButtonProps, 'type' | 'name' | 'value'> {
  /** Posted as `intent`, for an action that does several things. */
  intent?: string;
  /** The fetcher of its form, when it has one: the button is pending while that works. */
  fetcher?: Pick<FetcherWithComponents<unknown>, 'state' | 'formData'>;
}

/** The button that sends its form; pending while what it sent is on its way. */
export function SubmitButton({ intent, fetcher, isPending, variant = 'primary', ...rest }: SubmitButtonProps) {
  const navigation = useNavigation();
  const { state, formData } = fetcher ?? navigation;
  const isSending = state !== 'idle' && formData !== undefined && (formData.get('intent') ?? undefined) === intent;
  const named = intent === undefined ? {} : { name: 'intent', value: intent };
  return <Button {...rest} {...named} type="submit" variant={variant} isPending={isPending ?? isSending} />;
}
