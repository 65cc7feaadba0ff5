// Stands in for the program: keeps answers in memory and replies as the contract says. For tests and pictures only.

import type {
  AddedOptionView,
  Command,
  CropperView,
  DraftView,
  FieldView,
  FindingView,
  ImportedPack,
  NameView,
  OptionView,
  PacksView,
  PreparedView,
  PrintView,
  ProposalView,
  ReadBackView,
  ReadFieldView,
  ReviewSection,
} from '../src/lib/ipc/contract.gen';
import { deadlines as firstDeadlines, desk as firstDesk, draft as firstDraft, finding } from './sample';

type Args = Record<string, unknown>;

/** The names of a few disciplines and peoples, with what they are found by. */
const TABLE = [
  ['机械工程', '0802', 'jxgc'],
  ['光学工程', '0803', 'gxgc'],
  ['土木工程', '0814', 'tmgc'],
  ['水利工程', '0815', 'slgc'],
  ['矿业工程', '0819', 'kygc'],
  ['交通运输工程', '0823', 'jtysgc'],
  ['河北中医药大学', '14432', 'hbzyydx'],
  ['汉族', '01', 'hz'],
  ['蒙古族', '02', 'mgz'],
] as const;

export class Program {
  desk = structuredClone(firstDesk);
  draft: DraftView = structuredClone(firstDraft);
  deadlines = structuredClone(firstDeadlines);
  settings = {
    locale: 'zh',
    theme: 'system',
    scale: 1,
    mask_numbers: false,
    whole_page: false,
    reminders: true,
    keys: {} as Record<string, string>,
  };
  /** Every command that came, in order. */
  asked: Command[] = [];
  /** Options added on this computer. */
  added: AddedOptionView[] = [];
  /** While set, answers cannot be saved. */
  full = false;
  /** What happens while an answer is on its way. */
  meanwhile: (() => void) | undefined;
  /** What runs before the window closes. */
  closing: ((event: { preventDefault: () => void }) => Promise<void>) | undefined;
  /** Whether the person says where to save. */
  saving = true;
  /** The files that were opened. */
  opened: unknown[] = [];
  /** How far the receipts of many are. */
  printing: PrintView | null = null;
  printers: string[] = [];
  /** What was handed to a printer. */
  printed: Args[] = [];
  packs: PacksView = { own: [], refused: [] };
  /** What comes of making a photo ready, or why nothing does. */
  prepared: PreparedView | null = null;
  stopped = '';
  /** The photo to be cropped, and what is proposed once a line was moved. */
  cropper: CropperView | null = null;
  proposal: ProposalView | null = null;
  picked: string | null = '/文档/张三.jpg';

