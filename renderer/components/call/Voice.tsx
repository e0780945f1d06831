/** Plays the other side of a call. */
import { useEffect, useRef } from 'react';

export function Voice({ of }: { readonly of: MediaStream | null }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    if (audio.current !== null) audio.current.srcObject = of;
  }, [of]);
  // biome-ignore lint/a11y/useMediaCaption: live speech has no captions
  return <audio ref={audio} autoPlay data-call-voice />;
}
