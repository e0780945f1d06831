/** The supervisor's wall of live pictures. */
export const roomWall = {
  note: '画面和声音仅供现场监督，不含席位屏幕。',
  restarting: '监看程序正在重新启动，评标不受影响，画面将自动恢复',
  who: '{{seat}} 号席位 {{name}}',
  large: '{{name}} 的大画面',
  state: {
    live: '画面正常',
    none: '无画面',
    lost: '连接中断',
    empty: '未入席',
    monitor: '监看程序启动中',
  },
  listen: '监听声音',
  stop: '停止监听',
  listening: '正在监听',
  silent: '未监听',
  journalled: '每次监听在发出声音之前记入评标日志。',
  close: '关闭大画面',
  outside: '监管系统正在接收 {{count}} 路画面。',
} as const;
