/** A fault of the window itself: nothing is lost, since everything that was saved lies with the station; it says so and draws the window anew. */
import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { i18next } from '../texts/index.ts';

interface State {
  readonly message: string | null;
}

export class Fault extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <Result
        status="error"
        title={i18next.t('fault.title')}
        subTitle={i18next.t('fault.text')}
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            {i18next.t('fault.again')}
          </Button>
        }
      >
        <details>
          <summary style={{ cursor: 'pointer', minHeight: 40 }}>{i18next.t('fault.said')}</summary>
          <code>{this.state.message}</code>
        </details>
      </Result>
    );
  }
}
