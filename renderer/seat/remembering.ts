/** What the seat's station keeps of where a person is and what he is typing; what he types is on the screen before it is written. */
import { seatStore } from './seat.ts';
import { stationMemory } from './stationMemory.ts';
import { noteUnsaved } from './unsaved.ts';

export const { remember, rememberTyped, rememberNow, remembered } = stationMemory({
  keep: async (key, value) =>
    (await seatStore.getState().client?.ask('remember', { key, value }))?.ok === true,
  async kept() {
    const answer = await seatStore.getState().client?.ask('remembered', {});
    return new Map(answer?.ok ? Object.entries(answer.value.entries) : []);
  },
  who: () => seatStore.getState().status?.person?.who ?? null,
  unkept: noteUnsaved,
});
