/** What the preload script gives to this window, and nothing else. */
interface SealroomShell {
  post(channel: 'shell' | 'station', message: unknown): void;
  /** Returns what ends the listening. */
  listen(channel: 'shell' | 'station', listener: (message: unknown) => void): () => void;
}

interface Window {
  readonly sealroom: SealroomShell;
}

declare module '*.css';
