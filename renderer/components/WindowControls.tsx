/** What every window has at its upper right: text size, language, the manual. */
import { FontSizeOutlined, GlobalOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Dropdown, Space } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { TEXT_SIZES, useSettings } from '../app/settings.ts';

const NAMES = { 16: 'standard', 20: 'large', 24: 'largest' } as const;

export const WindowControls = memo(function WindowControls({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation();
  const { language, textSize, setLanguage, setTextSize } = useSettings();
  return (
    <Space size={4}>
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          selectedKeys: [`${textSize}`],
          items: TEXT_SIZES.map((size) => ({ key: `${size}`, label: t(`textSizes.${NAMES[size]}`) })),
          onClick: ({ key }) => setTextSize(TEXT_SIZES.find((size) => `${size}` === key)!),
        }}
      >
        <Button type="text" icon={<FontSizeOutlined aria-hidden />}>
          {t('textSize')}
        </Button>
      </Dropdown>
      <Button
        type="text"
        icon={<GlobalOutlined aria-hidden />}
        lang={language === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
      >
        {t('otherLanguage')}
      </Button>
      <Button type="text" icon={<QuestionCircleOutlined aria-hidden />} onClick={onHelp}>
        {t('help')}
      </Button>
    </Space>
  );
});
