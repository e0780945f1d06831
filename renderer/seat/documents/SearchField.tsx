/** What is looked for in the document, how often it is there, and the way from one to the next. */
import { DownOutlined, SearchOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Space, Typography } from 'antd';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Search } from './useSearch.ts';

interface Props {
  readonly looked: string;
  readonly onLook: (looked: string) => void;
  readonly search: Search;
  /** Pages of the document. */
  readonly pages: number;
  readonly onLeave: () => void;
  readonly ref: Ref<InputRef>;
}

export function SearchField({ looked, onLook, search, pages, onLeave, ref }: Props) {
  const { t } = useTranslation('seatDocuments');
  const { hits, at, read } = search;
  const done = read === pages;
  const said = !done
    ? t('search.going', { percent: Math.floor((read * 100) / pages) })
    : hits.length === 0
      ? t('search.none')
      : t('search.at', { at: at + 1, count: hits.length });
  const move = (name: string, icon: ReactNode, direction: 1 | -1) => (
    <Button
      icon={icon}
      aria-label={name}
      title={name}
      disabled={hits.length === 0}
      onClick={() => search.move(direction)}
    />
  );
  return (
    <Space.Compact style={{ maxWidth: '100%' }}>
      <Input
        ref={ref}
        aria-label={t('search.field')}
        placeholder={t('search.field')}
        prefix={<SearchOutlined aria-hidden />}
        suffix={
          <Typography.Text role="status" type="secondary" className="figures">
            {looked.trim() === '' ? null : said}
          </Typography.Text>
        }
        style={{ flex: '0 1 15em', minWidth: 0 }}
        value={looked}
        onChange={({ target }) => onLook(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search.move(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape' && looked !== '') onLook('');
          else if (event.key === 'Escape') onLeave();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {move(t('search.before'), <UpOutlined aria-hidden />, -1)}
      {move(t('search.behind'), <DownOutlined aria-hidden />, 1)}
    </Space.Compact>
  );
}
