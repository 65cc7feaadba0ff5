// Stands in for the program: says what the program said in the story, and keeps what a test changes.

import type {
  AddedOptionView,
  ApplicantRow,
  BundleView,
  Command,
  CopyableStep,
  CopySource,
  CropperView,
  DraftRow,
  DraftView,
  ImportedPack,
  MailView,
  PreparedView,
  NamesView,
  OfficePersonView,
  OfficeRoundView,
  OfficeView,
  PrintView,
  WritingView,
  ProposalView,
  RosterRow,
  RosterView,
} from '../src/lib/ipc/contract.gen';
import { draft, reply, told } from './story';

type Args = Record<string, unknown>;

/** Drafts of the story: 张三's, whom most is about, one with comparisons, and one with cards and scans. */
export const [MAIN, COMPARING, SCANS] = [1, 4, 5] as const;

/** A letter to the school about what the portal shows wrongly; in the story it shows nothing so. */
export const LETTER: MailView = {
  id: 'school',
  title: '给学校的信',
  to: '',
  subject: '学籍信息更正：阿依古丽·买买提',
  body: '老师好：\n学籍信息 · 姓名：平台显示“张叁”，应为“张三”。',
  enclosed: '',
};

/** What stands for every picture of a file: somebody before a blue wall. */
const SOMEBODY =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 1400'%3E" +
  "%3Crect fill='%23438EDB' width='1200' height='1400'/%3E%3Cellipse fill='%23BFC4CB' cx='600' cy='575' rx='180' ry='275'/%3E" +
  "%3Cpath fill='%2359616D' d='M150 1400q50-450 450-450t450 450Z'/%3E%3C/svg%3E";

/** An office in which 张三 is worked on by another desk, and the code of it. */
export const OFFICE: OfficeView = {
  name: '二号窗口',
  folder: '/资料/office',
  there: true,
  carried: '2026-11-28 10:00',
  shared: 3,
  out: 1,
  come: 2,
  asked: 0,
  erased: 0,
  forgotten: 0,
  held: [{ applicant: 1, name: '张三', by: '一号窗口', minutes: 12 }],
};
const CODE = ['ABCDE', 'FGHJK', 'MNPQR', 'STVWX', 'YZ2345'];

export class Program {
  readonly convertFileSrc = () => SOMEBODY;

