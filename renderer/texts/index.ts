/**
 * The catalogues, behind i18next: `t('room:title')`. A key that is missing in one language does not compile. `{{terms.supervisor}}` in a text is the
 * term of the law under which the window's project stands, and nobody passes it.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type SpokenTerms, spokenTerms } from '../../shared/record/words.ts';
import { type AppLanguage, useSettings } from '../app/settings.ts';
import { en } from './en/index.ts';
import { regimeStore } from './regime.ts';
import { zh } from './zh-CN/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly defaultNS: 'base';
    readonly resources: typeof zh;
    readonly defaultVariables: { readonly terms: SpokenTerms };
  }
}

const variables = (language: AppLanguage) => ({
  terms: spokenTerms(language === 'en' ? 'en' : 'zh', regimeStore.getState().regime),
});

void i18next.use(initReactI18next).init({
  lng: useSettings.getState().language,
  fallbackLng: false,
  defaultNS: 'base',
  ns: Object.keys(zh),
  resources: { 'zh-CN': zh, en },
  interpolation: { escapeValue: false, defaultVariables: variables(useSettings.getState().language) },
  returnNull: false,
});

/** Every text is drawn anew, as after a change of the language. */
function speak(language: AppLanguage): void {
  i18next.options.interpolation!.defaultVariables = variables(language);
  void i18next.changeLanguage(language);
}

useSettings.subscribe(({ language }) => {
  if (i18next.language !== language) speak(language);
});
regimeStore.subscribe(() => speak(useSettings.getState().language));

export { i18next };
