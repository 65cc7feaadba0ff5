// Written by `cargo xtask contract`. Do not edit.

export type Locale = "zh" | "en";

/** A command and the language of its answer. */
export type Request = { locale: Locale } & Command;

export type ActView = { id: string, title: string, at: string | null, answer: boolean, note_label: string, entry: string | null, };

export type AddedApplicant = { applicant: number, desk: DeskView, };

export type AddedOptionView = { fact: string, label: string, value: string, at: string, };

export type Agreement = "same" | "differs" | "unseen";

export type ApplicantRow = { id: number, name: string, id_tail: string, colour: number, changed: string, deleted: string | null, drafts: Array<DraftRow>, closed: Array<ClosedDraft>, sample: boolean, twin: string, };

export type ApplicantView = { id: number, name: string, colour: number, sample: boolean, };

export type Backdrop = "any" | "blue" | "light_blue";

export type CardPreview = { picture: string, notes: Array<string>, };

export type CardView = { front: FileView | null, back: FileView | null, };

export type CertaintyView = "manual" | "standard" | "public" | "unverified" | "added";

export type CheckView = { label: string, value: string, limit: string, verdict: Verdict, message: string, source: string, };

export type ClipView = "copied" | "cleared" | "nothing" | "stuck";

export type ClosedDraft = { id: number, title: string, closed: string, };

export type Command = { "command": "open_desk" } | { "command": "search_applicants", query: string, } | { "command": "add_applicant", name: string, } | { "command": "add_samples" } | { "command": "remove_samples" } | { "command": "rename_applicant", applicant: number, name: string, } | { "command": "bin_applicant", applicant: number, } | { "command": "restore_applicant", applicant: number, } | { "command": "erase_applicant", applicant: number, } | { "command": "begin_draft", applicant: number, procedure: string, } | { "command": "open_draft", draft: number, } | { "command": "answer", draft: number, fact: string, text: string, only_here?: boolean, } | { "command": "set_history", draft: number, rows: Array<HistoryRow>, } | { "command": "tick", draft: number, tick: string, on: boolean, } | { "command": "log", draft: number, act: string, at: string | null, note: string, } | { "command": "unlog", draft: number, entry: string, } | { "command": "compare", draft: number, item: string, verdict: Agreement | null, shown: string, evidence: string, } | { "command": "seen_changes", draft: number, } | { "command": "begin_again", draft: number, } | { "command": "keep", draft: number, finding: string, on: boolean, } | { "command": "fix", draft: number, finding: string, fix: number, } | { "command": "attach", draft: number, material: string, path: string, } | { "command": "detach", draft: number, material: string, } | { "command": "prepare_photo", draft: number, material: string, crop: CropView | null, lines?: Array<LineAt>, } | { "command": "open_cropper", draft: number, material: string, } | { "command": "propose_crop", draft: number, material: string, lines: Array<LineAt>, } | { "command": "prepare_scan", draft: number, material: string, } | { "command": "set_side", draft: number, material: string, side: Side, path: string | null, } | { "command": "swap_sides", draft: number, material: string, } | { "command": "preview_card", draft: number, material: string, layout: Layout, } | { "command": "merge_card", draft: number, material: string, layout: Layout, } | { "command": "save_materials", draft: number, folder: string, replace: boolean, } | { "command": "profiles" } | { "command": "set_profile", procedure: string, material: string, values: ProfileValues, } | { "command": "remove_profile", procedure: string, material: string, } | { "command": "undo", draft: number, } | { "command": "redo", draft: number, } | { "command": "visit", draft: number, step: string, } | { "command": "list_packs" } | { "command": "import_pack", path: string, replace: boolean, } | { "command": "remove_pack", file: string, } | { "command": "search_options", draft: number, fact: string, query: string, } | { "command": "add_option", draft: number, fact: string, value: string, } | { "command": "added_options" } | { "command": "remove_option", fact: string, value: string, } | { "command": "past_values", draft: number, fact: string, } | { "command": "inspect_name", text: string, } | { "command": "review", draft: number, } | { "command": "read_back", draft: number, text: string, } | { "command": "read_back_file", draft: number, path: string, } | { "command": "save_receipt", draft: number, path: string, show_numbers: boolean, } | { "command": "print_receipts", drafts: Array<number>, folder: string, choice: PrintChoice, } | { "command": "print_progress" } | { "command": "stop_printing" } | { "command": "name_receipts", drafts: Array<number>, choice: PrintChoice, } | { "command": "sign", draft: number, strokes: Array<Array<[number, number]>>, } | { "command": "preview", draft: number, of: PreviewOf, } | { "command": "preview_page", preview: number, page: number, width: number, } | { "command": "save_preview", preview: number, path: string, } | { "command": "close_preview", preview: number, } | { "command": "verify_receipt", draft: number, path: string, } | { "command": "save_checklist", draft: number, path: string, format: PaperFormat, } | { "command": "save_paper", draft: number, paper: DraftPaper, path: string, format: PaperFormat, } | { "command": "save_questionnaire", procedure: string, path: string, format: PaperFormat, } | { "command": "save_desk_paper", paper: DeskPaper, drafts: Array<number>, path: string, format: PaperFormat, } | { "command": "save_correction", draft: number, path: string, } | { "command": "open_companion", draft: number, } | { "command": "press_companion", draft: number, key: CompanionKey, } | { "command": "companion_file", draft: number, item: string, } | { "command": "save_practice", draft: number, } | { "command": "save_facts", draft: number, path: string, pending: { [key in string]: string }, rows: Array<HistoryRow> | null, } | { "command": "deadlines" } | { "command": "save_calendar", draft: number | null, path: string, };

