/** Page, size and turn of the document that one reads, and what stands beside its pages. */
import {
  AppstoreOutlined,
  DownOutlined,
  MinusOutlined,
  PlusOutlined,
  RotateRightOutlined,
  UnorderedListOutlined,
  UpOutlined,
} from '@ant-design/icons';
import { Button, Flex, Input, Select, Space, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FULL_SIZE, nextScale, type Zoom } from './pageLayout.ts';

/** What stands beside the pages. */
export type Panel = 'outline' | 'thumbnails' | null;

const PERCENTS = [50, 75, 100, 125, 150, 200];

interface Props {
  readonly page: number;
  readonly pages: number;
  readonly zoom: Zoom;
  /** CSS pixels of a point, as it is now. */
  readonly scale: number;
  readonly panel: Panel;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onTurn: () => void;
  readonly onPanel: (panel: Panel) => void;
  readonly children: ReactNode;
}

export function ReaderTools(props: Props) {
  const { page, pages, zoom, scale, panel, onPage, onZoom, onTurn, onPanel, children } = props;
  const { t } = useTranslation('seatDocuments');
  const tool = (name: string, icon: ReactNode, onClick: () => void, more: object = {}) => (
    <Button icon={icon} aria-label={name} title={name} onClick={onClick} {...more} />
  );
  const beside = (which: 'outline' | 'thumbnails') => ({
    'aria-pressed': panel === which,
    type: panel === which ? 'primary' : 'default',
  });
  const percent = Math.round((scale / FULL_SIZE) * 100);
  const percents = typeof zoom !== 'number' || PERCENTS.includes(percent) ? PERCENTS : [...PERCENTS, percent];
  return (
    <Flex gap={8} wrap align="center" role="toolbar" aria-label={t('tools')}>
      <Space.Compact>
        {tool(
          t('outline.title'),
          <UnorderedListOutlined aria-hidden />,
          () => onPanel(panel === 'outline' ? null : 'outline'),
          beside('outline'),
        )}
        {tool(
          t('thumbnails'),
          <AppstoreOutlined aria-hidden />,
          () => onPanel(panel === 'thumbnails' ? null : 'thumbnails'),
          beside('thumbnails'),
        )}
      </Space.Compact>
      <Flex align="center" gap={4}>
        {tool(t('pageBefore'), <UpOutlined aria-hidden />, () => onPage(page - 1), { disabled: page <= 1 })}
        <PageField page={page} pages={pages} onPage={onPage} />
        <Typography.Text className="figures">{t('ofPages', { pages })}</Typography.Text>
        {tool(t('pageBehind'), <DownOutlined aria-hidden />, () => onPage(page + 1), {
          disabled: page >= pages,
        })}
      </Flex>
      <Flex align="center" gap={4}>
        {tool(t('smaller'), <MinusOutlined aria-hidden />, () => onZoom(nextScale(scale, -1)))}
        <Select
          aria-label={t('zoom.title')}
          style={{ width: '7em' }}
          popupMatchSelectWidth={false}
          value={typeof zoom === 'number' ? `${percent}` : zoom}
          onChange={(chosen) =>
            onZoom(chosen === 'width' || chosen === 'page' ? chosen : (Number(chosen) / 100) * FULL_SIZE)
          }
          options={[
            { value: 'width', label: t('zoom.width') },
            { value: 'page', label: t('zoom.page') },
            ...percents.toSorted((a, b) => a - b).map((one) => ({ value: `${one}`, label: `${one}%` })),
          ]}
        />
        {tool(t('larger'), <PlusOutlined aria-hidden />, () => onZoom(nextScale(scale, 1)))}
      </Flex>
      {tool(t('turn'), <RotateRightOutlined aria-hidden />, onTurn)}
      {children}
    </Flex>
  );
}

function PageField({ page, pages, onPage }: Pick<Props, 'page' | 'pages' | 'onPage'>) {
  const { t } = useTranslation('seatDocuments');
  const [typed, setTyped] = useState(`${page}`);
  useEffect(() => setTyped(`${page}`), [page]);
  const go = (): void => {
    const number = Number(typed);
    const known = Number.isInteger(number) && number >= 1 && number <= pages;
    if (known && number !== page) onPage(number);
    if (!known) setTyped(`${page}`);
  };
  return (
    <Input
      className="figures"
      aria-label={t('pageField')}
      inputMode="numeric"
      style={{ width: '3.6em', textAlign: 'end' }}
      value={typed}
      onChange={({ target }) => setTyped(target.value.replace(/\D/gu, '').slice(0, 6))}
      onFocus={({ target }) => target.select()}
      onBlur={go}
      onPressEnter={go}
    />
  );
}
