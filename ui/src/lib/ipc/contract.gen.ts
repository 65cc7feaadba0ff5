// Written by `cargo xtask contract`. Do not edit.

export type Locale = "zh" | "en";

/** A command and the language of its answer. */
export type Request = { locale: Locale } & Command;

/** What comes back of each command. */
export interface Replies {
  open_desk: DeskView;
  list_roster: RosterView;
  roster_marks: Array<MarkView>;
  neighbour: NeighbourView | null;
  show_applicant: ApplicantRow | null;
  set_about: DeskView;
  do_to_many: ManyView;
  undo_many: ManyView;
  to_erase: string;
  erase_applicants: DeskView;
  classes: ClassesView;
  preview_class: ClassPreview;
  set_class: ManyView;
  keep_look: null;
  search_applicants: DeskView;
  add_applicant: AddedApplicant;
  add_samples: DeskView;
  remove_samples: DeskView;
  rename_applicant: DeskView;
  bin_applicant: DeskView;
  restore_applicant: DeskView;
  erase_applicant: DeskView;
  read_answers: ImportView;
  read_table: ImportView;
  show_sheet: ImportView;
  map_column: ImportView;
  leave_hidden: ImportView;
  take_over: ImportView;
  import_rows: ImportRowsView;
  run_import: ImportedView;
  undo_import: TakenBackView;
  imports: Array<ImportLine>;
  save_bad_rows: SavedFile;
  fill_table: FilledView;
  save_template: SavedFile;
  people: PeopleView;
  save_people: SavedFile;
  find_files: FoundFilesView;
  attach_found: AttachedFile;
  write_everything: WritingView;
  write_more: WritingView;
  look_into: FoundPeopleView;
  take_everything_in: ImportedView;
  save_bundle: SavedBundle;
  open_bundle: BundleView;
  merge_bundle: ImportedView;
  leave_bundle: null;
  office: OfficeView | null;
  set_office: OfficeOnView;
  office_code: Array<string>;
  leave_office: null;
  share_applicants: PutOut;
  office_round: OfficeRoundView;
  office_person: OfficePersonView;
  office_take_over: OfficePersonView;
  office_let_go: OfficePersonView;
  office_forget: OfficeView | null;
  exports: Array<ExportedLine>;
  leave_import: null;
  begin_draft: DraftView;
  begin_again: DraftView;
  open_draft: DraftView;
  answer: DraftView;
  set_history: DraftView;
  tick: DraftView;
  keep: DraftView;
  fix: DraftView;
  undo: DraftView;
  redo: DraftView;
  visit: null;
  past_values: Array<PastValue>;
  inspect_name: NameView;
  help: Array<HelpView>;
  guide: GuideView;
  guide_picture: PictureView;
  copy_sources: CopySources;
  copyable: Array<CopyableStep>;
  copy_answers: DraftView;
  review: Array<ReviewSection>;
  log: DraftView;
  unlog: DraftView;
  compare: DraftView;
  seen_changes: DraftView;
  read_back: ReadBackView;
  read_back_file: ReadBackView;
  sign: DraftView;
  search_options: FoundOptions;
  add_option: DraftView;
  added_options: Array<AddedOptionView>;
  remove_option: Array<AddedOptionView>;
  put_back: null;
  attach: DraftView;
  detach: DraftView;
  prepare_photo: DraftView;
  photo_guide: PhotoGuideView;
  open_cropper: CropperView;
  propose_crop: ProposalView;
  prepare_scan: DraftView;
  set_side: DraftView;
  swap_sides: DraftView;
  preview_card: CardPreview;
  merge_card: DraftView;
  save_file: SavedFile;
  profiles: ProfilesView;
  set_profile: SetProfile;
  remove_profile: ProfilesView;
  list_packs: PacksView;
  import_pack: ImportedPack;
  remove_pack: PacksView;
  list_procedures: ShelfView;
  pack_text: PackText;
  new_pack: PackText;
  check_pack: PackCheck;
  edit_pack: PackEdited;
  take_pack_page: PackEdited;
  take_pack_source: PackEdited;
  try_pack: SavedFile;
  drop_pack_text: ShelfView;
  write_pack: ShelfView;
  save_pack: SavedFile;
  portal_packs: Array<PortalPack>;
  read_portal: PortalView;
  read_portal_text: PortalView;
  look_portal: CorrectionView;
  open_correction: CorrectionView;
  take_correction: PortalView;
  keep_pack: ShelfView;
  take_portal: PortalView;
  untake_portal: PortalView;
  save_portal: SavedFile;
  leave_portal: null;
  verify_receipt: VerifiedView;
  save_paper: SavedFile;
  export: Exported;
  save_questionnaire: SavedFile;
  save_desk_paper: SavedFile;
  save_facts: SavedFile;
  preview: PreviewView;
  preview_page: PictureView;
  save_preview: SavedFile;
  close_preview: null;
  print_receipts: PrintView;
  export_many: PrintView;
  name_many: NamesView;
  print_progress: PrintView | null;
  stop_printing: PrintView | null;
  name_receipts: Array<string>;
  open_companion: CompanionView;
  press_companion: CompanionView;
  companion_file: SavedFile;
  save_practice: SavedFile;
  deadlines: DeadlinesView;
  save_calendar: SavedFile;
}