  invoke = async (command: string, args: Args = {}): Promise<unknown> => {
    if (command === 'call') return structuredClone(this.#call(args['request'] as Command));
    if (command === 'settings_get') return { ...this.settings };
    if (command === 'settings_set') return Object.assign(this.settings, args['settings']) && null;
    if (command === 'pick_file') return this.picked;
    if (command === 'pick_save') return this.saving ? `/文档/${String(args['name'])}` : null;
    if (command === 'pick_folder') return '/文档/回执';
    if (command === 'printers') return this.printers;
    if (command === 'print') return this.printed.push(args) && null;
    if (command === 'open_path') return this.opened.push(args['path']) > 0;
    return null;
  };

  onClose = async (closing: NonNullable<Program['closing']>): Promise<() => void> => {
    this.closing = closing;
    return () => undefined;
  };

  /** The texts that came as answers to a fact. */
  answers(fact: string): string[] {
    return this.asked.flatMap((it) => (it.command === 'answer' && it.fact === fact ? [it.text] : []));
  }

  #call(it: Command): unknown {
    this.asked.push(it);
    const { draft } = this;
    if (this.full && (it.command === 'answer' || it.command === 'set_history')) {
      throw { code: 'disk_full', message: '磁盘已满，请清出空间后点“再试一次”。' };
    }
    switch (it.command) {
      case 'open_desk':
      case 'search_applicants': {
        const query = it.command === 'search_applicants' ? it.query : '';
        return { ...this.desk, applicants: this.desk.applicants.filter((a) => a.name.includes(query)) };
      }
      case 'add_applicant': {
        const id = 90;
        this.desk.applicants.push({
          id,
          name: it.name,
          id_tail: '',
          colour: 3,
          changed: '',
          deleted: null,
          drafts: [],
          closed: [],
          twin: '',
          sample: false,
        });
        this.desk.total += 1;
        return { applicant: id, desk: this.desk };
      }
      case 'answer':
        this.#answer(it.fact, it.text);
        this.meanwhile?.();
        return draft;
      case 'print_receipts':
      case 'print_progress':
      case 'stop_printing':
        return this.printing;
      case 'name_receipts':
        return it.choice.one_file ? ['回执单-20261122.pdf'] : ['BS-1.pdf'];
      case 'set_history':
        if (draft.history) draft.history.rows = it.rows;
        return draft;
      case 'undo':
        Object.assign(draft, { undo: false, redo: true, changed: '撤销了：参加工作年月改回 200606。' });
        return draft;
      case 'tick':
        draft.materials.forEach((m) => m.ticks.forEach((tick) => tick.id === it.tick && (tick.on = it.on)));
        draft.irreversible.forEach((point) => point.tick === it.tick && (point.on = it.on));
        return draft;
      case 'log': {
        const act = draft.acts.find((act) => act.id === it.act);
        const entry = `${it.act}#${draft.log.length}`;
        if (act) {
          Object.assign(act, { at: it.at ?? '刚刚', entry });
          draft.log.unshift({ ...act, act: act.id, entry, at: act.at ?? '', note: it.note });
        }
        return draft;
      }
      case 'unlog':
        draft.log = draft.log.filter((line) => line.entry !== it.entry);
        draft.acts.forEach((act) => act.entry === it.entry && Object.assign(act, { at: null, entry: null }));
        return draft;
      case 'compare':
        draft.steps.forEach((step) =>
          step.comparison?.items.forEach((item) => {
            if (item.id === it.item)
              Object.assign(item, { verdict: it.verdict, shown: it.shown, evidence: it.evidence });
          }),
        );
        return draft;
      case 'seen_changes':
        draft.pack_changes = [];
        return draft;
      case 'begin_again':
        return { ...draft, draft: 8 };
      case 'keep':
        draft.findings.forEach((f) => f.id === it.finding && (f.kept = it.on));
        return draft;
      case 'fix':
        draft.findings = draft.findings.filter((f) => f.id !== it.finding);
        return draft;
      case 'detach':
        draft.materials.forEach((m) => Object.assign(m, { file: null, checks: [] }));
        return draft;
      case 'prepare_photo':
      case 'prepare_scan':
        draft.materials.forEach((m) => Object.assign(m, { prepared: this.prepared, stopped: this.stopped }));
        return draft;
      case 'open_cropper':
        if (!this.cropper) throw { code: 'input', message: '图片不完整或已损坏，请重新导出。' };
        return this.cropper;
      case 'propose_crop':
        return this.proposal ?? this.cropper?.proposal;
      case 'search_options':
        return this.#options(it.query);
      case 'inspect_name':
        return this.#name(it.text);
      case 'add_option':
        this.added.push({ fact: it.fact, label: it.fact, value: it.value, at: '2026-11-22' });
        draft.findings = draft.findings.filter((f) => f.fact !== it.fact);
        return draft;
      case 'remove_option':
        this.added = this.added.filter((option) => option.value !== it.value);
        return this.added;
      case 'added_options':
        return this.added;
      case 'past_values':
        return [
          { text: '20060', at: '11-22 14:32', provenance: 'typed', current: true },
          { text: '200606', at: '11-22 14:30', provenance: 'typed', current: false },
        ];
      case 'review':
        return this.#review();
      case 'read_back':
      case 'read_back_file':
        return this.#readBack(it.command === 'read_back' ? it.text : it.path);
      case 'sign':
        draft.signature = it.strokes.length > 0 ? { strokes: it.strokes, at: '2026-11-22 14:32', stands: true } : null;
        return draft;
      case 'preview':
        return { preview: 1, pages: Array(3).fill({ width_mm: 210, height_mm: 297 }), missing: [] };
      case 'preview_page':
        return { picture: 'data:image/png;base64,' };
      case 'close_preview':
        return null;
      case 'save_paper':
      case 'save_desk_paper':
      case 'save_questionnaire':
      case 'save_preview':
      case 'save_receipt':
      case 'save_checklist':
      case 'save_correction':
      case 'save_facts':
      case 'save_calendar':
        return { path: it.path, missing: [] };
      case 'deadlines':
        return this.deadlines;
      case 'visit':
        return null;
      case 'profiles':
        return { profiles: [], free: [] };
      case 'list_packs':
        return this.packs;
      case 'import_pack':
        return this.#import(it.path, it.replace);
      case 'remove_pack':
        this.packs.own = this.packs.own.filter((pack) => pack.file !== it.file);
        return this.packs;
      case 'erase_applicant':
        this.desk.bin = [];
        this.desk.bin_total = 0;
        return this.desk;
      case 'begin_draft':
      case 'open_draft':
      case 'attach':
      case 'redo':
        return draft;
      default:
        return this.desk;
    }
  }

