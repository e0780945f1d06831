/** A live picture. Without sound unless somebody has asked to listen. */
import { useEffect, useRef } from 'react';

interface Props {
  readonly stream: MediaStream | null;
  readonly sound: boolean;
  /** What a person who does not see it is told. */
  readonly label: string;
}

export function Picture({ stream, sound, label }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={video}
      autoPlay
      playsInline
      muted={!sound}
      aria-label={label}
      style={{
        display: 'block',
        width: '100%',
        aspectRatio: '4 / 3',
        objectFit: 'contain',
        background: '#1f2328',
      }}
    />
  );
}
