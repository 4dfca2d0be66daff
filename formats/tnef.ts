// What Outlook seals in winmail.dat (MS-OXTNEF), as far as an answer to an invitation needs it: the class of the message says
// yes, maybe or no. No library that is kept up reads the rest; whoever organises gets the words of the mail instead.

const SIGNATURE = Buffer.from('789f3e22', 'hex');

const classes = [
  [/IPM\.(?:Microsoft Schedule\.MtgRespP|Schedule\.Meeting\.Resp\.Pos)/i, 'YES'],
  [/IPM\.(?:Microsoft Schedule\.MtgRespA|Schedule\.Meeting\.Resp\.Tent)/i, 'MAYBE'],
  [/IPM\.(?:Microsoft Schedule\.MtgRespN|Schedule\.Meeting\.Resp\.Neg)/i, 'NO'],
] as const;

/** The answer that sealed parts give; null when they give none. */
export function sealedAnswer(bytes: Uint8Array): 'YES' | 'MAYBE' | 'NO' | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null;
  // Of one octet a character, or of two.
  const words = buffer.toString('latin1').replaceAll('\0', '');
  return classes.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