  /** Cleans a number as the program would, and knows one rule: a month has six digits. */
  #answer(fact: string, text: string): void {
    const fields = this.draft.steps.flatMap((step) => step.fields.map((field) => ({ step, field })));
    const hit = fields.find((it) => it.field.fact === fact);
    if (!hit) return;
    const value = text.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).trim();
    Object.assign(hit.field, {
      typed: text,
      value,
      portal_value: value,
      provenance: 'typed',
      provenance_note: '',
    } satisfies Partial<FieldView>);
    const others = this.draft.findings.filter((it) => it.fact !== fact);
    const wrong: FindingView[] =
      hit.field.kind === 'month' && value.length !== 6
        ? [
            finding(hit.step.id, fact, `${hit.field.label}是 ${value.length} 位，应为 6 位，例如 200606。`, {
              label: hit.field.label,
            }),
          ]
        : [];
    this.draft.findings = [...others, ...wrong];
    this.draft.saved_at = '14:33';
  }

  /** Takes every file for a pack of one school. */
  #import(path: string, replace: boolean): ImportedPack {
    const title = '同等学力申硕（示例大学）';
    if (!path.endsWith('.toml')) throw { code: 'input', message: `${path}：.：第 1 行不是正确的 TOML` };
    if (this.packs.own.length > 0 && !replace) return { title: null, packs: this.packs };
    this.packs.own = [{ file: 'own.toml', id: 'own', title, verified_on: '2026-11-20', extends: '同等学力申硕' }];
    return { title, packs: this.packs };
  }

  /** Knows one look-alike of the middle dot. */
  #name(text: string): NameView {
    const glyphs = [...text].map((character, index) => ({
      position: index + 1,
      character,
      code_point: `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
      plane: 0,
      name: character === '．' ? '全角句点' : '常用汉字',
      verdict: character === '．' ? ('fail' as const) : ('pass' as const),
      message: character === '．' ? '只是看着像“·”。' : '',
      remedy: character === '．' ? '替换为“·”，再对照证件确认。' : '',
    }));
    return { glyphs, fix: text.includes('．') ? text.replaceAll('．', '·') : null };
  }

  /** Knows one field, and the page it stands on. */
  #readBack(text: string): ReadBackView {
    const found = /学科名称：(.*)/.exec(text)?.[1];
    if (found === undefined) throw { code: 'input', message: '没有认出平台的项目，请在结果页全选、复制后再粘贴。' };
    const verdict = found === '土木工程' ? ('same' as const) : ('differs' as const);
    const field = (label: string, more: Partial<ReadFieldView>): ReadFieldView => ({
      id: `result.${label}`,
      label,
      gloss: '',
      expected: '',
      found: null,
      verdict: 'same',
      ignored: '',
      apart: '',
      sensitive: false,
      ...more,
    });
    const fields = [
      field('证件号码', {
        expected: '11010519491231002X',
        found: '110105********002X',
        ignored: '只能看到部分',
        sensitive: true,
      }),
      field('学科名称', { expected: '土木工程', found, verdict, apart: verdict === 'same' ? '' : '第 1 个字：土，建' }),
      field('学号', { expected: 'S0001', verdict: 'not_found' }),
    ];
    const labels = fields.filter((it) => it.verdict === 'differs').map((it) => it.label);
    this.draft.read_back = {
      at: '2026-11-22 14:31',
      page: '学位申请信息（结果页）',
      same: 2 - labels.length,
      differs: labels.length,
      not_found: 1,
      labels,
      stands: true,
    };
    return { page: this.draft.read_back.page, fields, practice: false, draft: this.draft };
  }

  #options(query: string): { options: OptionView[]; total: number } {
    const hits = TABLE.filter((row) => row.some((key) => key.includes(query)));
    const options = hits.map(([value, code, detail]) => ({
      value,
      code,
      detail,
      names: value === '河北中医药大学' ? '原名河北中医学院' : '',
      gloss: '',
      certainty: 'standard' as const,
      certainty_note: '',
    }));
    return { options, total: options.length };
  }

  #review(): ReviewSection[] {
    return this.draft.steps
      .filter((step) => step.fields.length > 0)
      .map((step) => ({
        step: step.id,
        title: step.title,
        rows: step.fields.map(({ fact, label, value, provenance_note, large }) => ({
          fact,
          label,
          value,
          provenance_note: provenance_note || (value ? '手填' : ''),
          large,
          findings: this.draft.findings.filter((it) => it.fact === fact).map((it) => it.message),
        })),
      }));
  }
}
