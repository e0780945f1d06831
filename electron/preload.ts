/** All that a window gets: two channels of plain messages, which the shell checks. No Node, no Electron, no file. */
import { contextBridge, ipcRenderer } from 'electron';

const CHANNELS = ['shell', 'station'];

contextBridge.exposeInMainWorld('sealroom', {
  post(channel: string, message: unknown): void {
    if (CHANNELS.includes(channel)) ipcRenderer.send(channel, message);
  },
  listen(channel: string, listener: (message: unknown) => void): () => void {
    const hear = (_: unknown, message: unknown): void => listener(message);
    if (CHANNELS.includes(channel)) ipcRenderer.on(channel, hear);
    return () => void ipcRenderer.removeListener(channel, hear);
  },
});