  desk = reply({ command: 'open_desk' });
  readonly drafts = new Map<number, DraftView>([MAIN, COMPARING, SCANS].map((id) => [id, draft(id)]));
  deadlines = reply({ command: 'deadlines' });
  settings = {
    locale: 'zh',
    theme: 'system',
    scale: 1,
    mask_numbers: false,
    // Most tests are of fields wherever they stand; those of parts turn it off.
    whole_page: true,
    reminders: true,
    lock_after: 0,
    keep_days: 180,
    ask_later: false,
    keys: {} as Record<string, string>,
  };
  /** Every command that came, in order. */
  asked: Command[] = [];
  /** Those that the story has no answer to, nor this stand-in. */
  readonly unknown: Command[] = [];
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
  /** What files of many would be called. */
  named: NamesView = {
    pattern: '{姓名}-{证件号后四位}-{文件}',
    fields: ['{姓名}', '{学号}'],
    presets: [
      { label: '姓名和证件尾号', pattern: '{姓名}-{证件号后四位}-{文件}' },
      { label: '学号和姓名', pattern: '{学号}-{姓名}-{文件}' },
    ],
    files: [{ whose: '张三', name: '张三-002X-准备回执.pdf', twice: false, there: false, written: true }],
    total: 1,
    twice: 0,
    there: 0,
    said: '共 1 个文件。',
    wrong: '',
  };
  /** What is in a bundle that somebody opens. */
  bundle: BundleView = {
    file: '备申交接包.beishen',
    made: '2026-11-28 17:40',
    people: [
      { name: '张三', id_tail: '002X', procedures: ['同等学力申硕'], said: '更新 2 项，两边都改过 1 项', new: false },
      { name: '李四', id_tail: '1234', procedures: [], said: '新增', new: true },
    ],
    differing: [
      {
        name: '张三',
        label: '手机号码',
        ours: '13800138000',
        ours_at: '2026-11-27 09:00',
        theirs: '13900139000',
        theirs_at: '2026-11-28 10:00',
        theirs_later: true,
        sensitive: true,
      },
    ],
    changes: true,
  };
  /** How it stands with the office, how each applicant does, and what a round comes to. */
  office: OfficeView | null = null;
  person: OfficePersonView = { shared: false, there: false, by: '', asked: null };
  round: OfficeRoundView = {
    message: '收进：新增 1 人，更新 1 人。放进待发 1 人。',
    left: ['1 人在这里的回收站里，取回后再收发。'],
    people: this.bundle.people,
    differing: this.bundle.differing,
    imports: [12, 11],
  };
  /** How many people are written as open files. */
  people = 0;
  /** What has left as files. */
  exports = reply({ command: 'exports' });
  printers: string[] = [];
  licences = true;
  /** What was handed to a printer. */
  printed: Args[] = [];
  packs = reply({ command: 'list_packs' });
  shelf = reply({ command: 'list_procedures' });
  /** What comes of making a photo ready, or why nothing does. */
  prepared: PreparedView | null = null;
  stopped = '';
  /** The photo to be cropped, and what is proposed once a line was moved. */
  cropper: CropperView | null = null;
  proposal: ProposalView | null = null;
  picked: string | null = '/文档/张三.jpg';
  /** From whom answers may be copied, and which. */
  others: CopySource[] = [];
  copyable: CopyableStep[] = [];
  /** Puts back what was removed last. */
  #taken: () => unknown = () => undefined;

  get draft(): DraftView {
    return this.#draft(MAIN);
  }

