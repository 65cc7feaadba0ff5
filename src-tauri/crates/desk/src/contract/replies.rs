//! What the window is told. Everything in here is worded already.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AboutView, OfficeView, RosterLook};

macro_rules! replies {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $type:ty),* $(,)? })+) => {$(
        #[derive(Clone, Serialize, TS)]
        $(#[$doc])+
        #[expect(missing_docs, reason = "the fields are the contract's own words")]
        pub struct $name { $(pub $field: $type),* }
    )+};
}

macro_rules! words {
    ($($(#[$doc:meta])+ $name:ident { $($variant:ident),* $(,)? })+) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        $(#[$doc])+
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the variants are the contract's own words")]
        pub enum $name { $($variant),* }
    )+};
}

words! {
    /// How far a step or a draft is.
    #[derive(Deserialize)]
    Status { NotStarted, InProgress, HasProblems, Completed, NotNeeded }
    /// Where a stage of the portal stands.
    StageStatus { NotStarted, Current, Waiting, Done, NotNeeded }
    /// How serious a finding is.
    SeverityView { Error, Warning, Hint }
    /// Where a value comes from.
    #[ts(rename = "Provenance")]
    ProvenanceView { Typed, Derived, Usual, CarriedOver, Class, None }
    /// How sure we are that the portal offers an option.
    CertaintyView { Manual, Portal, Standard, Public, Unverified, Added }
    /// What a fact is entered as.
    FieldKind { Text, Date, Month, Choice }
    /// What a machine says of a picture.
    Verdict { Pass, Ask, Fail, Unknown }
    /// What a person does with an item of the portal's page.
    ItemKind { Copy, Confirm, Choose, Upload, Secret, Code, Do, System, Irreversible }
    /// Whether the companion shows an item.
    CompanionPhase { Paused, Walking, Finished }
    /// What the clipboard has to do with the item shown: it holds it; it did; there is nothing to hold; it cannot be reached.
    ClipView { Copied, Cleared, Nothing, Stuck }
    /// How an answer stands to a list that may be added to: it is in it, or none of our business; it may be added; it was added here.
    OwnOption { None, Addable, Added }
    /// A part of the time line.
    SegmentKind { Row, Gap }
    /// Whether the portal shows what the person knows.
    #[derive(Deserialize)]
    #[ts(rename = "Agreement")]
    AgreementView { Same, Differs, Unseen }
    /// Whether the portal's page shows what was to be entered.
    ReadVerdict { Same, Differs, NotFound }
    /// How a file to hand in stands: it is not there and must be, or need not; it is wrong; the person should look; it is ready.
    MaterialState { Missing, Optional, Wrong, Ask, Ready }
    /// A side of a card.
    #[derive(Deserialize)]
    #[ts(rename = "Side")]
    SideView { Front, Back }
    /// How two sides lie in one picture.
    #[derive(Deserialize)]
    #[ts(rename = "Layout")]
    LayoutView { Above, Beside }
    /// What is behind the person in a photo.
    #[derive(Deserialize)]
    #[ts(rename = "Backdrop")]
    BackdropView { Any, Blue, LightBlue }
}

replies! {
    /// The home screen. `applicants` are those changed last, or the first that were searched for: no more than can be looked
    /// through; `due` says how many deadlines run, `about` is who was asked for.
    /// `read_only`: why everything is only looked at, if it is; `office`: how it stands there, while it is on.
    DeskView {
        applicants: Vec<ApplicantRow>, bin: Vec<ApplicantRow>, total: u32, bin_total: u32, due: u32,
        procedures: Vec<ProcedureCard>, recovered: Option<String>, samples: bool, look: RosterLook, about: Option<ApplicantRow>,
        read_only: String, office: Option<OfficeView>,
    }
    /// An applicant in the list. `colour` is 1 to 6; `twin` says who else has the same document number; `usual_end` is the last day
    /// on which they are kept where nobody says one, if the desk wants that.
    ApplicantRow {
        id: i32, name: String, id_tail: String, colour: u8, changed: String, deleted: Option<String>,
        drafts: Vec<DraftRow>, closed: Vec<ClosedDraft>, sample: bool, twin: String,
        about: AboutView, usual_end: Option<String>,
    }
    /// A draft of a procedure that was gone through before.
    ClosedDraft { id: i32, title: String, closed: String }
    /// A draft in the list: what is `wrong` apart from what is `missing`. One whose procedure is not installed has a title and nothing else.
    DraftRow {
        id: i32, procedure: String, title: String, done: u32, steps: u32, wrong: u32, missing: u32, warnings: u32,
        status: Status,
        deadline: Option<DeadlineView>, installed: bool,
    }
    /// A material by its name.
    MaterialName { id: String, title: String }
    /// A procedure to choose.
    ProcedureCard {
        materials: Vec<MaterialName>,
        id: String, title: String, summary: String, minutes: u16, steps: u32, needs: Vec<String>,
        irreversible: Vec<String>, basis: String, verified_on: String,
    }
    /// A new applicant, and the list with it.
    AddedApplicant { applicant: i32, desk: DeskView }
    /// Everything the window shows of a draft. It replaces what was there. `closed` says since when it only is looked at, `read_only` that nothing can be written;
    /// `correction`: the portal shows something wrongly, and there is a form for it; `on_site`: some of it is done in person,
    /// and there is a checklist for that.
    DraftView {
        draft: i32, applicant: ApplicantView, procedure: ProcedureCard, saved_at: String, undo: bool, redo: bool,
        position: Option<String>, done: u32, total: u32,
        steps: Vec<StepView>, findings: Vec<FindingView>, history: Option<HistoryView>, materials: Vec<MaterialView>,
        deadlines: Vec<DeadlineView>, stages: Vec<StageView>, acts: Vec<ActView>, log: Vec<LogView>,
        irreversible: Vec<IrreversibleView>, changed: Option<String>, stale: Vec<StaleView>,
        pack_changes: Vec<String>, portal: Vec<String>, twin: String, closed: Option<String>, read_only: bool, correction: bool, on_site: bool,
        mails: Vec<MailView>,
        read_back: Option<OutcomeView>, signature: Option<SignatureView>,
    }
    /// A signature drawn on the screen, each point right and down from 0 to 1. `stands`: nothing that was signed has changed since.
    SignatureView { strokes: Vec<Vec<[f32; 2]>>, at: String, stands: bool }
    /// A letter the person sends; `enclosed` names what goes with it.
    MailView { id: String, title: String, to: String, subject: String, body: String, enclosed: String }
    /// Something that was right when the draft was last changed, and is no longer.
    StaleView { step: String, fact: String, message: String }
    /// Whose draft it is.
    ApplicantView { id: i32, name: String, colour: u8, sample: bool }
    /// A step with its fields. `keys` are what its title is found by besides itself; `why` says why nothing is asked here, or not yet;
    /// `known` are answers of other steps that belong to this topic.
    StepView {
        id: String, title: String, keys: String, status: Status, why: String, warnings: u32, fields: Vec<FieldView>,
        has_history: bool, materials: Vec<String>, comparison: Option<ComparisonView>,
        irreversible: Vec<IrreversibleView>, known: Vec<KnownView>,
    }
    /// An answer of another step, to read.
    KnownView {
        fact: String, label: String, value: String, large: bool, sensitive: bool, provenance: ProvenanceView,
        provenance_note: String,
    }
    /// What a portal or a paper shows, held against what the person knows; `shown`: the head of what it shows.
    ComparisonView { title: String, lead: String, shown: String, source: String, items: Vec<ComparedView> }
    /// One line of it. `known` is what the portal should show; `copied`: what it shows is written down when it differs;
    /// `optional`: the page may not have it.
    ComparedView {
        id: String, fact: String, label: String, gloss: String, known: String, sensitive: bool, copied: bool, optional: bool,
        verdict: Option<AgreementView>, shown: String, evidence: String,
    }
    /// A field. `typed` is the person's own text, `value` what counts, `portal_value` what goes into the portal;
    /// `identity`: it must be the same on every portal; `only_here`: the answer stands for this draft alone;
    /// `own`: what can be done about an answer that the list lacks, or lacked; `inspect`: it is a name, to be looked at character by character.
    FieldView {
        fact: String, label: String, hint: String, kind: FieldKind, required: bool, sensitive: bool, typed: String,
        value: String, portal_value: String, provenance: ProvenanceView, provenance_note: String, derived_note: String,
        identity: bool, only_here: bool, options: Option<Vec<OptionView>>, searchable: bool, guessed: bool, open: bool, own: OwnOption, large: bool,
        inspect: bool, margin: MarginView,
    }
    /// An entry of a list. `names` are others it has or had.
    OptionView {
        value: String, code: String, detail: String, names: String, gloss: String, certainty: CertaintyView, certainty_note: String,
    }
    /// What stands in the margin beside a field: where the portal shows it, the box that is prepared first, and what is to be known of
    /// that box; `example` is the portal's own.
    MarginView { portal: Vec<PortalPlace>, why: String, how: String, example: String, source: String, differs: String }
    /// Where the portal shows a fact.
    PortalPlace { page: String, label: String, format: String, required: bool }
    /// A finding. `id` names it until the next reply; `keepable` warnings may be kept as they are.
    FindingView {
        id: String, step: String, rule: String, reason: String, severity: SeverityView, fact: String, row: Option<u32>,
        label: String, message: String, fixes: Vec<String>, source: String, differs: String, missing: bool,
        keepable: bool, kept: bool,
    }
    /// The personal history.
    HistoryView { rows: Vec<HistoryRow>, this_month: String, segments: Vec<SegmentView>, columns: HistoryColumns }
    /// What the history's columns are called.
    HistoryColumns { from: String, to: String, place: String, role: String, witness: String }
    /// A part of the time line, from 0 to 1 of its width; overlapping ones have different lanes.
    SegmentView {
        kind: SegmentKind, row: Option<u32>, from: String, to: String, start: f64, end: f64, label: String, lane: u32,
    }
    /// A file to hand in. `photo`: it shows a person and has a profile; `own`: that is this computer's. `convert`: a scan that would
    /// be right as a JPEG made of it. `stopped` says why nothing was made of it just now. `state` and `reasons` say in short how it stands;
    /// `save_as` is the name suggested for it, `step` where it is asked for.
    MaterialView {
        id: String, title: String, detail: String, required: bool, source: String, file: Option<FileView>,
        checks: Vec<CheckView>, ticks: Vec<TickView>, prepared: Option<PreparedView>, stopped: String,
        photo: bool, own: bool, convert: bool, card: Option<CardView>, state: MaterialState, reasons: Vec<String>,
        save_as: String, step: String,
    }
    /// The two sides that a picture is made of.
    CardView { front: Option<FileView>, back: Option<FileView> }
    /// Both sides in one picture, as a `data:` URI; empty when it cannot be made. `notes` say what was found of each side.
    CardPreview { picture: String, notes: Vec<String> }
    /// What was put into a new folder, by its name there. `missing` are characters in no font; `open` says which file to hand in is missing or wrong.
    Exported { path: String, written: Vec<String>, missing: Vec<String>, open: Vec<String> }
    /// Every photo profile, and the materials that have none and may get one.
    ProfilesView { profiles: Vec<ProfileView>, free: Vec<ProfiledView> }
    /// A material of a procedure.
    ProfiledView { procedure: String, procedure_title: String, material: String, title: String }
    /// What a material's photo must be like. `own` says since when it is this computer's; empty for the pack's. `added`: the pack has none.
    ProfileView { of: ProfiledView, values: ProfileValues, own: String, added: bool, source: String }
    /// What became of a profile: what is wrong with it, by field; it was kept when nothing is.
    SetProfile { wrong: Vec<ProfileFault>, profiles: ProfilesView }
    /// What is wrong with one number of a profile.
    ProfileFault { field: String, message: String }
    /// What was done to a photo here. `before` is the picture of the file it was made of; empty for what cannot be shown.
    PreparedView { before: String, original: String, rows: Vec<RecordRow> }
    /// One line of the record of it.
    RecordRow { label: String, value: String }
    /// The file as it lies in the vault. `picture` is the name under which the page asks for it; empty for what cannot be shown.
    FileView { name: String, picture: String, facts: String }
    /// A photo to be cropped by hand, in pixels of the upright original. `picture` is asked for as a file's is; `per_mm`: pixels of the finished
    /// photo to a millimetre; `found`: the lines were measured; `crop` is where the frame is at first; `backdrop` is the background
    /// that is wanted, `swatch` its colour as CSS has it.
    CropperView {
        picture: String, name: String, width: u32, height: u32, target_width: u32, target_height: u32,
        per_mm: Option<f32>, found: bool, crop: CropView, proposal: ProposalView, lines: Vec<LineView>,
        lengths: Vec<LengthView>, backdrop: String, swatch: String,
    }
    /// How a photo is taken. `advice`: a sentence for each matter.
    PhotoGuideView { advice: Vec<String>, drawings: Vec<DrawingView> }
    /// A line drawing: what it shows, and its lines as SVG has them, in millimetres.
    DrawingView { caption: String, width: f32, height: f32, path: String }
    /// Where a photo would be cropped by itself, or why not and what to do.
    ProposalView { crop: Option<CropView>, reason: String }
    /// A line at an end of the head; `across`: its place is counted from the upper edge, otherwise from the left. `measured` is where it
    /// was found.
    LineView { id: String, label: String, across: bool, at: u32, measured: u32, by_hand: bool }
    /// A length that is limited, from one line to another; without `from`, from the upper edge of the frame. Limits are in pixels of
    /// the finished photo; beyond the `far` ones it is wrong for certain.
    LengthView {
        id: String, label: String, limit: String, from: String, to: String, low: f32, high: f32, far_low: Option<f32>,
        far_high: Option<f32>, source: String,
    }
    /// One thing a machine can see. `message` says what to do when it is not right, `source` who sets the limit.
    CheckView { label: String, value: String, limit: String, verdict: Verdict, message: String, source: String }
    /// One thing only the person can confirm.
    TickView { id: String, text: String, on: bool }
    /// A deadline whose clock runs.
    DeadlineView { id: String, title: String, due: String, left: String, over: bool, source: String, differs: String }
    /// Everything that is due or waited for, of every applicant, the nearest first. `today` as `2026-11-22`.
    DeadlinesView { items: Vec<DueView>, today: String }
    /// A deadline, or a portal's answer that is waited for. `from` and `to` are its first and last day as `2026-11-22`.
    DueView {
        draft: i32, applicant: String, procedure: String, id: String, title: String, waiting: bool, from: String,
        to: String, due: String, left: String, over: bool, source: String,
    }
    /// A stage of the portal; `act` ends it. `expected` says when the portal usually answers, or nothing; `calendar` has its days of
    /// the portal's year.
    StageView {
        id: String, title: String, detail: String, status: StageStatus, act: Option<String>, expected: String,
        calendar: Vec<String>,
    }
    /// What the person does at the portal, or what it answers (`answer`). `note_label`: what to write down with it. `entry` is the
    /// line of the log that counts, while the act stands.
    ActView {
        id: String, title: String, at: Option<String>, answer: bool, note_label: String, entry: Option<String>,
    }
    /// A line of the log, the newest first.
    LogView { entry: String, act: String, title: String, at: String, note: String, answer: bool }
    /// A question and its answer. `says` are the portal's own words that it explains.
    HelpView {
        id: String, title: String, says: Vec<String>, text: String, cases: Vec<HelpCaseView>, source: String,
        differs: String,
    }
    /// What to do in one case.
    HelpCaseView { when: String, then: String }
    /// A point of no return, called by what it is about; `tick` is how the person says it was looked at.
    IrreversibleView { id: String, title: String, fact: Option<String>, text: String, source: String, tick: String, on: bool }
    /// The companion. `at` is the place among the `items` of the page; `next` is what comes with the next key; `unchecked`: the point
    /// of no return wants its tick first. `clears_in` are seconds. `waiting` are stages in which the portal acts; `unsaved`
    /// says why the place is not remembered. A view with a higher `turn` is newer. For `practice` nothing of it is kept.
    CompanionView {
        turn: u32, practice: bool, draft: i32, applicant: ApplicantView, id_tail: String, procedure: String, phase: CompanionPhase,
        pages: Vec<CompanionPageView>, page: u32, items: Vec<CompanionItemView>, at: u32, next: Option<CompanionItemView>,
        clip: ClipView, clears_in: Option<u32>, unchecked: bool, waiting: Vec<String>, unsaved: String,
    }
    /// A page of the portal, and how much of it is done.
    CompanionPageView { id: String, title: String, done: u32, items: u32 }
    /// An item. `copies`: its value goes on the clipboard; `secret`: not for long; `position`: the place of the value in the portal's list.
    CompanionItemView {
        id: String, kind: ItemKind, label: String, value: String, note: String, required: bool, done: bool,
        copies: bool, secret: bool, position: Option<u32>, file: bool,
    }
    /// A section of check-your-answers.
    ReviewSection { step: String, title: String, rows: Vec<ReviewRow> }
    /// A row of it.
    ReviewRow {
        fact: String, label: String, value: String, provenance_note: String, large: bool, findings: Vec<String>,
    }
    /// A name, character by character; `fixes` are it as it was probably meant, the likeliest first.
    NameView { glyphs: Vec<GlyphView>, fixes: Vec<String> }
    /// A character of a name. `character` is empty for one that cannot be shown.
    GlyphView {
        position: u32, character: String, code_point: String, plane: u32, name: String, verdict: Verdict, message: String,
        remedy: String,
    }
    /// What a search in a list found, at most 50 of `total`.
    FoundOptions { options: Vec<OptionView>, total: u32 }
    /// An option that was added on this computer.
    AddedOptionView { fact: String, label: String, value: String, at: String }
    /// A value as it once was.
    PastValue { text: String, at: String, provenance: ProvenanceView, current: bool }
    /// Why a command could not be carried out, and what to do; `busy`: another program is at it and may let go of it.
    #[ts(rename = "Failure")]
    FailureView { message: String, busy: bool }
    /// The packs of one's own, by name of file.
    PacksView { own: Vec<OwnPack>, refused: Vec<RefusedPack> }
    /// One that loads; `extends` is the title of what it extends.
    OwnPack { file: String, id: String, title: String, verified_on: String, extends: Option<String> }
    /// One that does not, and why.
    RefusedPack { file: String, message: String }
    /// The title of the pack that was imported; `null` when one with its id is there and was not to be replaced.
    ImportedPack { title: Option<String>, packs: PacksView }
    /// What the portal's page shows, field by field. `page` is the one that was recognised; of a `practice` portal nothing is kept.
    ReadBackView { page: String, fields: Vec<ReadFieldView>, practice: bool, draft: DraftView }
    /// A field of it. `found` is empty where the portal has it empty; `ignored` says what was passed over, `apart` where they part, `stop` what to do where the portal lets nobody correct it.
    ReadFieldView {
        id: String, label: String, gloss: String, expected: String, found: Option<String>, verdict: ReadVerdict,
        ignored: String, apart: String, stop: String, sensitive: bool,
    }
    /// The last read-back. `labels` are those that differ; `stands`: nothing of it was changed since.
    OutcomeView {
        at: String, page: String, same: u32, differs: u32, not_found: u32, labels: Vec<String>, stands: bool,
    }
    /// A file that was written. `missing` are characters in no font, printed as 〓.
    SavedFile { path: String, missing: Vec<String> }
    /// How far a batch is, in a sentence. `export`: it is of files of several kinds, not of receipts; `path` is the first file that was
    /// written.
    PrintView {
        total: u32, looked_at: u32, printed: u32, running: bool, complete: bool, export: bool, message: String,
        failures: Vec<PrintFailure>, path: Option<String>, missing: Vec<String>,
    }
    /// Of whom something could not be made or is not right, and why; no draft: it is gone; no name: it is of all.
    PrintFailure { draft: Option<i32>, name: String, message: String }
    /// A paper to look at, and its number. `missing` are characters in no font.
    PreviewView { preview: u32, pages: Vec<PageView>, missing: Vec<String> }
    /// How large a page is on paper.
    PageView { width_mm: f32, height_mm: f32 }
    /// A page as a picture.
    PictureView { picture: String }
    /// Whether a receipt agrees with the draft, in a sentence, and what differs, one a line.
    VerifiedView { agrees: bool, message: String, changes: Vec<String> }
}

/// A stretch of a person's life, as it goes both ways.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct HistoryRow {
    pub from: String,
    pub to: String,
    pub place: String,
    pub role: String,
    pub witness: String,
}