export type AboutView = { class: string, tags: Array<string>, note: string, consent: string, keep_until: string | null, };

export type ActView = { id: string, title: string, at: string | null, answer: boolean, note_label: string, entry: string | null, };

export type AddedApplicant = { applicant: number, desk: DeskView, };

export type AddedOptionView = { fact: string, label: string, value: string, at: string, };

export type Agreement = "same" | "differs" | "unseen";

export type ApplicantRow = { id: number, name: string, id_tail: string, colour: number, changed: string, deleted: string | null, drafts: Array<DraftRow>, closed: Array<ClosedDraft>, sample: boolean, twin: string, about: AboutView, usual_end: string | null, };

export type ApplicantView = { id: number, name: string, colour: number, sample: boolean, };

export type AttachedFile = { state: MaterialState, reasons: Array<string>, };

export type Backdrop = "any" | "blue" | "light_blue";

export type BundleView = { 
/**
 * The name of its file.
 */
file: string, 
/**
 * When it was made.
 */
made: string, 
/**
 * Who is in it.
 */
people: Array<BundledPerson>, 
/**
 * What was changed here and there since both had the same, to be chosen.
 */
differing: Array<Differing>, 
/**
 * Whether taking it in would change anything.
 */
changes: boolean, };

export type BundledPerson = { name: string, 
/**
 * The last characters of their document number.
 */
id_tail: string, procedures: Array<string>, 
/**
 * What becomes of them here, in words.
 */
said: string, 
/**
 * They are not here yet.
 */
new: boolean, };

export type CardPreview = { picture: string, notes: Array<string>, };

export type CardView = { front: FileView | null, back: FileView | null, };

export type CertaintyView = "manual" | "portal" | "standard" | "public" | "unverified" | "added";

export type CheckView = { label: string, value: string, limit: string, verdict: Verdict, message: string, source: string, };

export type ChipKind = "state" | "procedure" | "class" | "tag";

export type ChipView = { kind: ChipKind, id: string, label: string, count: number, on: boolean, };

export type ClassChange = { applicant: number, name: string, label: string, from: string, to: string, };

export type ClassFactView = { fact: string, label: string, hint: string, 
/**
 * What a list offers for it; nothing: it is typed.
 */
options: Array<string>, };

export type ClassPreview = { said: string, changes: Array<ClassChange>, kept: Array<ClassChange>, };

export type ClassView = { name: string, people: number, facts: { [key in string]: string }, };

export type ClassesView = { classes: Array<ClassView>, facts: Array<ClassFactView>, };

export type ClipView = "copied" | "cleared" | "nothing" | "stuck";

export type ClosedDraft = { id: number, title: string, closed: string, };

