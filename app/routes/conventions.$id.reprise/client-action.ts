// What the browser does with a posted form before the server has it.
import type { ClientActionFunctionArgs } from '@remix-run/react';
import type { action } from './action.ts';

/** A decision that finds no network is kept by the page and sent again: it must not become a page of failure. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (failure) {
    if (failure instanceof TypeError) return { isUnsent: true as const };
    throw failure;
  }
}