export type CompanionItemView = { id: string, kind: ItemKind, label: string, value: string, note: string, required: boolean, done: boolean, copies: boolean, secret: boolean, position: number | null, file: boolean, };

export type CompanionKey = "next" | "past" | "previous" | "again" | "clear" | "pause" | "restart_item" | "restart_page" | { "page": string } | { "item": string } | { "tick": string } | { "untick": string };

export type CompanionPageView = { id: string, title: string, done: number, items: number, };

export type CompanionPhase = "paused" | "walking" | "finished";

export type CompanionView = { turn: number, practice: boolean, draft: number, applicant: ApplicantView, id_tail: string, procedure: string, phase: CompanionPhase, pages: Array<CompanionPageView>, page: number, items: Array<CompanionItemView>, at: number, next: CompanionItemView | null, clip: ClipView, clears_in: number | null, unchecked: boolean, waiting: Array<string>, unsaved: string, };

export type ComparedView = { id: string, fact: string, label: string, gloss: string, known: string, sensitive: boolean, copied: boolean, verdict: Agreement | null, shown: string, evidence: string, };

export type ComparisonView = { title: string, lead: string, source: string, items: Array<ComparedView>, };

export type CropView = { x: number, y: number, width: number, height: number, };

export type CropperView = { preview: string, name: string, width: number, height: number, target_width: number, target_height: number, per_mm: number | null, found: boolean, crop: CropView, proposal: ProposalView, lines: Array<LineView>, lengths: Array<LengthView>, backdrop: string, swatch: string, };

export type DeadlineView = { id: string, title: string, due: string, left: string, over: boolean, source: string, differs: string, };

export type DeadlinesView = { items: Array<DueView>, today: string, };

export type DeskPaper = "summary" | "envelopes";

export type DeskView = { applicants: Array<ApplicantRow>, bin: Array<ApplicantRow>, total: number, bin_total: number, procedures: Array<ProcedureCard>, recovered: string | null, samples: boolean, };

export type DraftPaper = "materials" | "on_site";

export type DraftRow = { id: number, procedure: string, title: string, done: number, steps: number, errors: number, warnings: number, status: Status, deadline: DeadlineView | null, installed: boolean, };

