/** The tracks of a seat's recording (录音录像): the screen, and the camera with the seat's sound. */

export const TRACKS = ['screen', 'camera'] as const;