export type Command = { "command": "open_desk", about?: number, } | { "command": "list_roster", query: RosterQuery, offset: number, limit: number, } | { "command": "roster_marks", query: RosterQuery, } | { "command": "neighbour", query: RosterQuery, draft: number, by: number, wrong: boolean, } | { "command": "show_applicant", applicant: number, } | { "command": "set_about", applicant: number, about: AboutView, } | { "command": "do_to_many", applicants: Array<number>, deed: ManyDeed, } | { "command": "undo_many", } | { "command": "to_erase", applicants: Array<number>, } | { "command": "erase_applicants", applicants: Array<number>, } | { "command": "classes", } | { "command": "preview_class", class: string, facts: { [key in string]: string }, } | { "command": "set_class", class: string, facts: { [key in string]: string }, } | { "command": "keep_look", look: RosterLook, } | { "command": "search_applicants", query: string, } | { "command": "add_applicant", name: string, } | { "command": "add_samples", } | { "command": "remove_samples", } | { "command": "rename_applicant", applicant: number, name: string, } | { "command": "bin_applicant", applicant: number, } | { "command": "restore_applicant", applicant: number, } | { "command": "erase_applicant", applicant: number, } | { "command": "read_answers", folder: ReadIn, procedure: string, } | { "command": "read_table", path: ReadFrom, procedure: string, } | { "command": "show_sheet", sheet: number, } | { "command": "map_column", column: number, fact: string | null, } | { "command": "leave_hidden", leave: boolean, } | { "command": "take_over", row: number | null, fact: string | null, take: boolean, } | { "command": "import_rows", offset: number, limit: number, show: ImportShow, } | { "command": "run_import", } | { "command": "undo_import", import: number, } | { "command": "imports", } | { "command": "save_bad_rows", path: WriteTo, } | { "command": "fill_table", class: string | null, path: WriteTo | null, } | { "command": "save_template", procedure: string, path: WriteTo, } | { "command": "people", procedure: string | null, show_numbers: boolean, } | { "command": "save_people", procedure: string | null, show_numbers: boolean, path: WriteTo, } | { "command": "find_files", folder: ReadIn, procedure: string, material: string, } | { "command": "attach_found", file: number, draft: number, } | { "command": "write_everything", folder: WriteInto, } | { "command": "write_more", } | { "command": "look_into", folder: ReadIn, } | { "command": "take_everything_in", } | { "command": "save_bundle", applicants: Array<number>, notes: boolean, path: WriteTo, } | { "command": "open_bundle", path: ReadFrom, code: string, } | { "command": "merge_bundle", theirs: Array<number>, } | { "command": "leave_bundle", } | { "command": "office", } | { "command": "set_office", name: string, code: string | null, } | { "command": "office_code", } | { "command": "leave_office", } | { "command": "share_applicants", applicants: Array<number>, } | { "command": "office_round", } | { "command": "office_person", applicant: number, } | { "command": "office_take_over", applicant: number, from: string, } | { "command": "office_let_go", applicant: number, } | { "command": "office_forget", } | { "command": "exports", } | { "command": "leave_import", } | { "command": "begin_draft", applicant: number, procedure: string, } | { "command": "begin_again", draft: number, } | { "command": "open_draft", draft: number, } | { "command": "answer", draft: number, fact: string, text: string, only_here?: boolean, more?: boolean, } | { "command": "set_history", draft: number, rows: Array<HistoryRow>, more?: boolean, } | { "command": "tick", draft: number, tick: string, on: boolean, } | { "command": "keep", draft: number, finding: string, on: boolean, } | { "command": "fix", draft: number, finding: string, fix: number, } | { "command": "undo", draft: number, } | { "command": "redo", draft: number, } | { "command": "visit", draft: number, step: string, } | { "command": "past_values", draft: number, fact: string, } | { "command": "inspect_name", text: string, } | { "command": "help", draft: number, } | { "command": "guide", } | { "command": "guide_picture", name: string, } | { "command": "copy_sources", draft: number, query: string, } | { "command": "copyable", draft: number, applicant: number, } | { "command": "copy_answers", draft: number, applicant: number, facts: Array<string>, } | { "command": "review", draft: number, } | { "command": "log", draft: number, act: string, at: string | null, note: string, } | { "command": "unlog", draft: number, entry: string, } | { "command": "compare", draft: number, item: string, verdict: Agreement | null, shown: string, evidence: string, } | { "command": "seen_changes", draft: number, } | { "command": "read_back", draft: number, text: string, } | { "command": "read_back_file", draft: number, path: ReadFrom, } | { "command": "sign", draft: number, strokes: Array<Array<[number, number]>>, } | { "command": "search_options", draft: number, fact: string, query: string, } | { "command": "add_option", draft: number, fact: string, value: string, } | { "command": "added_options", } | { "command": "remove_option", fact: string, value: string, } | { "command": "put_back", } | { "command": "attach", draft: number, material: string, path: ReadFrom, } | { "command": "detach", draft: number, material: string, } | { "command": "prepare_photo", draft: number, material: string, crop: CropView | null, lines?: Array<LineAt>, } | { "command": "photo_guide", draft: number, material: string, } | { "command": "open_cropper", draft: number, material: string, } | { "command": "propose_crop", draft: number, material: string, lines: Array<LineAt>, } | { "command": "prepare_scan", draft: number, material: string, } | { "command": "set_side", draft: number, material: string, side: Side, path: ReadFrom | null, } | { "command": "swap_sides", draft: number, material: string, } | { "command": "preview_card", draft: number, material: string, layout: Layout, } | { "command": "merge_card", draft: number, material: string, layout: Layout, } | { "command": "save_file", draft: number, material: string, path: WriteTo, } | { "command": "profiles", } | { "command": "set_profile", procedure: string, material: string, values: ProfileValues, } | { "command": "remove_profile", procedure: string, material: string, } | { "command": "list_packs", } | { "command": "import_pack", path: ReadFrom, replace: boolean, } | { "command": "remove_pack", file: string, } | { "command": "list_procedures", } | { "command": "pack_text", file: string, } | { "command": "new_pack", id: string, extends: string | null, } | { "command": "check_pack", file: string, text: string, } | { "command": "edit_pack", file: string, text: string, act: PackAct, } | { "command": "take_pack_page", file: string, text: string, page: string | null, path: ReadFrom, } | { "command": "take_pack_source", file: string, text: string, page: string | null, source: string, } | { "command": "try_pack", file: string, text: string, } | { "command": "drop_pack_text", file: string, } | { "command": "write_pack", file: string, text: string, } | { "command": "save_pack", file: string, path: WriteTo, } | { "command": "portal_packs", } | { "command": "read_portal", procedure: string, path: ReadFrom, } | { "command": "read_portal_text", procedure: string, text: string, } | { "command": "look_portal", boxes: Array<string>, apart: Array<string>, } | { "command": "open_correction", path: ReadFrom, } | { "command": "take_correction", } | { "command": "keep_pack", } | { "command": "take_portal", boxes: Array<string>, apart: Array<string>, } | { "command": "untake_portal", procedure: string, } | { "command": "save_portal", path: WriteTo, } | { "command": "leave_portal", } | { "command": "verify_receipt", draft: number, path: ReadFrom, } | { "command": "save_paper", draft: number, paper: DraftPaper, path: WriteTo, format: PaperFormat, } | { "command": "export", draft: number, papers: Array<DraftPaper>, files: boolean, folder: WriteInto, show_numbers: boolean, } | { "command": "save_questionnaire", procedure: string, path: WriteTo, format: PaperFormat, } | { "command": "save_desk_paper", paper: DeskPaper, drafts: Array<number>, path: WriteTo, format: PaperFormat, } | { "command": "save_facts", draft: number, path: WriteTo, pending: { [key in string]: string }, rows: Array<HistoryRow> | null, } | { "command": "preview", draft: number, paper: DraftPaper, show_numbers: boolean, } | { "command": "preview_page", preview: number, page: number, width: number, } | { "command": "save_preview", preview: number, path: WriteTo, } | { "command": "close_preview", preview: number, } | { "command": "print_receipts", drafts: Array<number>, folder: WriteInto, choice: PrintChoice, } | { "command": "export_many", drafts: Array<number>, folder: WriteInto, choice: ExportChoice, } | { "command": "name_many", drafts: Array<number>, folder: WriteInto | null, choice: ExportChoice, limit: number, } | { "command": "print_progress", } | { "command": "stop_printing", } | { "command": "name_receipts", drafts: Array<number>, choice: PrintChoice, } | { "command": "open_companion", draft: number, } | { "command": "press_companion", draft: number, key: CompanionKey, } | { "command": "companion_file", draft: number, item: string, } | { "command": "save_practice", draft: number, } | { "command": "deadlines", } | { "command": "save_calendar", draft: number | null, path: WriteTo, };