export type DraftView = { draft: number, applicant: ApplicantView, procedure: ProcedureCard, saved_at: string, undo: boolean, redo: boolean, position: string | null, done: number, total: number, errors: number, warnings: number, ready: boolean, steps: Array<StepView>, findings: Array<FindingView>, history: HistoryView | null, materials: Array<MaterialView>, deadlines: Array<DeadlineView>, stages: Array<StageView>, acts: Array<ActView>, log: Array<LogView>, irreversible: Array<IrreversibleView>, help: Array<HelpView>, changed: string | null, stale: Array<StaleView>, pack_changes: Array<string>, twin: string, closed: string | null, correction: boolean, on_site: boolean, mails: Array<MailView>, read_back: OutcomeView | null, signature: SignatureView | null, };

export type DueView = { draft: number, applicant: string, procedure: string, id: string, title: string, waiting: boolean, from: string, to: string, due: string, left: string, over: boolean, source: string, };

export type Failure = { code: string, message: string, };

export type FieldKind = "text" | "date" | "month" | "choice";

export type FieldView = { fact: string, label: string, hint: string, kind: FieldKind, required: boolean, sensitive: boolean, typed: string, value: string, portal_value: string, provenance: Provenance, provenance_note: string, derived_note: string, identity: boolean, only_here: boolean, options: Array<OptionView> | null, searchable: boolean, open: boolean, large: boolean, inspect: boolean, margin: MarginView, };

export type FileView = { name: string, preview: string, facts: string, };

export type FindingView = { id: string, step: string, rule: string, reason: string, severity: SeverityView, fact: string, row: number | null, label: string, message: string, fixes: Array<string>, source: string, differs: string, missing: boolean, keepable: boolean, kept: boolean, };

export type FoundOptions = { options: Array<OptionView>, total: number, };

export type GlyphView = { position: number, character: string, code_point: string, plane: number, name: string, verdict: Verdict, message: string, remedy: string, };

export type HelpCaseView = { when: string, then: string, };

export type HelpView = { id: string, title: string, says: Array<string>, text: string, cases: Array<HelpCaseView>, source: string, differs: string, };

export type HistoryColumns = { from: string, to: string, place: string, role: string, witness: string, };

export type HistoryRow = { from: string, to: string, place: string, role: string, witness: string, };

export type HistoryView = { rows: Array<HistoryRow>, this_month: string, segments: Array<SegmentView>, columns: HistoryColumns, };

export type ImportedPack = { title: string | null, packs: PacksView, };

export type IrreversibleView = { id: string, fact: string | null, text: string, source: string, tick: string, on: boolean, };

export type ItemKind = "copy" | "confirm" | "choose" | "upload" | "secret" | "code" | "do" | "system" | "irreversible";

export type Layout = "above" | "beside";

export type LengthView = { id: string, label: string, limit: string, from: string, to: string, low: number, high: number, far_low: number | null, far_high: number | null, source: string, };

export type LineAt = { id: string, at: number, };

export type LineView = { id: string, label: string, across: boolean, at: number, measured: number, by_hand: boolean, };

export type LogView = { entry: string, act: string, title: string, at: string, note: string, answer: boolean, };

export type MailView = { id: string, title: string, to: string, subject: string, body: string, enclosed: string, };

export type MarginView = { portal: Array<PortalPlace>, how: string, source: string, differs: string, };

export type MaterialState = "missing" | "optional" | "wrong" | "ask" | "ready";

export type MaterialView = { id: string, title: string, detail: string, required: boolean, source: string, file: FileView | null, checks: Array<CheckView>, ticks: Array<TickView>, prepared: PreparedView | null, stopped: string, photo: boolean, own: boolean, convert: boolean, card: CardView | null, state: MaterialState, reasons: Array<string>, save_as: string, step: string, };

export type NameView = { glyphs: Array<GlyphView>, fix: string | null, };

export type OptionView = { value: string, code: string, detail: string, names: string, gloss: string, certainty: CertaintyView, certainty_note: string, };

export type OutcomeView = { at: string, page: string, same: number, differs: number, not_found: number, labels: Array<string>, stands: boolean, };

