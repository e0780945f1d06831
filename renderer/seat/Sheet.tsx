/** A page in the middle of the window: one matter, its text, its one primary button. */
import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Wider, for tables. */
  readonly wide?: boolean;
}

export function Sheet({ title, children, wide = false }: Props) {
  return (
    <Flex justify="center" style={{ padding: 24 }}>
      <Card style={{ width: wide ? 1280 : 860, maxWidth: '100%' }}>
        <Flex vertical gap={16}>
          <Typography.Title level={3} style={{ margin: 0 }}>
            {title}
          </Typography.Title>
          {children}
        </Flex>
      </Card>
    </Flex>
  );
}
