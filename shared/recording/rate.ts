/** How many pictures a recorder takes in a second, and what remains of it where the disk is running out. */

export interface Rate {
  /** Pictures in a second. */
  readonly screen: number;
  readonly camera: number;
}

/** What a recording is due in, unless the station file says otherwise. */
export const USUAL: Rate = { screen: 5, camera: 15 };

/** Seconds from one picture that stands by itself to the next, at most: whoever looks for a moment has to draw all from there on. */
export const WHOLE_EVERY = 5;

/** Fewer, and never none: a disk that is nearly full is no reason to see nothing. */
export const sparing = ({ screen, camera }: Rate): Rate => ({
  screen: Math.max(1, Math.round(screen * 0.4)),
  camera: Math.max(1, Math.round(camera / 2)),
});
