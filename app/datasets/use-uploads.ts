// Files on their way to the server, in parts: what broke off goes on by itself where it stopped, also after a closed tab. Used
// by the pages where data are deposited. tus-js-client is loaded when the first file is chosen.
import { useCallback, useEffect, useRef, useState } from 'react';
import { uploadInput } from '#domain/datasets/inputs.ts';
import { typeset } from '#domain/french.ts';

/** One file on its way. */
export interface SentFile {
  /** Its place in this page alone. */
  key: string;
  name: string;
  size: number;
  /** Bytes that have arrived. */
  sent: number;
  /** Under which it was kept; null until it has arrived. */
  uploadId: string | null;
  /** Why it goes no further. */
  refusal: string | null;
  /** The network is gone: it goes on by itself. */
  isWaiting: boolean;
}

const PART_BYTES = 8 * 1024 * 1024;

/** Together a quarter of an hour: a server takes its time to start again, a train its time through a tunnel. */
const PAUSES_MS = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 120_000, 300_000, 300_000];

/** What may come again: the network, a server that starts, a part that somebody else's request still holds. */
const mayComeAgain = (status: number) => status === 0 || status >= 500 || status === 409 || status === 423;

type Sending = { abort(): Promise<void> };

/** Files that are sent as soon as they are added. */
export function useUploads() {
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const sending = useRef(new Map<string, Sending>());
  const count = useRef(0);
  const change = useCallback(
    (key: string, part: Partial<SentFile>) =>
      setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...part } : file))),
    [],
  );
  // A page that is left stops: what has arrived is kept, and choosing the file again goes on.
  useEffect(() => {
    const all = sending.current;
    return () => {
      for (const one of all.values()) void one.abort();
    };
  }, []);
  const add = useCallback(
    (chosen: readonly File[]) => {
      for (const file of chosen) {
        count.current += 1;
        const key = String(count.current);
        const judged = uploadInput.safeParse({ fileName: file.name, size: file.size });
        const refusal = judged.success ? null : typeset(judged.error.issues[0]?.message ?? '');
        const { name, size } = file;
        setFiles((all) => [...all, { key, name, size, sent: 0, uploadId: null, refusal, isWaiting: false }]);
        if (!refusal) void send(file, key, change).then((one) => sending.current.set(key, one));
      }
    },
    [change],
  );
  const remove = useCallback((key: string) => {
    void sending.current.get(key)?.abort();
    sending.current.delete(key);
    setFiles((all) => all.filter((file) => file.key !== key));
  }, []);
  return { files, add, remove };
}

async function send(file: File, key: string, change: (key: string, part: Partial<SentFile>) => void): Promise<Sending> {
  const { Upload } = await import('tus-js-client');
  const upload = new Upload(file, {
    endpoint: '/depots',
    chunkSize: PART_BYTES,
    retryDelays: PAUSES_MS,
    metadata: { filename: file.name },
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => change(key, { sent, isWaiting: false }),
    onShouldRetry(error) {
      const again = mayComeAgain(error.originalResponse?.getStatus() ?? 0);
      if (again) change(key, { isWaiting: true });
      return again;
    },
    onError(error) {
      const words = 'originalResponse' in error ? error.originalResponse?.getBody() : '';
      change(key, { refusal: words || 'L’envoi n’a pas abouti. Retirez ce fichier, puis choisissez-le de nouveau.' });
    },
    onSuccess() {
      const uploadId = upload.url?.split('/').at(-1) ?? null;
      change(key, { uploadId, sent: file.size, isWaiting: false });
    },
  });
  const former = await upload.findPreviousUploads();
  const [last] = former.sort((a, b) => b.creationTime.localeCompare(a.creationTime));
  if (last) upload.resumeFromPreviousUpload(last);
  upload.start();
  return { abort: () => upload.abort() };
}
