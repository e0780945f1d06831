/** The chooser of stations. */
export const chooser = {
  title: '封评室',
  subtitle: '隔离评标室客户端',
  station: {
    title: '打开工作站',
    text: '请选择交易中心为本机配置的工作站文件（station.json）。',
    open: '选择工作站文件',
  },
  demonstration: {
    title: '演示',
    text: '在本机准备一套演示项目：一个{{terms.supervisor}}工作站、各评标席位和一个交易中心。演示的结果带有演示标记，不能用作评标结果。',
    prepare: '准备演示项目',
    stations: '演示工作站',
    marked: '以下为演示用工作站和入席凭证，评标日志中将标明“演示”。',
    person: '姓名',
    role: '身份',
    slip: '入席凭证',
  },
  roles: { seat: '席位 {{name}}', room: '{{terms.supervisor}}工作站', centre: '交易中心工作站' },
  people: { expert: '评标委员会成员', supervisor: '{{terms.supervisor}}' },
} as const;
