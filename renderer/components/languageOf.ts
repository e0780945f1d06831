/** The core says its refusals in `zh` and `en`; windows are set to a locale. */
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/refusal.ts';

/** The core's language of this window, as it is set now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}