export type OwnPack = { file: string, id: string, title: string, verified_on: string, extends: string | null, };

export type PacksView = { own: Array<OwnPack>, refused: Array<RefusedPack>, };

export type PageView = { width_mm: number, height_mm: number, };

export type PaperFormat = "pdf" | "html" | "md" | "txt" | "csv";

export type PastValue = { text: string, at: string, provenance: Provenance, current: boolean, };

export type PictureView = { picture: string, };

export type PortalPlace = { page: string, label: string, format: string, required: boolean, };

export type PreparedView = { before: string, original: string, rows: Array<RecordRow>, };

export type PreviewOf = { "receipt": { show_numbers: boolean, } } | "correction";

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

export type PrintView = { total: number, looked_at: number, printed: number, running: boolean, complete: boolean, message: string, failures: Array<PrintFailure>, path: string | null, missing: Array<string>, };

export type ProcedureCard = { id: string, title: string, summary: string, minutes: number, steps: number, needs: Array<string>, irreversible: Array<string>, basis: string, verified_on: string, };

export type ProfileFault = { field: string, message: string, };

export type ProfileValues = { width: number, height: number, min_kb: number, max_kb: number, width_mm: number, height_mm: number, head_width_mm: [number, number] | null, head_height_mm: [number, number] | null, crown_px: [number, number] | null, eyes_px: [number, number] | null, face_width_px: [number, number] | null, backdrop: Backdrop, rgb: [number, number, number] | null, };

export type ProfileView = { of: ProfiledView, values: ProfileValues, own: string, added: boolean, source: string, };

export type ProfiledView = { procedure: string, procedure_title: string, material: string, title: string, };

export type ProfilesView = { profiles: Array<ProfileView>, free: Array<ProfiledView>, };

export type ProposalView = { crop: CropView | null, reason: string, };

export type Provenance = "typed" | "derived" | "usual" | "imported" | "carried_over" | "none";

export type ReadBackView = { page: string, fields: Array<ReadFieldView>, practice: boolean, draft: DraftView, };

export type ReadFieldView = { id: string, label: string, gloss: string, expected: string, found: string | null, verdict: ReadVerdict, ignored: string, apart: string, sensitive: boolean, };

export type ReadVerdict = "same" | "differs" | "not_found";

export type RecordRow = { label: string, value: string, };

export type RefusedPack = { file: string, message: string, };

export type ReviewRow = { fact: string, label: string, value: string, provenance_note: string, large: boolean, findings: Array<string>, };

export type ReviewSection = { step: string, title: string, rows: Array<ReviewRow>, };

export type SavedFile = { path: string, missing: Array<string>, };

export type SavedMaterials = { path: string | null, written: Array<string>, taken: Array<string>, open: Array<string>, };

export type SegmentKind = "row" | "gap";

export type SegmentView = { kind: SegmentKind, row: number | null, from: string, to: string, start: number, end: number, label: string, lane: number, };

export type SetProfile = { wrong: Array<ProfileFault>, profiles: ProfilesView, };

export type SeverityView = "error" | "warning" | "hint";

export type Side = "front" | "back";

export type SignatureView = { strokes: Array<Array<[number, number]>>, at: string, stands: boolean, };

export type StageStatus = "not_started" | "current" | "waiting" | "done" | "not_needed";

export type StageView = { id: string, title: string, detail: string, status: StageStatus, act: string | null, expected: string, };

export type StaleView = { step: string, fact: string, message: string, };

export type Status = "not_started" | "in_progress" | "has_problems" | "completed";

export type StepView = { id: string, title: string, status: Status, errors: number, warnings: number, fields: Array<FieldView>, has_history: boolean, materials: Array<string>, comparison: ComparisonView | null, irreversible: Array<IrreversibleView>, known: Array<FieldView>, };

export type TickView = { id: string, text: string, on: boolean, };

export type Verdict = "pass" | "ask" | "fail" | "unknown";

export type VerifiedView = { agrees: boolean, message: string, changes: Array<string>, };
