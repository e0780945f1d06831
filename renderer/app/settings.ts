/** What a person sets for this window: language and text size. Kept by the browser's storage of this origin: it is nobody's secret. */
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

export type AppLanguage = 'zh-CN' | 'en';
/** CSS pixels of running text. */
export const TEXT_SIZES = [16, 20, 24] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

interface Settings {
  readonly language: AppLanguage;
  readonly textSize: TextSize;
  setLanguage(language: AppLanguage): void;
  setTextSize(textSize: TextSize): void;
}

export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      language: 'zh-CN',
      textSize: 16,
      setLanguage: (language) => set({ language }),
      setTextSize: (textSize) => set({ textSize }),
    }),
    {
      name: 'sealroom-settings',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ language, textSize }) => ({ language, textSize }),
    },
  ),
);