export type CompanionItemView = { id: string, kind: ItemKind, label: string, value: string, note: string, required: boolean, done: boolean, copies: boolean, secret: boolean, position: number | null, file: boolean, };

export type CompanionKey = "next" | "past" | "previous" | "again" | "clear" | "pause" | "restart_item" | "restart_page" | { "page": string } | { "item": string } | { "tick": string } | { "untick": string };

export type CompanionPageView = { id: string, title: string, done: number, items: number, };

export type CompanionPhase = "paused" | "walking" | "finished";

export type CompanionView = { turn: number, practice: boolean, draft: number, applicant: ApplicantView, id_tail: string, procedure: string, phase: CompanionPhase, pages: Array<CompanionPageView>, page: number, items: Array<CompanionItemView>, at: number, next: CompanionItemView | null, clip: ClipView, clears_in: number | null, unchecked: boolean, waiting: Array<string>, unsaved: string, };

export type ComparedView = { id: string, fact: string, label: string, gloss: string, known: string, sensitive: boolean, copied: boolean, optional: boolean, verdict: Agreement | null, shown: string, evidence: string, };

export type ComparisonView = { title: string, lead: string, shown: string, source: string, items: Array<ComparedView>, };

export type CopySource = { applicant: number, name: string, id_tail: string, };

export type CopySources = { 
/**
 * Who matches, the newest change first.
 */
people: Array<CopySource>, 
/**
 * Whether others match too.
 */
more: boolean, };

export type CopyableAnswer = { fact: string, label: string, value: string, here: string, sensitive: boolean, };

export type CopyableStep = { title: string, answers: Array<CopyableAnswer>, };

export type CorrectionView = { id: string, title: string, below: string, sources: Array<string>, verified_on: string, corrects: boolean, replaces: boolean, changes: Array<PortalSays>, drafts: number, touched: number, names: Array<string>, };

export type CropView = { x: number, y: number, width: number, height: number, };

export type CropperView = { picture: string, name: string, width: number, height: number, target_width: number, target_height: number, per_mm: number | null, found: boolean, crop: CropView, proposal: ProposalView, lines: Array<LineView>, lengths: Array<LengthView>, backdrop: string, swatch: string, };

export type DeadlineView = { id: string, title: string, due: string, left: string, over: boolean, source: string, differs: string, };

export type DeadlinesView = { items: Array<DueView>, today: string, };

export type DeskPaper = "summary" | "envelopes";

export type DeskView = { applicants: Array<ApplicantRow>, bin: Array<ApplicantRow>, total: number, bin_total: number, due: number, procedures: Array<ProcedureCard>, recovered: string | null, samples: boolean, look: RosterLook, about: ApplicantRow | null, read_only: string, office: OfficeView | null, };

export type Differing = { name: string, label: string, ours: string, ours_at: string, theirs: string, theirs_at: string, theirs_later: boolean, sensitive: boolean, };

export type DraftPaper = "receipt" | "checklist" | "correction" | "materials" | "on_site" | "photo_guide";

export type DraftRow = { id: number, procedure: string, title: string, done: number, steps: number, wrong: number, missing: number, warnings: number, status: Status, deadline: DeadlineView | null, installed: boolean, };

