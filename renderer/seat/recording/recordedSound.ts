/** The sound of a recording while somebody else is heard at the seat: the own microphone and the other side of a call, mixed. */

export interface RecordedStream {
  readonly stream: MediaStream;
  /** Lets go of what the mixing needs; the devices stay. */
  release(): void;
}

/** @param also what is heard besides; null: the devices' own tracks, as they are */
export function recordedStream(devices: MediaStream, also: MediaStreamTrack | null): RecordedStream {
  if (also === null) return { stream: devices, release: () => undefined };
  const context = new AudioContext();
  const mixed = context.createMediaStreamDestination();
  for (const track of [...devices.getAudioTracks(), also])
    context.createMediaStreamSource(new MediaStream([track])).connect(mixed);
  // A window's context may begin suspended; the recorder would wait for it without a word.
  void context.resume();
  return {
    stream: new MediaStream([...devices.getVideoTracks(), ...mixed.stream.getAudioTracks()]),
    release: () => void context.close(),
  };
}
