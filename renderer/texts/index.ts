/** The catalogues, behind i18next: `t('room:title')`. A key that is missing in one language does not compile. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { useSettings } from '../app/settings.ts';
import { en } from './en/index.ts';
import { zh } from './zh-CN/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'base';
    readonly resources: typeof zh;
  }
}

void i18next.use(initReactI18next).init({
  lng: useSettings.getState().language,
  fallbackLng: false,
  defaultNS: 'base',
  ns: Object.keys(zh),
  resources: { 'zh-CN': zh, en },
  interpolation: { escapeValue: false },
  returnNull: false,
});

useSettings.subscribe(({ language }) => {
  if (i18next.language !== language) void i18next.changeLanguage(language);
});

export { i18next };
