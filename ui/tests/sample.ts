// What the program might answer. The people are invented; the number is the example of GB 11643-1999.

import type {
  DeadlinesView,
  DeskView,
  DraftView,
  FieldView,
  FindingView,
  ProcedureCard,
} from '../src/lib/ipc/contract.gen';
import type { StepView } from '../src/lib/ipc/contract.gen';

const GUIDE = '《同等学力申硕网上注册及提交学位申请流程》2023';

export function field(fact: string, label: string, more: Partial<FieldView> = {}): FieldView {
  const value = more.value ?? more.typed ?? '';
  return {
    fact,
    label,
    hint: '',
    kind: 'text',
    required: true,
    sensitive: false,
    typed: value,
    value,
    portal_value: value,
    provenance: value ? 'typed' : 'none',
    provenance_note: '',
    derived_note: '',
    options: null,
    searchable: false,
    open: false,
    large: false,
    identity: false,
    only_here: false,
    inspect: false,
    margin: {
      portal: [{ page: '注册系统新用户', label, format: '', required: true }],
      how: '',
      source: `${GUIDE}，三、填写注册信息`,
      differs: '',
    },
    ...more,
  };
}

export function choice(
  fact: string,
  label: string,
  value: string,
  values: string[],
  more: Partial<FieldView> = {},
): FieldView {
  const options = values.map((it) => ({
    value: it,
    code: '',
    detail: '',
    names: '',
    gloss: '',
    certainty: 'manual' as const,
    certainty_note: '',
  }));
  return field(fact, label, { kind: 'choice', value, options, ...more });
}

export function finding(step: string, fact: string, message: string, more: Partial<FindingView> = {}): FindingView {
  return {
    id: `${step}-${fact}-${more.reason ?? 'shape'}`,
    step,
    rule: fact,
    reason: 'shape',
    severity: 'error',
    fact,
    row: null,
    label: '',
    message,
    fixes: [],
    source: '',
    differs: '',
    missing: false,
    keepable: false,
    kept: false,
    ...more,
  };
}

export const procedures: ProcedureCard[] = [
  {
    id: 'tdxl',
    title: '同等学力申硕',
    summary: '在学信网同等学力平台注册、上传照片、填写基本信息并提交学位申请。',
    minutes: 25,
    steps: 6,
    needs: [
      '居民身份证原件',
      '近三个月的蓝底免冠照片，JPG',
      '前置学位证书',
      '工作与学习经历的起止年月',
      '收得到邮件的常用邮箱',
    ],
    irreversible: ['姓名一经注册不能修改，请与证件逐字核对。', '学位类型选错只能取消后重新申请，请先核对。'],
    basis: GUIDE,
    verified_on: '2026 年 11 月 22 日',
  },
  {
    id: 'bachelor',
    title: '学士学位申请',
    summary: '继续教育毕业生，学校学位申请入口。',
    minutes: 15,
    steps: 5,
    needs: ['居民身份证', '毕业证书'],
    irreversible: [],
    basis: '《学士学位申请指南》2022',
    verified_on: '2026 年 11 月 22 日',
  },
];

const step = (id: string, title: string, more: Partial<StepView>): StepView => ({
  id,
  title,
  status: 'not_started',
  errors: 0,
  warnings: 0,
  fields: [],
  has_history: false,
  materials: [],
  comparison: null,
  irreversible: [],
  known: [],
  ...more,
});

const name = field('person.name', '姓名', { value: '张三', hint: '与证件一字不差', large: true, inspect: true });
const idNumber = field('person.id_number', '证件号码', {
  value: '11010519491231002X',
  sensitive: true,
  hint: '空格和横线会自动去掉',
  derived_note: '由号码得出：1949 年 12 月 31 日，女，北京市朝阳区',
});
const birth = field('person.birth_date', '出生日期', {
  kind: 'date',
  typed: '',
  value: '19491231',
  provenance: 'derived',
  provenance_note: '由证件号码推算',
});