export type DraftView = { draft: number, applicant: ApplicantView, procedure: ProcedureCard, saved_at: string, undo: boolean, redo: boolean, position: string | null, done: number, total: number, steps: Array<StepView>, findings: Array<FindingView>, history: HistoryView | null, materials: Array<MaterialView>, deadlines: Array<DeadlineView>, stages: Array<StageView>, acts: Array<ActView>, log: Array<LogView>, irreversible: Array<IrreversibleView>, changed: string | null, stale: Array<StaleView>, pack_changes: Array<string>, portal: Array<string>, twin: string, closed: string | null, read_only: boolean, correction: boolean, on_site: boolean, mails: Array<MailView>, read_back: OutcomeView | null, signature: SignatureView | null, };

export type DrawingView = { caption: string, width: number, height: number, path: string, };

export type DueView = { draft: number, applicant: string, procedure: string, id: string, title: string, waiting: boolean, from: string, to: string, due: string, left: string, over: boolean, source: string, };

export type ExportChoice = { kinds: Array<ExportKind>, pattern: string, taken: TakenChoice, show_numbers: boolean, };

export type ExportKind = "receipts" | "checklists" | "photos" | "materials" | "calendar";

export type Exported = { path: string, written: Array<string>, missing: Array<string>, open: Array<string>, };

export type ExportedLine = { at: string, what: string, whose: string, folder: string, };

export type Failure = { message: string, busy: boolean, };

export type FieldKind = "text" | "date" | "month" | "choice";

export type FieldView = { fact: string, label: string, hint: string, kind: FieldKind, required: boolean, sensitive: boolean, typed: string, value: string, portal_value: string, provenance: Provenance, provenance_note: string, derived_note: string, identity: boolean, only_here: boolean, options: Array<OptionView> | null, searchable: boolean, guessed: boolean, open: boolean, own: OwnOption, large: boolean, inspect: boolean, margin: MarginView, };

export type FileView = { name: string, picture: string, facts: string, };

export type FilledView = { said: string, found: number, added: number, filled: number, kept: Array<KeptCell>, path: string, };

export type FindingView = { id: string, step: string, rule: string, reason: string, severity: SeverityView, fact: string, row: number | null, label: string, message: string, fixes: Array<string>, source: string, differs: string, missing: boolean, keepable: boolean, kept: boolean, };

export type FoundFile = { file: number, name: string, why: string, draft: number | null, people: Array<FoundPerson>, };

export type FoundFilesView = { files: Array<FoundFile>, people: number, };

export type FoundOptions = { options: Array<OptionView>, total: number, };

export type FoundPeopleView = { 
/**
 * How many people would be new here.
 */
new: number, 
/**
 * How many are here already, by their document numbers; they are left out.
 */
here: number, 
/**
 * How it stands, in words.
 */
message: string, 
/**
 * What cannot be read, and why.
 */
failures: Array<string>, };

export type FoundPerson = { draft: number, name: string, tail: string, has: boolean, };

export type GlyphView = { position: number, character: string, code_point: string, plane: number, name: string, verdict: Verdict, message: string, remedy: string, };

export type GroupView = { class: string, rows: number, };

export type GuidePage = { 
/**
 * A screen's page is called as the screen.
 */
id: string, 
/**
 * The heading.
 */
title: string, 
/**
 * In reading order.
 */
parts: Array<GuidePart>, 
/**
 * The ids of pages that say more.
 */
links: Array<string>, };

export type GuidePart = { "kind": "text", text: string, } | { "kind": "heed", text: string, } | { "kind": "steps", items: Array<string>, } | { "kind": "points", items: Array<string>, } | { "kind": "table", rows: Array<Array<string>>, } | { "kind": "picture", name: string, caption: string, };

export type GuideView = { 
/**
 * Every page in its order.
 */
pages: Array<GuidePage>, 
/**
 * The ids of those that show the whole way in a minute.
 */
tour: Array<string>, };

export type HeldView = { 
/**
 * Who it is here.
 */
applicant: number, 
/**
 * What they are called here.
 */
name: string, 
/**
 * The desk.
 */
by: string, 
/**
 * For how many minutes yet, unless it goes on.
 */
minutes: number, };

export type HelpCaseView = { when: string, then: string, };

export type HelpView = { id: string, title: string, says: Array<string>, text: string, cases: Array<HelpCaseView>, source: string, differs: string, };

export type HistoryColumns = { from: string, to: string, place: string, role: string, witness: string, };

export type HistoryRow = { from: string, to: string, place: string, role: string, witness: string, };

export type HistoryView = { rows: Array<HistoryRow>, this_month: string, segments: Array<SegmentView>, columns: HistoryColumns, };

export type ImportCell = { column: number, fact: string, text: string, taken: string, severity: SeverityView | null, message: string, here: string | null, take: boolean, };

export type ImportColumn = { column: number, letter: string, name: string, fact: string | null, sample: string, hidden: boolean, };

export type ImportLine = { import: number, from: string, at: string, added: number, changed: number, undone: boolean, };

export type ImportRow = { row: number, state: ImportState, said: Array<string>, here: string | null, cells: Array<ImportCell>, };

export type ImportRowsView = { rows: Array<ImportRow>, total: number, };

export type ImportShow = "all" | "bad" | "doubtful" | "here";

