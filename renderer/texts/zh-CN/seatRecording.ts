/** The recording of the seat: its mark, its troubles, what is told before the sign-in. */
export const seatRecording = {
  state: {
    starting: '正在启动录制',
    recording: '正在录音录像',
    paused: '录音录像已暂停',
    trouble: '录音录像异常',
  },
  tracks: { screen: '屏幕', camera: '摄像头和麦克风' },
  details: {
    title: '本席位录音录像',
    own: '本席位的屏幕',
    none: '未接通',
    last: '最近写入',
    disk: '磁盘',
    hours: '按当前用量还可录制约 {{hours}} 小时',
    measuring: '正在测算',
    unsent: '待送主机',
    size: '{{size}} 兆字节',
  },
  problem: {
    'camera-lost':
      '摄像头没有画面，正在自动重新接通。请检查摄像头是否插好、镜头盖是否打开；仍未恢复的，请呼叫{{terms.supervisor}}。可继续评审。',
    'microphone-lost':
      '麦克风没有声音，正在自动重新接通。请检查麦克风是否插好、是否静音；仍未恢复的，请呼叫{{terms.supervisor}}。可继续评审。',
    'screen-lost':
      '屏幕录制中断，正在自动恢复。请勿改动显示器接线和显示设置；仍未恢复的，请呼叫{{terms.supervisor}}。可继续评审。',
    'no-data':
      '录制设备没有送出数据，正在自动重新启动录制。仍未恢复的，请呼叫{{terms.supervisor}}。可继续评审。',
    asleep: '本机曾停止运行或者休眠，录制正在重新开始，中断的时段已记录。请勿合上机盖或者让本机休眠。',
    'recorder-failed':
      '录制程序出错，正在自动重新启动录制。仍未恢复的，请呼叫{{terms.supervisor}}。可继续评审。',
    gone: '本机服务已停止，录制随之中断；服务恢复后自动继续录制，中断的时段将予记录。请稍候，不要关机；仍未恢复的，请举手示意{{terms.supervisor}}。',
    late: '本机服务没有及时保存录像，录像暂存在内存中。请不要关机，并立即呼叫{{terms.supervisor}}。',
  },
  diskWarning:
    '磁盘空间不足，按当前用量还可录制约 {{hours}} 小时，已降低录制帧率。请告知{{terms.supervisor}}。可继续评审。',
  notice: {
    title: '本席位将录音录像',
    what: '录制内容：本席位的屏幕画面、摄像头画面和麦克风声音。',
    when: '录制时间：自准入起，至评分开启或者评标室关闭止；宣布暂停期间不录制。',
    who: '屏幕录像加密保存，评分开启前任何人无法查看；摄像头画面和声音可由{{terms.supervisor}}实时查看，录像加密保存，随评标结果一并封存、移交。',
    agree: '签到即表示您知悉并同意上述录制；不同意的，请不要签到，并告知{{terms.supervisor}}。',
    agreed: '您已在签到时同意上述录制；签署承诺时一并确认。',
  },
} as const;
