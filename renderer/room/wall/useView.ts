/** One seat's live picture in a component: asked for while it is shown, and again whenever it breaks. */
import { useEffect, useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import { useRoom } from '../supervise.ts';
import { viewing } from './viewing.ts';

/** Milliseconds until a picture that broke is asked for again. */
const PAUSE = 2_000;

/**
 * @param session whose picture; null: none
 * @param options.broken called where a view with sound ends by itself: it is not asked for again, since each time is journalled
 * @returns null until it is here
 */
export function useView(
  session: string | null,
  options: {
    readonly large: boolean;
    readonly sound: boolean;
    readonly broken: (refusals: readonly Refusal[]) => void;
  },
): MediaStream | null {
  const { large, sound, broken } = options;
  const { client, status } = useRoom();
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [attempt, setAttempt] = useState(0);
  const { monitor } = status;
  const published = monitor?.seats.some((seat) => seat.session === session) === true;
  const starts = monitor?.state === 'up' ? monitor.starts : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt, and another start of the monitor, is another view; `broken` is called, never compared
  useEffect(() => {
    if (session === null || !published || starts === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = viewing({
      sound,
      ask: (sdp) => client.ask('view', { session, sdp, large, sound }),
      end: (number) => void client.ask('endView', { view: number }),
      onStream: setStream,
      onEnded(refusals) {
        setStream(null);
        if (sound) broken(refusals);
        else timer = setTimeout(() => setAttempt((one) => one + 1), PAUSE);
      },
    });
    return () => {
      clearTimeout(timer);
      close();
      setStream(null);
    };
  }, [client, session, published, starts, large, sound, attempt]);
  return stream;
}