export const steps: StepView[] = [
  step('register', '注册信息', {
    status: 'completed',
    irreversible: [
      {
        id: 'name-locked',
        fact: 'person.name',
        text: '姓名一经注册不能修改，请与证件逐字核对。',
        source: `${GUIDE}，基本信息 › 姓名`,
        tick: 'irreversible.name-locked',
        on: false,
      },
    ],
    fields: [
      name,
      choice(
        'person.id_type',
        '证件类型',
        '中华人民共和国居民身份证',
        [
          '中华人民共和国居民身份证',
          '护照',
          '港澳居民来往内地通行证',
          '台湾居民来往大陆通行证',
          '外国人永久居留身份证',
        ],
        {
          typed: '',
          provenance: 'usual',
          provenance_note: '预填，请核对',
        },
      ),
      idNumber,
      field('contact.email', '电子邮箱地址', { value: 'zhangsan@example.cn', hint: '激活邮件发到这里，请用常用邮箱' }),
      field('account.username', '用户名', {
        typed: '',
        value: 'zhangsan@example.cn',
        provenance: 'derived',
        provenance_note: '同电子邮箱地址',
        required: false,
      }),
      field('contact.mobile', '移动电话', {
        value: '13800008000',
        sensitive: true,
        hint: '本人手机，用于找回密码和短信通知',
      }),
      field('contact.address', '通信地址', { value: '示例市示例区示例路 1 号' }),
    ],
  }),
  step('photo', '电子照片', { status: 'has_problems', errors: 1, warnings: 1, materials: ['photo'] }),
  step('basic', '基本信息', {
    status: 'has_problems',
    errors: 1,
    warnings: 1,
    known: [name, idNumber],
    fields: [
      field('person.name_pinyin', '姓名拼音', {
        typed: '',
        value: 'ZHANG SAN',
        provenance: 'derived',
        provenance_note: '由姓名推算',
      }),
      birth,
      field('work.start_month', '参加工作年月', {
        kind: 'month',
        value: '20060',
        hint: '6 位数字，如 200606',
        margin: {
          portal: [{ page: '填写个人基本信息', label: '参加工作年月', format: '六位数字，如 200606', required: true }],
          how: '第一次正式工作的年月，以档案为准。',
          source: `${GUIDE}，七、填写个人基本信息：“如:200606”`,
          differs: '',
        },
      }),
      field('degree.prior_month', '获前置学位年月', {
        kind: 'month',
        value: '201406',
        hint: '学位证书上的年月，如 200606',
      }),
      choice('degree.prior_type', '前置学位类别', '学士', ['学士', '硕士', '博士']),
      choice('person.ethnic_group', '民族', '汉族', [], { options: null, searchable: true }),
      choice('person.political_status', '政治面貌', '', [
        '中共党员',
        '中共预备党员',
        '共青团员',
        '民主党派',
        '无党派人士',
        '群众',
      ]),
    ],
  }),
  step('history', '个人经历', { status: 'in_progress', warnings: 1, has_history: true }),
  step('degree', '学位与学科', {
    status: 'in_progress',
    irreversible: [
      {
        id: 'degree-type',
        fact: 'degree.type',
        text: '学位类型选错只能取消后重新申请，请先核对。',
        source: `${GUIDE}，八、提交学位申请：“一旦选择错误,需要取消后重新申请”`,
        tick: 'irreversible.degree-type',
        on: false,
      },
    ],
    fields: [
      choice('degree.province', '学位授予单位所在省市地区', '湖北省', [], { options: null, searchable: true }),
      choice('degree.institution', '学位授予单位', '示例大学', [], { options: null, searchable: true, open: true }),
      choice('degree.type', '申请学位类型', '学术型学位', ['学术型学位', '专业学位']),
      choice('degree.category', '申请学位学科门类', '工学', [
        '哲学',
        '经济学',
        '法学',
        '教育学',
        '文学',
        '历史学',
        '理学',
        '工学',
        '农学',
        '医学',
      ]),
      choice('degree.discipline', '申请学位学科名称', '', [], { options: null, searchable: true }),
      choice('degree.applicant_type', '申请人类别', '其他在职人员', ['教师', '其他在职人员']),
      field('degree.apply_month', '网上学位申请年月', {
        kind: 'month',
        typed: '',
        value: '202611',
        provenance: 'usual',
        provenance_note: '预填本月',
      }),
    ],
  }),
  step('work', '工作单位', {
    status: 'completed',
    fields: [
      field('work.employer', '工作单位', { value: '示例设计院' }),
      choice('work.employer_type', '单位性质', '企业', ['机关', '事业单位', '企业', '部队']),
    ],
  }),
];

export const findings: FindingView[] = [
  finding('photo', 'files.photo', '照片 243K，平台上限 200K。请压缩或重新导出。', {
    label: '电子照片',
    reason: 'size',
  }),
  finding('photo', 'files.photo', '照片里留有修图软件的名字。请确认没有修饰。', {
    label: '电子照片',
    reason: 'edited',
    severity: 'warning',
    keepable: true,
  }),
  finding('basic', 'work.start_month', '参加工作年月是 5 位，应为 6 位，例如 200606。', { label: '参加工作年月' }),
  finding('basic', 'degree.prior_month', '经历里 2015 年 6 月毕业，这里是 2014 年 6 月。', {
    label: '获前置学位年月',
    severity: 'warning',
    fixes: ['改成 201506'],
    keepable: true,
  }),
  finding('basic', 'person.political_status', '政治面貌还没填，平台必填。', {
    label: '政治面貌',
    reason: 'missing',
    missing: true,
  }),
  finding('history', 'history', '2018 年 7 月至 2018 年 12 月没有经历。可以补一段，或延长上一段。', {
    reason: 'gap',
    row: 2,
    severity: 'warning',
    fixes: ['补一段：待业/备考', '延长上一段'],
    keepable: true,
    label: '个人经历',
  }),
  finding('degree', 'degree.discipline', '申请学位学科名称还没填，平台必填。', {
    label: '申请学位学科名称',
    reason: 'missing',
    missing: true,
  }),
];