export type ImportState = "fine" | "doubtful" | "bad";

export type ImportTarget = { fact: string, label: string, };

export type ImportView = { file: string, procedure: string, title: string, sheets: Array<string>, sheet: number, notes: Array<string>, columns: Array<ImportColumn>, targets: Array<ImportTarget>, total: number, fine: number, doubtful: number, bad: number, here: number, differing: number, hidden: number, take_all: boolean, leave_hidden: boolean, can_fill: boolean, };

export type ImportedPack = { title: string | null, packs: PacksView, };

export type ImportedView = { import: number, message: string, added: number, changed: number, bad: number, };

export type IrreversibleView = { id: string, title: string, fact: string | null, text: string, source: string, tick: string, on: boolean, };

export type ItemKind = "copy" | "confirm" | "choose" | "upload" | "secret" | "code" | "do" | "system" | "irreversible";

export type KeptCell = { cell: string, name: string, table: string, desk: string, };

export type KnownView = { fact: string, label: string, value: string, large: boolean, sensitive: boolean, provenance: Provenance, provenance_note: string, };

export type Layout = "above" | "beside";

export type LengthView = { id: string, label: string, limit: string, from: string, to: string, low: number, high: number, far_low: number | null, far_high: number | null, source: string, };

export type LineAt = { id: string, at: number, };

export type LineView = { id: string, label: string, across: boolean, at: number, measured: number, by_hand: boolean, };

export type LogView = { entry: string, act: string, title: string, at: string, note: string, answer: boolean, };

export type MailView = { id: string, title: string, to: string, subject: string, body: string, enclosed: string, };

export type ManyDeed = { "begin": string } | { "class": string } | { "tag": string } | { "untag": string } | { "keep_until": string } | "bin";

export type ManyView = { said: string, undo: boolean, desk: DeskView, };

export type MarginView = { portal: Array<PortalPlace>, why: string, how: string, example: string, source: string, differs: string, };

export type MarkView = { applicant: number, draft: number | null, };

export type MaterialName = { id: string, title: string, };

export type MaterialState = "missing" | "optional" | "wrong" | "ask" | "ready";

export type MaterialView = { id: string, title: string, detail: string, required: boolean, source: string, file: FileView | null, checks: Array<CheckView>, ticks: Array<TickView>, prepared: PreparedView | null, stopped: string, photo: boolean, own: boolean, convert: boolean, card: CardView | null, state: MaterialState, reasons: Array<string>, save_as: string, step: string, };

export type NameView = { glyphs: Array<GlyphView>, fixes: Array<string>, };

export type NamedFile = { whose: string, name: string, twice: boolean, there: boolean, written: boolean, };

export type NamesView = { pattern: string, fields: Array<string>, presets: Array<NamingPreset>, files: Array<NamedFile>, total: number, twice: number, there: number, said: string, wrong: string, };

export type NamingPreset = { label: string, pattern: string, };

export type NeighbourView = { draft: number, at: number, total: number, };

export type OfficeAsked = "take_over" | "let_go" | "forget";

export type OfficeOnView = { office: OfficeView | null, code: Array<string> | null, };

export type OfficePersonView = { 
/**
 * They are shared.
 */
shared: boolean, 
/**
 * The office has them.
 */
there: boolean, 
/**
 * The desk that works on them; empty: no other.
 */
by: string, 
/**
 * What was asked of the office and waits for the next round.
 */
asked: OfficeAsked | null, };

export type OfficeRoundView = { 
/**
 * How many came in and went out, in words.
 */
message: string, 
/**
 * What could not be done, in words.
 */
left: Array<string>, 
/**
 * Who is new or was changed here; of many the first.
 */
people: Array<BundledPerson>, 
/**
 * What was changed on both sides; the later counts.
 */
differing: Array<Differing>, 
/**
 * What takes it back, the last first.
 */
imports: Array<number>, };

export type OfficeView = { 
/**
 * What this desk is called there.
 */
name: string, 
/**
 * Where the trays lie.
 */
folder: string, 
/**
 * Whether they are there. Where they were taken away, the office is turned on again.
 */
there: boolean, 
/**
 * When `beishen-office` was at the office last; empty: never.
 */
carried: string, 
/**
 * How many people of this vault are shared.
 */
shared: number, 
/**
 * How many bundles wait to go out.
 */
out: number, 
/**
 * How many wait to be taken in.
 */
come: number, 
/**
 * How many requests wait to be carried out.
 */
asked: number, 
/**
 * How many are at the office and were erased here.
 */
erased: number, 
/**
 * How many the office has forgotten, and are here still.
 */
forgotten: number, 
/**
 * On whom another desk works.
 */
held: Array<HeldView>, };

export type OptionView = { value: string, code: string, detail: string, names: string, gloss: string, certainty: CertaintyView, certainty_note: string, };

export type OutcomeView = { at: string, page: string, same: number, differs: number, not_found: number, labels: Array<string>, stands: boolean, };

export type OwnOption = "none" | "addable" | "added";

export type OwnPack = { file: string, id: string, title: string, verified_on: string, extends: string | null, };

