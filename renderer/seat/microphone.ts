/**
 * The microphone as evidence and watching hear it: as it sounds in the room. What a telephone takes out of a voice for the one who listens
 * (echoes, noise, too loud and too low) would hide a whisper, and a level that a gain control has set tells nobody who is loud.
 */
export const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};