const png =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 390 567"%3E%3Crect fill="%235B8FCF" width="390" height="567"/%3E%3Cpath fill="%2359616D" d="M10 567c6-54 40-74 118-92l67 36 67-36c78 18 112 38 118 92Z"/%3E%3Cellipse cx="195" cy="250" rx="112" ry="150" fill="%23BFC4CB"/%3E%3C/svg%3E';

export const draft: DraftView = {
  draft: 7,
  applicant: { id: 1, name: '张三', colour: 1, sample: false },
  procedure: procedures[0] as ProcedureCard,
  saved_at: '14:32',
  undo: true,
  redo: false,
  position: 'basic',
  done: 2,
  total: 6,
  errors: 2,
  warnings: 3,
  ready: false,
  steps,
  findings,
  history: {
    rows: [
      { from: '201109', to: '201506', place: '示例大学', role: '土木工程专业，学生', witness: '李四' },
      { from: '201507', to: '201806', place: '示例建筑公司', role: '技术员', witness: '王五' },
      { from: '201901', to: '202611', place: '示例设计院', role: '工程师', witness: '赵六' },
    ],
    this_month: '202611',
    segments: [
      { kind: 'row', row: 0, from: '201109', to: '201506', start: 0, end: 0.251, label: '示例大学', lane: 0 },
      { kind: 'row', row: 1, from: '201507', to: '201806', start: 0.251, end: 0.448, label: '示例建筑公司', lane: 0 },
      {
        kind: 'gap',
        row: null,
        from: '201807',
        to: '201812',
        start: 0.448,
        end: 0.481,
        label: '2018 年 7 月至 12 月没有经历',
        lane: 0,
      },
      { kind: 'row', row: 2, from: '201901', to: '202611', start: 0.481, end: 1, label: '示例设计院', lane: 0 },
    ],
    columns: { from: '起始年月', to: '截止年月', place: '学习或工作单位', role: '专业、职务', witness: '证明人' },
  },
  materials: [
    {
      id: 'photo',
      title: '电子照片',
      detail: '390×567 像素，200K 以内，JPG',
      required: true,
      source: `${GUIDE}，六、上传电子照片`,
      file: { name: '张三.jpg', preview: png, facts: 'JPEG · 390 × 567 · 243 KB' },
      checks: [
        { label: '文件大小', value: '243K', limit: '200K 以内', verdict: 'fail' },
        { label: '修图痕迹', value: '有修图软件名', limit: '不得修饰', verdict: 'ask' },
        { label: '文件格式', value: 'JPEG，24 位', limit: 'JPG，24 位', verdict: 'pass' },
        { label: '宽 × 高', value: '390 × 567', limit: '390 × 567', verdict: 'pass' },
        { label: '头部大小', value: '', limit: '宽 21–24 mm，长 28–33 mm', verdict: 'unknown' },
      ],
      ticks: [
        { id: 'photo.no_hat', text: '免冠', on: true },
        { id: 'photo.ears', text: '露出双耳和眉毛', on: true },
        { id: 'photo.glare', text: '眼镜不反光', on: false },
        { id: 'photo.uniform', text: '不穿制服', on: false },
        { id: 'photo.untouched', text: '没有修饰', on: false },
      ],
    },
  ],
  deadlines: [
    {
      id: 'activation',
      title: '激活账号',
      due: '11-23 10:30',
      left: '还剩 20 小时',
      over: false,
      source: `${GUIDE}，四、激活账号：“24小时内完成激活”`,
      differs: '同一说明书备注写“保留一周”；请以 24 小时为准。',
    },
  ],
  stages: [
    {
      id: 'register',
      title: '1 填写信息',
      detail: '在平台填写注册信息并提交。',
      status: 'done',
      act: 'registered',
      expected: '',
    },
    {
      id: 'activate',
      title: '2 邮箱验证',
      detail: '24 小时内点击激活邮件中的链接。',
      status: 'current',
      act: 'activated',
      expected: '',
    },
    {
      id: 'photo',
      title: '上传电子照片',
      detail: '3 注册成功后登录，上传照片。',
      status: 'not_started',
      act: 'photo_uploaded',
      expected: '',
    },
    {
      id: 'review',
      title: '查看申请状态',
      detail: '学位授予单位审核期间，在平台查看申请状态。',
      status: 'not_started',
      act: 'exam_passed',
      expected: '',
    },
  ],
  acts: [
    {
      id: 'registered',
      title: '我已提交注册',
      at: '2026-11-22 10:30',
      answer: false,
      note_label: '',
      entry: 'registered',
    },
    { id: 'activated', title: '我已激活账号', at: null, answer: false, note_label: '', entry: null },
    { id: 'photo_uploaded', title: '我已上传照片', at: null, answer: false, note_label: '', entry: null },
    { id: 'exam_passed', title: '我已通过全国统考', at: null, answer: false, note_label: '', entry: null },
  ],
  log: [
    { entry: 'registered', act: 'registered', title: '我已提交注册', at: '2026-11-22 10:30', note: '', answer: false },
  ],
  irreversible: steps.flatMap((it) => it.irreversible),
  stale: [],
  pack_changes: [],
  twin: '',
  closed: null,
  read_back: null,
  help: [
    {
      id: 'no-mail',
      title: '收不到激活邮件',
      text: '先看垃圾箱；确认邮箱没有写错；仍没有就换一个邮箱重新注册。',
      source: `${GUIDE}，备注`,
      says: ['该邮件地址已被注册'],
      cases: [],
      differs: '',
    },
    {
      id: 'cleared',
      title: '没有及时激活会怎样',
      text: '请在 24 小时内激活；已被清除就重新注册。',
      source: `${GUIDE}，四、激活账号`,
      says: [],
      cases: [],
      differs: '',
    },
    {
      id: 'labels',
      title: '同一项有两种叫法',
      text: '申请人类别与申请人类型、网上学位申请年月与学位申请年月，都是同一项。',
      source: `${GUIDE}，八、提交学位申请`,
      says: [],
      cases: [],
      differs: '',
    },
  ],
  changed: null,
};

