// Short confirmations in a corner: « Commentaire publié ». For what went well or may be undone; an error that needs an
// act belongs in a Notice beside its cause. What shows them is toast-region.tsx, which no page needs as it opens.

export interface ToastMessage {
  text: string;
  tone?: 'success' | 'info' | 'error';
  /** One thing to do about it: « Annuler ». */
  action?: { label: string; onPress: () => void };
}

type Show = (message: ToastMessage) => void;

/** Said before what shows them is there. */
const waiting: ToastMessage[] = [];

let show: Show = (message) => void waiting.push(message);

/** Has toasts shown from now on, those that wait first. */
export function serveToasts(served: Show): void {
  show = served;
  for (const message of waiting.splice(0)) served(message);
}

/** Shows a toast. Call it from an event or an effect, never while rendering. One with an action stays until closed. */
export const showToast = (message: ToastMessage): void => show(message);