  #draft(id: number): DraftView {
    const known = this.drafts.get(id);
    if (!known) throw new Error(`no draft ${id}`);
    return known;
  }

  restored: unknown[] = [];
  /** How the vault's key is kept, and what was done about it. */
  keys = { chosen: false, locked: false, shared: false, passphrase: false, keychain: false, at_once: false };
  offer = { groups: ['ABCDE', 'FGHJK', 'MNPQR', 'STVWX', 'YZ0123'], asked: [1, 4], keychain: true, paper: 7 };
  kept: unknown[] = [];
  locked = false;
  backups = {
    folder: '/资料/beishen.vault.backups',
    all: [{ name: '20261128-090000.vault', at: '2026-11-28 09:00', before: false, size: 262144 }],
    second: null as { place: string; newest: string | null; there: boolean } | null,
  };

  invoke = async (command: string, args: Args = {}): Promise<unknown> => {
    if (command === 'call') return structuredClone(this.#call(args['request'] as Command));
    if (command === 'settings_get') return { ...this.settings };
    if (command === 'settings_set') return Object.assign(this.settings, args['settings']) && null;
    if (command === 'pick_file') return this.picked;
    if (command === 'pick_save') return this.saving ? `/文档/${String(args['name'])}` : null;
    if (command === 'pick_folder') return '/文档/回执';
    if (command === 'restore_backup') return this.restored.push(args['name']) && null;
    if (command === 'keep_second') {
      const place = args['place'] as string | null;
      this.backups.second = place === null ? null : { place, newest: '2026-11-28 09:00', there: true };
      return { ...this.backups };
    }
    if (command === 'adopt_backup') {
      if (args['typed'] !== 'ABCDE') throw { code: 'refused', message: '密码或恢复码不对。' };
      return this.restored.push(args['backup']) && null;
    }
    if (command === 'lock_view') return { ...this.keys };
    if (command === 'offer_code') return this.offer;
    if (command === 'keep_key') return this.kept.push(args['deed']) && Object.assign(this.keys, { chosen: true });
    if (command === 'lock') return this.keys.chosen && (this.locked = true);
    if (command === 'backups' || command === 'back_up') return this.backups;
    if (command === 'about') return { version: '0.1.0+abcdef0', licences: this.licences };
    if (command === 'open_licences') return this.opened.push('licences') > 0;
    if (command === 'printers') return this.printers;
    if (command === 'print') return this.printed.push(args) && null;
    if (command === 'open_path') return this.opened.push(args['path']) > 0;
    return null;
  };

  /** What the system calls the window. */
  title = '';
  readonly setTitle = async (title: string): Promise<void> => void (this.title = title);

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
    if (this.full && (it.command === 'answer' || it.command === 'set_history')) {
      throw { message: '磁盘已满，请清出空间后点“再试一次”。' };
    }
    const [own, added] = [this.packs.own, this.added];
    switch (it.command) {
      case 'leave_portal':
        return null;
      case 'put_back':
        return void this.#taken();
      case 'copy_sources':
        return { people: this.others.filter((a) => a.name.includes(it.query)), more: false };
      case 'copyable':
        return this.copyable;
      case 'copy_answers':
        return this.#draft(it.draft);
      case 'detach':
        this.#draft(it.draft).materials.forEach((material) => {
          if (material.id === it.material) material.file = null;
        });
        return this.#draft(it.draft);
      case 'search_applicants':
        return { ...this.desk, applicants: this.desk.applicants.filter((a) => a.name.includes(it.query)) };
      case 'list_roster':
        return this.#roster(it.query.text);
      case 'roster_marks':
        return this.#roster(it.query.text).rows.map((row) => ({
          applicant: row.applicant,
          draft: row.draft?.id ?? null,
        }));
      case 'show_applicant':
        return this.desk.applicants.find((a) => a.id === it.applicant) ?? null;
      case 'do_to_many':
        return { said: '已改 1 位。', undo: true, desk: this.desk };
      case 'undo_many':
        return { said: '已撤销。', undo: false, desk: this.desk };
      case 'set_about':
        return this.desk;
      case 'keep_look':
        return null;
      case 'add_applicant': {
        const added = reply(it);
        this.desk = added.desk;
        return added;
      }
      case 'erase_applicant':
        return Object.assign(this.desk, { bin: [], bin_total: 0 });
      case 'open_desk':
        return {
          ...this.desk,
          about: this.desk.applicants.find((a) => a.id === it.about) ?? null,
          office: this.office,
        };
      case 'rename_applicant':
      case 'bin_applicant':
      case 'restore_applicant':
        return this.desk;
      case 'deadlines':
        return this.deadlines;
      case 'exports':
        return this.exports;
      case 'name_many':
        return this.named;
      case 'to_erase':
        return '2 位申请人的 9 项内容、0 个文件、2 件事项，连同修改历史，都会彻底删除，备份里的也一样。';
      case 'remove_samples': {
        const applicants = this.desk.applicants.filter((a) => !a.sample);
        return (this.desk = { ...this.desk, applicants, total: applicants.length, samples: false });
      }
      case 'add_samples':
        return (this.desk = reply({ command: 'open_desk' }));
      case 'erase_applicants':
        return Object.assign(this.desk, { bin: [], bin_total: 0 });
      case 'export_many':
      case 'print_receipts':
      case 'print_progress':
      case 'stop_printing':
        return this.printing;
      case 'write_everything':
      case 'write_more':
        this.people = it.command === 'write_more' ? this.people + 8 : 8;
        return writing(this.people);
      case 'look_into':
        return {
          new: 12,
          here: 3,
          message: '可取入 12 人，3 人这里已有，不再取入。',
          failures: ['00004：文件不完整。'],
        };
      case 'take_everything_in':
        return { import: 7, message: '已取入 12 人。', added: 12, changed: 0, bad: 1 };
      case 'save_bundle':
        return { path: it.path, code: ['ABCD', '2345', 'EFGH', '6789'], people: it.applicants.length };
      case 'open_bundle':
        if (it.code !== 'ABCD-2345-EFGH-6789') throw { message: '交接码不对，请向对方核对。' };
        return this.bundle;
      case 'merge_bundle':
        return { import: 9, message: '新增 1 人，更新 1 人。', added: 1, changed: 1, bad: 0 };
      case 'leave_bundle':
        return null;
      case 'office':
        return this.office;
      case 'set_office': {
        const before = this.office;
        this.office = { ...(before ?? OFFICE), there: true, name: it.name };
        return { office: this.office, code: before || it.code ? null : CODE };
      }
      case 'office_code':
        return CODE;
      case 'leave_office':
        return (this.office = null);
      case 'share_applicants':
        this.person = { ...this.person, shared: true };
        return { put: it.applicants.length, too_large: [] };
      case 'office_round':
        return this.round;
      case 'office_person':
        return this.person;
      case 'office_take_over':
        return (this.person = { ...this.person, asked: 'take_over' });
      case 'office_let_go':
        return (this.person = { ...this.person, asked: 'let_go' });
      case 'office_forget':
        return this.office && (this.office = { ...this.office, asked: 1 });
      case 'open_cropper':
        if (!this.cropper) throw { message: '图片不完整或已损坏，请重新导出。' };
        return this.cropper;
      case 'propose_crop':
        return this.proposal ?? this.cropper?.proposal;
      case 'search_options':
        return told(it)?.reply ?? { options: [], total: 0 };
      case 'add_option':
        this.added.push({ fact: it.fact, label: it.fact, value: it.value, at: '2026-11-22' });
        return this.#draft(it.draft);
      case 'remove_option':
        this.#taken = () => (this.added = [...added]);
        this.added = this.added.filter((option) => option.value !== it.value);
        return this.added;
      case 'added_options':
        return this.added;
      case 'preview':
        return { preview: 1, pages: Array(3).fill({ width_mm: 210, height_mm: 297 }), missing: [] };
      case 'guide_picture':
        return { picture: 'data:image/png;base64,' };
      case 'preview_page':
        return { picture: 'data:image/png;base64,' };
      case 'save_paper':
      case 'save_desk_paper':
      case 'save_questionnaire':
      case 'save_preview':
      case 'save_file':
      case 'save_facts':
      case 'save_calendar':
        return { path: it.path, missing: [] };
      case 'export': {
        const files = it.files ? ['材料/电子照片.jpg'] : [];
        return { path: `${it.folder}/张三-同等学力申硕`, written: [...it.papers, ...files], missing: [], open: [] };
      }
      case 'take_pack_page':
      case 'take_pack_source':
        return { text: it.text };
      case 'try_pack':
        return { path: '/练习/our-school.html', missing: [] };
      case 'list_packs':
        return this.packs;
      case 'list_procedures':
        return this.shelf;
      case 'import_pack': {
        const imported = this.#said({ ...it, replace: false }) as ImportedPack;
        if (this.packs.own.length > 0 && !it.replace) return { title: null, packs: this.packs };
        this.packs = imported.packs;
        return imported;
      }
      case 'remove_pack':
        this.#taken = () => (this.packs.own = [...own]);
        this.packs.own = this.packs.own.filter((pack) => pack.file !== it.file);
        return this.packs;
      case 'close_preview':
      case 'visit':
      case 'leave_import':
        return null;
      case 'save_bad_rows':
      case 'save_template':
      case 'save_people':
        return { path: it.path, missing: [] };
      case 'map_column':
      case 'take_over':
        return reply({ command: 'read_table' });
      case 'run_import':
        return { import: 1, message: '新增 1 人，更新 1 人，1 行有问题没有导入。', added: 1, changed: 1, bad: 1 };
      case 'undo_import':
        return { message: '已撤销导入：移除 1 人，1 项恢复原样。', removed: 1, restored: 1, kept: 0 };
      case 'open_draft':
        return this.#draft(it.draft);
      case 'begin_again':
        return { ...this.#draft(it.draft), draft: COMPARING };
      case 'read_back_file':
        return this.#said({ ...it, command: 'read_back', text: it.path });
      default:
        return this.#said(it);
    }
  }

  /** The roster of those on the desk, all of it. */
  #roster(text: string): RosterView {
    const like = reply({ command: 'list_roster' });
    const row = (a: ApplicantRow, draft: DraftRow | null, first: boolean): RosterRow => ({
      applicant: a.id,
      name: a.name,
      id_tail: a.id_tail,
      sample: a.sample,
      twin: a.twin,
      class: a.about.class,
      tags: a.about.tags,
      note: a.about.note,
      changed: a.changed,
      fresh: false,
      first,
      made: true,
      draft,
    });
    const found = this.desk.applicants.filter((a) => a.name.includes(text));
    const rows = found.flatMap((a) =>
      a.drafts.length > 0 ? a.drafts.map((draft, at) => row(a, draft, at === 0)) : [row(a, null, true)],
    );
    return { ...like, rows, total: rows.length, people: found.length };
  }

  /** What the program said to it, with what that changes in a draft. What was never said changes what it names, no more. */
  #said(it: Command): unknown {
    const said = told(it);
    if (said?.failure) throw said.failure;
    const draft = 'draft' in it && it.draft !== null ? this.#draft(it.draft) : undefined;
    if (!said && !(draft && this.#changed(draft, it))) this.unknown.push(it);
    for (const [at, value] of Object.entries(said?.changed ?? {})) put(draft, at, value);
    if (it.command === 'answer') this.meanwhile?.();
    if (!said?.reply) return draft;
    return said.changed ? { ...said.reply, draft } : said.reply;
  }

  /** Tells whether a command is one that changes a draft. */
  #changed(draft: DraftView, it: Command): boolean {
    switch (it.command) {
      case 'answer': {
        const field = draft.steps.flatMap((step) => step.fields).find(({ fact }) => fact === it.fact);
        if (field) Object.assign(field, { typed: it.text, value: it.text, portal_value: it.text, provenance: 'typed' });
        return true;
      }
      case 'set_history':
        if (draft.history) draft.history.rows = it.rows;
        return true;
      case 'compare': {
        const items = draft.steps.flatMap((step) => step.comparison?.items ?? []);
        const { verdict, shown, evidence } = it;
        Object.assign(items.find(({ id }) => id === it.item) ?? {}, { verdict, shown, evidence });
        return true;
      }
      case 'seen_changes':
        draft.pack_changes = [];
        return true;
      case 'sign':
        draft.signature = it.strokes.length > 0 ? { strokes: it.strokes, at: '2026-11-22 14:32', stands: true } : null;
        return true;
      case 'prepare_photo':
      case 'prepare_scan':
        draft.materials.forEach((m) => Object.assign(m, { prepared: this.prepared, stopped: this.stopped }));
        return true;
      case 'log':
      case 'unlog':
      case 'fix':
      case 'attach':
      case 'undo':
        return true;
      default:
        return false;
    }
  }
}

type Tree = { [key: string]: Tree };

function put(view: unknown, at: string, value: unknown): void {
  const keys = at.split('/').slice(1);
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Tree | undefined>((it, key) => it?.[key], view as Tree);
  if (holder) holder[last] = value as Tree;
}

/** Everything as it is being written. */
function writing(done: number): WritingView {
  const running = done < 20;
  const message = running ? `已写出 ${done} / 20 人…` : '20 人的资料已全部写出，文件没有加密，请妥善保管。';
  return { path: '/文档/备申全部资料-20261122', total: 20, done, running, message, failures: [] };
}