export const desk: DeskView = {
  applicants: [
    {
      id: 1,
      name: '张三',
      id_tail: '002X',
      colour: 1,
      changed: '11-22 14:32',
      deleted: null,
      sample: false,
      closed: [],
      twin: '',
      drafts: [
        {
          id: 7,
          procedure: 'tdxl',
          title: '同等学力申硕',
          done: 2,
          steps: 6,
          errors: 2,
          warnings: 3,
          status: 'has_problems',
          deadline: draft.deadlines[0] ?? null,
          installed: true,
        },
      ],
    },
    {
      id: 2,
      name: '阿依古丽·买买提',
      id_tail: '1024',
      colour: 2,
      changed: '11-21 09:10',
      deleted: null,
      sample: true,
      closed: [],
      twin: '',
      drafts: [
        {
          id: 8,
          procedure: 'tdxl',
          title: '同等学力申硕',
          done: 6,
          steps: 6,
          errors: 0,
          warnings: 1,
          status: 'completed',
          deadline: null,
          installed: true,
        },
        {
          id: 9,
          procedure: 'bachelor',
          title: '学士学位申请',
          done: 1,
          steps: 5,
          errors: 0,
          warnings: 0,
          status: 'in_progress',
          deadline: null,
          installed: true,
        },
      ],
    },
    {
      id: 3,
      name: '赵六',
      id_tail: '5526',
      colour: 3,
      changed: '11-20 16:00',
      deleted: null,
      sample: false,
      closed: [],
      twin: '',
      drafts: [],
    },
  ],
  bin: [
    {
      id: 4,
      name: '周八',
      id_tail: '2208',
      colour: 4,
      changed: '11-01 08:00',
      deleted: '11-19 17:20',
      sample: false,
      closed: [],
      twin: '',
      drafts: [],
    },
  ],
  total: 3,
  bin_total: 1,
  procedures,
  recovered: null,
  samples: true,
};

export const deadlines: DeadlinesView = {
  today: '2026-11-22',
  items: [
    {
      draft: 7,
      applicant: '张三',
      procedure: '同等学力申硕',
      id: 'activation',
      title: '激活账号',
      waiting: false,
      from: '2026-11-22',
      to: '2026-11-22',
      due: '11-22 08:30',
      left: '已过 1 小时',
      over: true,
      source: `${GUIDE}，四、激活账号`,
    },
    {
      draft: 8,
      applicant: '阿依古丽·买买提',
      procedure: '同等学力申硕',
      id: 'review',
      title: '查看申请状态',
      waiting: true,
      from: '2026-11-29',
      to: '2026-12-02',
      due: '预计 11-29 至 12-02',
      left: '',
      over: false,
      source: `${GUIDE}，左侧菜单`,
    },
  ],
};
