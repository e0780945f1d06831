/** An installed app never runs without Chromium's sandbox, whoever leaves it away: an AppImage does so by itself where the system lets no user make namespaces. */
import { type Refusal, refusal } from '../../shared/refusal.ts';

const UNCONFINED = refusal(
  'NO_SANDBOX',
  '封评室不能在没有沙箱的情况下启动：请去掉启动参数 --no-sandbox；使用 AppImage 时由系统自动加上该参数的，请改用 deb 安装包，或者由管理员启用非特权用户命名空间',
  'Sealroom does not start without its sandbox: leave --no-sandbox away. Where an AppImage has added it, install the deb package instead, or have unprivileged user namespaces enabled',
);

/** Why this start goes no further; null: it may. Root has no sandbox in any Chromium, and no person works as root: tests do, in a container. */
export const unconfined = (start: {
  readonly installed: boolean;
  readonly noSandbox: boolean;
  readonly root: boolean;
}): Refusal | null => (start.installed && start.noSandbox && !start.root ? UNCONFINED : null);
