/** What stands on an entry slip (入席凭证). It is handed over on paper, in person; it is never in the package. */
import { TERMS } from '../../shared/evaluation/terms.ts';
import type { Project } from '../../shared/project/model.ts';

export interface Slip {
  readonly project: Pick<Project, 'code' | 'name' | 'lot' | 'regime'>;
  readonly person: { readonly id: string; readonly name: string; readonly organisation: string };
  readonly role: 'expert' | 'owner' | 'reserve' | 'supervisor';
  /** 16 symbols, in its one form. */
  readonly code: string;
  /** Fingerprint of the centre's key, hex. */
  readonly fingerprint: string;
}

/** Label and value of the slip's lines, in order; what is empty is left out. */
export function slipLines({
  project,
  person,
  role,
}: Slip): readonly (readonly [label: string, value: string])[] {
  const terms = TERMS[project.regime];
  const roles = {
    expert: terms.expert,
    owner: terms.delegate,
    reserve: '备选专家',
    supervisor: terms.supervisor,
  };
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['项目名称', project.name],
    ['项目编号', project.code],
    [terms.lot, project.lot],
    ['姓名', person.name],
    ['人员编号', person.id],
    ['身份', roles[role]],
    ['单位', person.organisation],
  ];
  return lines.filter((line): line is readonly [string, string] => line[1] !== undefined && line[1] !== '');
}

/** What the holder must know, in the order of need. */
export function slipInstructions({ project }: Slip): readonly string[] {
  const { supervisor } = TERMS[project.regime];
  return [
    '本凭证仅供本人使用，当面交付，不得拍照、复制或转交他人。',
    `入席时先核对席位屏幕上显示的交易中心密钥指纹，须与本凭证上的指纹逐组一致；不一致的，请勿输入凭证号码，并立即告知${supervisor}。`,
    '在席位上扫描二维码，或按组输入凭证号码；字母不分大小写，连字符可省略。',
    '评标期间请随身保管：更换席位或断电后重新入席，需再次输入。',
    `遗失或疑有泄露的，立即告知${supervisor}。评标结束后交回。`,
  ];
}