export type PackAct = { "act": "add_page", title: string, } | { "act": "name_page", page: string, title: PackWords, } | { "act": "remove_page", page: string, } | { "act": "move_page", page: string, up: boolean, } | { "act": "add_box", page: string, label: string, } | { "act": "set_box", page: string, to: PackBox, } | { "act": "remove_box", page: string, field: string, } | { "act": "move_box", page: string, field: string, up: boolean, } | { "act": "add_fact", label: string, kind: PackFactKind, } | { "act": "set_fact", to: PackOwnFact, } | { "act": "remove_fact", key: string, };

export type PackAsk = { fact: string, label: string, hint: string, required: boolean, kind: FieldKind, options: Array<string>, };

export type PackBox = { id: string, label: string, kind: PackBoxKind, fact: string, material: string, required: boolean, most: number | null, options: Array<PackWords>, table: string, note: PackWords, };

export type PackBoxKind = "enter" | "confirm" | "choose" | "secret" | "code" | "system" | "upload" | "history" | "do";

export type PackCheck = { faults: Array<PackFaultView>, preview: PackPreview | null, form: PackForm | null, no_english: Array<number>, };

export type PackEdited = { text: string, };

export type PackFact = { key: string, label: string, kind: FieldKind, };

export type PackFactKind = "text" | "date" | "month" | "choice";

export type PackFaultView = { line: number, message: string, };

export type PackForm = { pages: Array<PackPage>, materials: Array<PackNamed>, facts: Array<PackFact>, own: Array<PackOwnFact>, };

export type PackKind = "built_in" | "own";

export type PackNamed = { id: string, title: string, };

export type PackOwnFact = { key: string, label: PackWords, kind: PackFactKind, sensitive: boolean, };

export type PackPage = { id: string, title: PackWords, boxes: Array<PackBox>, };

export type PackPreview = { title: string, summary: string, steps: Array<PackStep>, checklist: string, questionnaire: string, };

export type PackStep = { id: string, title: string, asks: Array<PackAsk>, materials: Array<string>, };

export type PackText = { file: string, text: string, saved: string | null, };

export type PackWords = { zh: string, en: string, };

export type PacksView = { own: Array<OwnPack>, refused: Array<RefusedPack>, };

export type PageView = { width_mm: number, height_mm: number, };

export type PaperFormat = "pdf" | "html" | "md" | "txt" | "csv";

export type PastValue = { text: string, at: string, provenance: Provenance, current: boolean, };

export type PeopleView = { columns: Array<string>, rows: Array<Array<string>>, };

export type PhotoGuideView = { advice: Array<string>, drawings: Array<DrawingView>, };

export type PictureView = { picture: string, };

export type PortalBox = { key: string, label: string, state: PortalState, says: Array<PortalSays>, options: Array<string>, renamed: Array<PortalRenamed>, takes: boolean, there: boolean, guessed: boolean, };

export type PortalPack = { id: string, title: string, taught: number, lost: boolean, seen: Array<PortalSeen>, };

export type PortalPage = { id: string, title: string, doubts: Array<string>, boxes: Array<PortalBox>, };

export type PortalPlace = { page: string, label: string, format: string, required: boolean, };

export type PortalRenamed = { here: string, there: string, };

export type PortalSays = { title: string, text: string, };

export type PortalSeen = { title: string, on: string, differs: boolean, };

export type PortalState = "same" | "differs" | "look";

export type PortalTaken = { procedure: string, boxes: number, drafts: number, touched: Array<string>, };

export type PortalView = { procedure: string, 
/**
 * It is the practice portal's, which is made of the pack and teaches nothing.
 */
practice: boolean, pages: Array<PortalPage>, same: number, differs: number, look: number, 
/**
 * What was taken over with this command.
 */
taken: PortalTaken | null, packs: Array<PortalPack>, };

export type PreparedView = { before: string, original: string, rows: Array<RecordRow>, };

export type PreviewView = { preview: number, pages: Array<PageView>, missing: Array<string>, };

export type PrintChoice = { 
/**
 * In files of up to a hundred, not in a file each.
 */
one_file: boolean, 
/**
 * Files of one receipt have the applicant's name in theirs.
 */
named: boolean, 
/**
 * Numbers are printed in full.
 */
show_numbers: boolean, };

export type PrintFailure = { draft: number | null, name: string, message: string, };

export type PrintView = { total: number, looked_at: number, printed: number, running: boolean, complete: boolean, export: boolean, message: string, failures: Array<PrintFailure>, path: string | null, missing: Array<string>, };

export type ProcedureCard = { materials: Array<MaterialName>, id: string, title: string, summary: string, minutes: number, steps: number, needs: Array<string>, irreversible: Array<string>, basis: string, verified_on: string, };

export type ProcedureLine = { id: string, title: string, kind: PackKind, file: string | null, extends: string | null, verified_on: string, source: string, corrected: number, seen: string | null, };

export type ProfileFault = { field: string, message: string, };

