// Mail that comes back: a delivery report (RFC 3464), or what servers write that send none. outside/mailbox.ts asks; whose
// invitation it was is not known here.

/** What says, in a message, that it is one that came back. */
export interface ReturnedParts {
  /** Content-Type of the whole, with its report-type. */
  contentType: string;
  reportType: string | null;
  sender: string | null;
  subject: string;
  text: string;
}

const SERVERS = /^(mailer-daemon|postmaster|mail-daemon|mdaemon)@/i;
const RETURNED =
  /undeliver|non remis|non distribu|non délivr|failure|failed|returned|retourné|échec|rejected|delivery status/i;
/** Codes of refusals for good: 550, 5.1.1. */
const REFUSED = /\b5\d\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b/;

/** Whether a message came back, and whether for good: one that is only late will still arrive. Null for any other message. */
export function returnedMail({
  contentType,
  reportType,
  sender,
  subject,
  text,
}: ReturnedParts): { hasFailed: boolean } | null {
  if (/^multipart\/report$/i.test(contentType) && /^(delivery-status)?$/i.test(reportType ?? '')) {
    const actions = [...text.matchAll(/^Action:\s*(\w+)/gim)].map(([, action = '']) => action.toLowerCase());
    return { hasFailed: actions.length > 0 ? actions.includes('failed') : REFUSED.test(text) };
  }
  if (!SERVERS.test(sender ?? '') || !RETURNED.test(subject)) return null;
  return { hasFailed: REFUSED.test(text) };
}