/// A part of a photo, in its pixels.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct CropView {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

/// What a photo must be like, as it goes both ways: pixels, K of 1,024 bytes, millimetres. What is not asked for is 0 or `null`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ProfileValues {
    pub width: u32,
    pub height: u32,
    pub min_kb: u32,
    pub max_kb: u32,
    pub width_mm: f32,
    pub height_mm: f32,
    pub head_width_mm: Option<[f32; 2]>,
    pub head_height_mm: Option<[f32; 2]>,
    pub crown_px: Option<[u32; 2]>,
    pub eyes_px: Option<[u32; 2]>,
    pub face_width_px: Option<[u32; 2]>,
    pub backdrop: BackdropView,
    pub rgb: Option<[u8; 3]>,
}

/// Where the person has put a line, in pixels of the photo.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct LineAt {
    pub id: String,
    pub at: u32,
}

impl From<beishen_photo::Crop> for CropView {
    fn from(beishen_photo::Crop { x, y, width, height }: beishen_photo::Crop) -> Self {
        Self { x, y, width, height }
    }
}

impl From<CropView> for beishen_photo::Crop {
    fn from(CropView { x, y, width, height }: CropView) -> Self {
        Self { x, y, width, height }
    }
}

impl From<beishen_core::HistoryRow> for HistoryRow {
    fn from(row: beishen_core::HistoryRow) -> Self {
        let beishen_core::HistoryRow { from, to, place, role, witness } = row;
        Self { from, to, place, role, witness }
    }
}

impl From<HistoryRow> for beishen_core::HistoryRow {
    fn from(row: HistoryRow) -> Self {
        let HistoryRow { from, to, place, role, witness } = row;
        Self { from, to, place, role, witness }
    }
}