export type ProfileValues = { width: number, height: number, min_kb: number, max_kb: number, width_mm: number, height_mm: number, head_width_mm: [number, number] | null, head_height_mm: [number, number] | null, crown_px: [number, number] | null, eyes_px: [number, number] | null, face_width_px: [number, number] | null, backdrop: Backdrop, rgb: [number, number, number] | null, };

export type ProfileView = { of: ProfiledView, values: ProfileValues, own: string, added: boolean, source: string, };

export type ProfiledView = { procedure: string, procedure_title: string, material: string, title: string, };

export type ProfilesView = { profiles: Array<ProfileView>, free: Array<ProfiledView>, };

export type ProposalView = { crop: CropView | null, reason: string, };

export type Provenance = "typed" | "derived" | "usual" | "carried_over" | "class" | "none";

export type PutOut = { 
/**
 * How many bundles were put out.
 */
put: number, 
/**
 * Who has too many files for one bundle, by name.
 */
too_large: Array<string>, };

export type ReadBackView = { page: string, fields: Array<ReadFieldView>, practice: boolean, draft: DraftView, };

export type ReadFieldView = { id: string, label: string, gloss: string, expected: string, found: string | null, verdict: ReadVerdict, ignored: string, apart: string, stop: string, sensitive: boolean, };

export type ReadFrom = string;

export type ReadIn = string;

export type ReadVerdict = "same" | "differs" | "not_found";

export type RecordRow = { label: string, value: string, };

export type RefusedPack = { file: string, message: string, };

export type ReviewRow = { fact: string, label: string, value: string, provenance_note: string, large: boolean, findings: Array<string>, };

export type ReviewSection = { step: string, title: string, rows: Array<ReviewRow>, };

export type RosterLook = { query: RosterQuery, 
/**
 * The columns that are not shown.
 */
hidden: Array<string>, };

export type RosterQuery = { 
/**
 * Words, all of which are found: 汉字, pinyin, initials, the end of a number, a student number, a class, a tag.
 */
text: string, sort: RosterSort, down: boolean, 
/**
 * Class by class, each sorted.
 */
by_class: boolean, procedures: Array<string>, classes: Array<string>, tags: Array<string>, states: Array<RosterState>, };

export type RosterRow = { applicant: number, name: string, id_tail: string, sample: boolean, twin: string, class: string, tags: Array<string>, note: string, changed: string, fresh: boolean, first: boolean, made: boolean, draft: DraftRow | null, };

export type RosterSort = "changed" | "name" | "tail" | "class" | "procedure" | "progress" | "deadline" | "status";

export type RosterState = "wrong" | "no_photo" | "due" | "over" | "not_started" | "in_progress" | "completed" | "nothing" | "twin" | "fresh" | "expired";

export type RosterView = { rows: Array<RosterRow>, offset: number, total: number, people: number, chips: Array<ChipView>, groups: Array<GroupView>, tally: TallyView, behind: number, };

export type SavedBundle = { path: string, code: Array<string>, people: number, };

export type SavedFile = { path: string, missing: Array<string>, };

export type SegmentKind = "row" | "gap";

export type SegmentView = { kind: SegmentKind, row: number | null, from: string, to: string, start: number, end: number, label: string, lane: number, };

export type SetProfile = { wrong: Array<ProfileFault>, profiles: ProfilesView, };

export type SeverityView = "error" | "warning" | "hint";

export type ShelfView = { procedures: Array<ProcedureLine>, refused: Array<RefusedPack>, unsaved: Array<string>, };

export type Side = "front" | "back";

export type SignatureView = { strokes: Array<Array<[number, number]>>, at: string, stands: boolean, };

export type StageStatus = "not_started" | "current" | "waiting" | "done" | "not_needed";

export type StageView = { id: string, title: string, detail: string, status: StageStatus, act: string | null, expected: string, calendar: Array<string>, };

export type StaleView = { step: string, fact: string, message: string, };

export type Status = "not_started" | "in_progress" | "has_problems" | "completed" | "not_needed";

export type StepView = { id: string, title: string, keys: string, status: Status, why: string, warnings: number, fields: Array<FieldView>, has_history: boolean, materials: Array<string>, comparison: ComparisonView | null, irreversible: Array<IrreversibleView>, known: Array<KnownView>, };

export type TakenBackView = { message: string, removed: number, restored: number, kept: number, };

export type TakenChoice = "number" | "skip" | "replace";

export type TallyView = { drafts: number, completed: number, wrong: number, not_started: number, fresh: number, };

export type TickView = { id: string, text: string, on: boolean, };

export type Verdict = "pass" | "ask" | "fail" | "unknown";

export type VerifiedView = { agrees: boolean, message: string, changes: Array<string>, };

export type WriteInto = string;

export type WriteTo = string;

export type WritingView = { 
/**
 * The folder it goes to.
 */
path: string, 
/**
 * How many people there are.
 */
total: number, 
/**
 * How many are written.
 */
done: number, 
/**
 * There is more to write.
 */
running: boolean, 
/**
 * How it stands, in words.
 */
message: string, 
/**
 * Whose folder is not whole, and why.
 */
failures: Array<string>, };
