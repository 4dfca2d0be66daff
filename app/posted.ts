// Reads the words of a posted form, for actions. What they must be is the domain's to say.

/** The text of a field; empty when it is absent or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The text of a field that may be left empty: null then. */
export const optionalTextOf = (form: FormData, name: string): string | null => textOf(form, name) || null;

/** Whether a box was ticked. */
export const isTicked = (form: FormData, name: string): boolean => textOf(form, name) !== '';
