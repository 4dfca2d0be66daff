// Answers for the panel's own requests: JSON always, also for refusals that would send a page elsewhere. The panel lives
// beside a text that somebody is writing, and must never be the cause of its leaving the screen.

/** The Response with what `work` gives, or with why it was refused. */
export async function asJson(work: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await work(), { headers: { 'Cache-Control': 'no-store' } });
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    const isSignedOut = thrown.status >= 300 && thrown.status < 400;
    const refusal = isSignedOut
      ? { code: 'UNAUTHENTICATED', message: 'Votre session est terminée. Reconnectez-vous, puis réessayez.' }
      : { code: 'REFUSED', message: await thrown.text() };
    return Response.json({ ok: false, fields: {}, ...refusal }, { status: isSignedOut ? 401 : thrown.status });
  }
}
