/** Why something was not done: the core's own sentences, where they arose, until they are no longer true. */
import { Alert } from 'antd';
import { useContext } from 'react';
import type { Refusal } from '../../shared/refusal.ts';
import { useLanguage } from './languageOf.ts';
import { NamedProject, namedRefusal } from './namedRefusal.ts';

interface Props {
  readonly refusals: readonly Refusal[];
  /** A hint rather than an error: what still blocks a step. */
  readonly kind?: 'error' | 'warning' | 'info';
}

export function RefusalNote({ refusals, kind = 'error' }: Props) {
  const language = useLanguage();
  const project = useContext(NamedProject);
  if (refusals.length === 0) return null;
  return (
    <Alert
      role={kind === 'error' ? 'alert' : 'status'}
      type={kind}
      showIcon
      title={
        <ul
          style={{
            margin: 0,
            paddingInlineStart: refusals.length > 1 ? '1.2em' : 0,
            listStyle: refusals.length > 1 ? 'disc' : 'none',
          }}
        >
          {refusals.map((one) => (
            <li key={`${one.code} ${one.where ?? ''} ${one.zh}`}>
              {project === null ? one[language] : namedRefusal(project, language, one)}
              {one.where === undefined ? null : <code style={{ marginInlineStart: 8 }}>{one.where}</code>}
            </li>
          ))}
        </ul>
      }
    />
  );
}
