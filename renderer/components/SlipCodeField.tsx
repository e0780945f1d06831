/** The entry slip's code (入席凭证), typed or pasted or read by camera: four groups of four, checked while one types. */
import { CameraOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Typography } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/refusal.ts';
import { readSlipCode } from '../../shared/slip/code.ts';
import { RefusalNote } from './RefusalNote.tsx';

const SlipCamera = lazy(() => import('./SlipCamera.tsx'));

/** As the field beside them, whose digits are larger. */
const AS_HIGH = { height: 'auto' } as const;

interface Props {
  readonly busy: boolean;
  /** What the station said to the last code. */
  readonly refusals: readonly Refusal[];
  /** Called with a code whose check symbol fits. */
  readonly onCode: (code: string) => void;
}

const SYMBOLS = 16;

/** As it is printed, in groups, as far as it is there. */
const grouped = (typed: string): string =>
  (
    typed
      .replace(/[\s-]/g, '')
      .toUpperCase()
      .slice(0, SYMBOLS)
      .match(/.{1,4}/g) ?? []
  ).join('-');

export function SlipCodeField({ busy, refusals, onCode }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  const [camera, setCamera] = useState(false);
  const id = useId();
  const whole = typed.replaceAll('-', '').length === SYMBOLS;
  const read = readSlipCode(typed);
  const own = !read.ok && (whole || asked) ? read.refusals : [];

  function submit(): void {
    setAsked(true);
    if (read.ok) onCode(read.value);
  }

  return (
    <Flex vertical gap={12}>
      <label htmlFor={id}>
        <Typography.Text strong>{t('slip.code')}</Typography.Text>
      </label>
      <Flex gap={8} wrap>
        <Input
          id={id}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          className="grouped-code"
          size="large"
          style={{ flex: '1 1 16em', fontSize: '1.4em', textAlign: 'center' }}
          placeholder="XXXX-XXXX-XXXX-XXXX"
          value={typed}
          status={own.length > 0 ? 'error' : ''}
          aria-invalid={own.length > 0}
          onChange={({ target }) => setTyped(grouped(target.value))}
          onPressEnter={(event) => {
            // Else the same key would press the button that has the focus next: whose slip it is would be answered before it is asked.
            event.preventDefault();
            submit();
          }}
        />
        <Button
          size="large"
          style={AS_HIGH}
          icon={<CameraOutlined aria-hidden />}
          onClick={() => setCamera((open) => !open)}
        >
          {t(camera ? 'slip.closeCamera' : 'slip.camera')}
        </Button>
        <Button size="large" style={AS_HIGH} type="primary" loading={busy} onClick={submit}>
          {t('slip.enter')}
        </Button>
      </Flex>
      <RefusalNote refusals={own.length > 0 ? own : refusals} />
      <Typography.Text type="secondary">{t('slip.help')}</Typography.Text>
      {camera ? (
        <Suspense>
          <SlipCamera
            onCode={(code) => {
              setCamera(false);
              setTyped(grouped(code));
              onCode(code);
            }}
          />
        </Suspense>
      ) : null}
    </Flex>
  );
}
