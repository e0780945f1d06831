/** What stands around every screen: the language, antd's tokens and words. */
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import { i18next } from '../texts/index.ts';
import { useSettings } from './settings.ts';
import { TOKENS, themeFor } from './theme.ts';

/** A long title leaves the cross that closes the dialogue free, in the largest text too. */
const MODAL = { styles: { title: { paddingInlineEnd: '2em' } } };

export function Providers({ children }: { readonly children: ReactNode }) {
  const { language, textSize } = useSettings();
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.fontSize = `${textSize}px`;
    document.title = i18next.t('app');
  }, [language, textSize]);
  return (
    <I18nextProvider i18n={i18next}>
      <ConfigProvider
        locale={language === 'en' ? enUS : zhCN}
        theme={themeFor(textSize, language === 'en' ? 'en' : 'zh')}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        modal={MODAL}
      >
        <div className={`${TOKENS} window`}>{children}</div>
      </ConfigProvider>
    </I18nextProvider>
  );
}
