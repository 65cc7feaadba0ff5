//! Every command of the window, once: what it takes, what comes back, who does it.
//!
//! **Invariant:** a command is one line of the table and one function. Request, reply, dispatch and the page's TypeScript come
//! of that line; a test fails when the TypeScript in `ui/` is stale.
#![expect(clippy::needless_pass_by_value, reason = "the table hands every word of a command over")]

mod answers;
mod applicants;
mod bundles;
mod classes;
mod companion;
mod copying;
mod corrections;
mod course;
mod drafts;
mod due;
mod everything;
mod export;
mod exporting;
mod filling;
mod found;
mod guide;
mod import;
mod leaving;
mod many;
mod materials;
mod office;
mod options;
mod pack_forms;
mod packs;
mod papers;
mod people;
mod photos;
mod portal;
mod preview;
mod printing;
mod profiles;
mod put_back;
mod readback;
mod roster;
mod scans;
mod signing;
mod table;
mod twins;

use std::{collections::BTreeMap, path::Path};

use beishen_document::Locale;
use beishen_work::Failure;
use chrono::{NaiveDateTime, SubsecRound as _};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    at::At,
    contract::{
        AboutView, Access, AddedApplicant, AddedOptionView, AgreementView, ApplicantRow,
        AttachedFile, BundleView, CardPreview, ClassPreview, ClassesView, CompanionKey,
        CompanionView, CopySources, CopyableStep, CorrectionView, CropView, CropperView,
        DeadlinesView, DeskPaper, DeskView, DraftPaper, DraftView, ExportChoice, Exported,
        ExportedLine, FilledView, FoundFilesView, FoundOptions, FoundPeopleView, GuideView,
        HelpView, HistoryRow, ImportLine, ImportRowsView, ImportShow, ImportView, ImportedPack,
        ImportedView, LayoutView, LineAt, ManyDeed, ManyView, MarkView, NameView, Names, NamesView,
        NeighbourView, OfficeOnView, OfficePersonView, OfficeRoundView, OfficeView, PackAct,
        PackCheck, PackEdited, PackText, PacksView, PaperFormat, PastValue, PeopleView,
        PhotoGuideView, PictureView, PortalPack, PortalView, PreviewView, PrintChoice, PrintView,
        ProfileValues, ProfilesView, ProposalView, PutOut, ReadBackView, ReadFrom, ReadIn, Replied,
        ReviewSection, RosterLook, RosterQuery, RosterView, SavedBundle, SavedFile, SetProfile,
        ShelfView, SideView, TakenBackView, TypeScript, VerifiedView, WriteInto, WriteTo,
        WritingView,
    },
    desk::Desk,
};

pub use due::{Notice, Reminder, notice};
pub use office::{TakenIn, Whose};

table::commands! {
    /// The applicants, and what can be begun for them; with the one it is about, where there is one.
    OpenDesk {
        #[serde(default)]
        #[ts(optional)]
        about: Option<i32>,
    } -> DeskView = Desk::open_desk;
    /// A part of the roster, counted from 0.
    ListRoster { query: RosterQuery, offset: u32, limit: u32 } -> RosterView = Desk::list_roster;
    /// All that can be marked of it.
    RosterMarks { query: RosterQuery } -> Vec<MarkView> = Desk::roster_marks;
    /// The draft that stands so many places behind this one in it; `wrong`: of those in which something is wrong.
    Neighbour { query: RosterQuery, draft: i32, by: i32, wrong: bool } -> Option<NeighbourView> = Desk::neighbour;
    /// An applicant as the list has them, with what the desk says of them.
    ShowApplicant { applicant: i32 } -> Option<ApplicantRow> = Desk::show_applicant;
    /// What the desk says of an applicant.
    SetAbout { applicant: i32, about: AboutView } -> DeskView = Desk::set_about;
    /// The same for each of these.
    DoToMany { applicants: Vec<i32>, deed: ManyDeed } -> ManyView = Desk::do_to_many;
    /// What was done to many last is taken back, where nothing was changed since.
    UndoMany -> ManyView = Desk::undo_many;
    /// What goes when these are erased.
    ToErase { applicants: Vec<i32> } -> String = Desk::to_erase;
    /// They are erased, for good.
    EraseApplicants { applicants: Vec<i32> } -> DeskView = Desk::erase_applicants;
    /// The classes, and what may be the same for one.
    Classes -> ClassesView = Desk::classes;
    /// What would change if this were the same for all of a class.
    PreviewClass { class: String, facts: BTreeMap<String, String> } -> ClassPreview = Desk::preview_class;
    /// It is the same for all of it from now on, where nobody has said otherwise.
    SetClass { class: String, facts: BTreeMap<String, String> } -> ManyView = Desk::set_class;
    /// How the desk wants its roster from now on.
    KeepLook { look: RosterLook } -> () = Desk::keep_look;
    /// Only applicants that match: 汉字, pinyin or initials.
    SearchApplicants { query: String } -> DeskView = Desk::search_applicants;
    /// A new applicant.
    AddApplicant { name: String } -> AddedApplicant = Desk::add_applicant;
    /// Invented applicants, to look around with.
    AddSamples -> DeskView = Desk::add_samples;
    /// The invented ones go.
    RemoveSamples -> DeskView = Desk::remove_samples;
    /// An applicant is called so from now on.
    RenameApplicant { applicant: i32, name: String } -> DeskView = Desk::rename_applicant;
    /// Into the bin, for 30 days.
    BinApplicant { applicant: i32 } -> DeskView = Desk::bin_applicant;
    /// Out of the bin again.
    RestoreApplicant { applicant: i32 } -> DeskView = Desk::restore_applicant;
    /// Out of the bin, for good.
    EraseApplicant { applicant: i32 } -> DeskView = Desk::erase_applicant;

    /// The files of questionnaires in a folder are read, each a row; a single one is read as a table is.
    ReadAnswers { folder: ReadIn, procedure: String } -> ImportView = Desk::read_answers;
    /// A table is read for a procedure; nothing of it is in the vault yet.
    ReadTable { path: ReadFrom, procedure: String } -> ImportView = Desk::read_table;
    /// The people stand on another sheet of it.
    ShowSheet { sheet: u32 } -> ImportView = Desk::show_sheet;
    /// What a column is; nothing: it is left out.
    MapColumn { column: u32, fact: Option<String> } -> ImportView = Desk::map_column;
    /// Rows that are hidden in the spreadsheet are left out.
    LeaveHidden { leave: bool } -> ImportView = Desk::leave_hidden;
    /// Where table and desk differ, whether the table's word is taken: for one answer, for a row, or for all.
    TakeOver { row: Option<u32>, fact: Option<String>, take: bool } -> ImportView = Desk::take_over;
    /// Some of its rows, with what is said of each cell.
    ImportRows { offset: u32, limit: u32, show: ImportShow } -> ImportRowsView = Desk::import_rows;
    /// The good rows are taken in, all at once.
    RunImport -> ImportedView = Desk::run_import;
    /// What was taken in goes again; what was worked on since stays.
    UndoImport { import: i32 } -> TakenBackView = Desk::undo_import;
    /// What was taken in before, the newest first.
    Imports -> Vec<ImportLine> = Desk::imports;
    /// The rows that were not taken in, with reasons, as a table to be put right.
    SaveBadRows { path: WriteTo } -> SavedFile = Desk::save_bad_rows;
    /// The table that was read is filled in with everybody who prepares its procedure, or those of a class; without a path it is only
    /// said what would be done.
    FillTable { class: Option<String>, path: Option<WriteTo> } -> FilledView = Desk::fill_table;
    /// A table to be filled in for a procedure.
    SaveTemplate { procedure: String, path: WriteTo } -> SavedFile = Desk::save_template;
    /// The people of a procedure with every answer, or everybody; numbers in full only where that is said.
    People { procedure: Option<String>, show_numbers: bool } -> PeopleView = Desk::people;
    /// The same as a file: XLSX, or CSV where its name says so.
    SavePeople { procedure: Option<String>, show_numbers: bool, path: WriteTo } -> SavedFile = Desk::save_people;
    /// Files for a material in a folder, and whose each is by its name. Nothing is taken in.
    FindFiles { folder: ReadIn, procedure: String, material: String } -> FoundFilesView = Desk::find_files;
    /// One of them is put into a draft.
    AttachFound { file: u32, draft: i32 } -> AttachedFile = Desk::attach_found;
    /// Everything of everybody is written into a new folder there, as open files; `write_more` goes on until all is written.
    WriteEverything { folder: WriteInto } -> WritingView = Desk::write_everything;
    /// The next few people.
    WriteMore -> WritingView = Desk::write_more;
    /// Whom such a folder holds. Nothing is taken in.
    LookInto { folder: ReadIn } -> FoundPeopleView = Desk::look_into;
    /// They are taken in, all at once.
    TakeEverythingIn -> ImportedView = Desk::take_everything_in;
    /// A bundle of these people for another computer, with what the desk notes of them if `notes`, and the code that opens it.
    SaveBundle { applicants: Vec<i32>, notes: bool, path: WriteTo } -> SavedBundle = Desk::save_bundle;
    /// Who is in such a bundle, and what would come of taking it in. Nothing is taken in.
    OpenBundle { path: ReadFrom, code: String } -> BundleView = Desk::open_bundle;
    /// It is taken in; of what was changed on both sides the bundle's where `theirs` has its place in the list. `undo_import` takes it back.
    MergeBundle { theirs: Vec<i32> } -> ImportedView = Desk::merge_bundle;
    /// It is forgotten.
    LeaveBundle -> () = Desk::leave_bundle;
    /// How it stands with the office; nothing while it is off.
    Office -> Option<OfficeView> = Desk::show_office;
    /// Turns it on, or calls this desk otherwise. Without a code this vault's stays, or a new one is made.
    SetOffice { name: String, code: Option<String> } -> OfficeOnView = Desk::set_office;
    /// What the other desks are told, in groups.
    OfficeCode -> Vec<String> = Desk::say_office_code;
    /// Turns it off: the trays go. Everybody stays here as they are.
    LeaveOffice -> () = Desk::leave_office;
    /// Shares these people: they are put out, sealed.
    ShareApplicants { applicants: Vec<i32> } -> PutOut = Desk::share_applicants;
    /// Takes in what has come, and puts out what is new. `undo_import` takes back what came in.
    OfficeRound -> OfficeRoundView = Desk::office_round;
    /// How somebody stands to the office.
    OfficePerson { applicant: i32 } -> OfficePersonView = Desk::office_person;
    /// Asks, with the next round, to work on somebody in the place of the desk that was told; refused where it is another by now.
    OfficeTakeOver { applicant: i32, from: String } -> OfficePersonView = Desk::ask_to_take_over;
    /// Tells, with the next round, that this desk works on somebody no longer.
    OfficeLetGo { applicant: i32 } -> OfficePersonView = Desk::ask_to_let_go;
    /// Asks the office to forget whoever was erased here.
    OfficeForget -> Option<OfficeView> = Desk::ask_to_forget;
    /// What has left as a file within the year, the newest first.
    Exports -> Vec<ExportedLine> = Desk::exports;
    /// The table is forgotten.
    LeaveImport -> () = Desk::leave_import;

    /// A new draft, or the existing one if it was begun.
    BeginDraft { applicant: i32, procedure: String } -> DraftView = Desk::begin_draft;
    /// Another draft of the same procedure; this one is closed and kept as it is.
    BeginAgain { draft: i32 } -> DraftView = Desk::begin_again;
    /// A draft as it is now.
    OpenDraft { draft: i32 } -> DraftView = Desk::show_draft;
    /// The one hop of a committed answer. `only_here`: it stands for this draft alone; an empty one lets the person's own
    /// answer through again. `more`: it goes on with the text that was saved last while it was typed.
    Answer {
        draft: i32,
        fact: String,
        text: String,
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        only_here: bool,
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        more: bool,
    } -> DraftView = Desk::answer;
    /// The whole personal history; `more` as of an answer.
    SetHistory {
        draft: i32,
        rows: Vec<HistoryRow>,
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        more: bool,
    } -> DraftView = Desk::set_history;
    /// Something only the person can confirm.
    Tick { draft: i32, tick: String, on: bool } -> DraftView = Desk::tick;
    /// A warning was looked at and the value stays.
    Keep { draft: i32, finding: String, on: bool } -> DraftView = Desk::keep;
    /// One of the repairs a finding offers.
    Fix { draft: i32, finding: String, fix: u32 } -> DraftView = Desk::fix;
    /// The last step is taken back.
    Undo { draft: i32 } -> DraftView = Desk::undo;
    /// The step that was taken back is done again.
    Redo { draft: i32 } -> DraftView = Desk::redo;
    /// The place is remembered.
    Visit { draft: i32, step: String } -> () = Desk::visit;
    /// What was answered before.
    PastValues { draft: i32, fact: String } -> Vec<PastValue> = Desk::past_values;
    /// A name looked at character by character.
    InspectName { text: String } -> NameView = answers::inspect_name;
    /// What comes up at the portal of a draft's procedure, and what to do then.
    Help { draft: i32 } -> Vec<HelpView> = Desk::help;
    /// 使用指南, every page of it.
    Guide -> GuideView = guide::guide;
    /// One of its pictures.
    GuidePicture { name: String } -> PictureView = guide::picture;
    /// Who else there is, to copy answers from.
    CopySources { draft: i32, query: String } -> CopySources = Desk::copy_sources;
    /// What somebody else has answered that may be copied.
    Copyable { draft: i32, applicant: i32 } -> Vec<CopyableStep> = Desk::copyable;
    /// These answers of somebody else are taken over, in one step.
    CopyAnswers { draft: i32, applicant: i32, facts: Vec<String> } -> DraftView = Desk::copy_answers;
    /// Everything given, by step.
    Review { draft: i32 } -> Vec<ReviewSection> = Desk::review;

    /// Something was done at the portal, or answered by it; now, unless `at` says when (`2026-11-24T09:30`).
    Log { draft: i32, act: String, at: Option<String>, note: String } -> DraftView = Desk::log;
    /// A line of the log goes.
    Unlog { draft: i32, entry: String } -> DraftView = Desk::unlog;
    /// What the portal shows of a compared item; no verdict: not looked at.
    Compare {
        draft: i32,
        item: String,
        verdict: Option<AgreementView>,
        shown: String,
        evidence: String,
    } -> DraftView = Desk::compare;
    /// What a changed pack changes was read.
    SeenChanges { draft: i32 } -> DraftView = Desk::seen_changes;
    /// The text of the portal's page against the draft; the text is not kept.
    ReadBack { draft: i32, text: String } -> ReadBackView = Desk::read_back;
    /// The same with a page that was saved.
    ReadBackFile { draft: i32, path: ReadFrom } -> ReadBackView = Desk::read_back_file;
    /// The strokes of a signature, each point right and down from 0 to 1; none: signed in ink, or not yet.
    Sign { draft: i32, strokes: Vec<Vec<[f32; 2]>> } -> DraftView = Desk::sign;

    /// A list is looked through.
    SearchOptions { draft: i32, fact: String, query: String } -> FoundOptions = Desk::search_options;
    /// The value stands in the fact's list from now on, in every draft on this computer.
    AddOption { draft: i32, fact: String, value: String } -> DraftView = Desk::add_option;
    /// What was added to lists.
    AddedOptions -> Vec<AddedOptionView> = Desk::added_options;
    /// One of those goes.
    RemoveOption { fact: String, value: String } -> Vec<AddedOptionView> = Desk::remove_option;

    /// The option or the pack that was removed last comes back.
    PutBack -> () = Desk::put_back;

    /// A file to hand in.
    Attach { draft: i32, material: String, path: ReadFrom } -> DraftView = Desk::attach;
    /// It is taken out again.
    Detach { draft: i32, material: String } -> DraftView = Desk::detach;
    /// The photo cropped, scaled down and compressed as its material wants, where `crop` says or where its head says; or the
    /// draft as it is with the reason why not. `lines` are those the person has moved.
    PreparePhoto {
        draft: i32,
        material: String,
        crop: Option<CropView>,
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<LineAt>>")]
        lines: Vec<LineAt>,
    } -> DraftView = Desk::prepare_photo;
    /// How the photo of a material is taken.
    PhotoGuide { draft: i32, material: String } -> PhotoGuideView = Desk::photo_guide;
    /// The photo the person chose, to be cropped by hand.
    OpenCropper { draft: i32, material: String } -> CropperView = Desk::open_cropper;
    /// Where that photo would be cropped with these lines where the person has put them.
    ProposeCrop { draft: i32, material: String, lines: Vec<LineAt> } -> ProposalView = Desk::propose_crop;
    /// The scan as a JPEG within its material's limits, made of the file the person chose; or the draft as it is with the
    /// reason why not.
    PrepareScan { draft: i32, material: String } -> DraftView = Desk::prepare_scan;
    /// One side of a card, of which the material's picture is made; no path: it is taken out.
    SetSide { draft: i32, material: String, side: SideView, path: Option<ReadFrom> } -> DraftView = Desk::set_side;
    /// Front and back change places.
    SwapSides { draft: i32, material: String } -> DraftView = Desk::swap_sides;
    /// How both sides would look in one picture. Nothing is changed.
    PreviewCard { draft: i32, material: String, layout: LayoutView } -> CardPreview = Desk::preview_card;
    /// Both sides in one JPEG within the material's limits; or the draft as it is with the reason why not.
    MergeCard { draft: i32, material: String, layout: LayoutView } -> DraftView = Desk::merge_card;
    /// A file to hand in as it lies here, under another name or in another place.
    SaveFile { draft: i32, material: String, path: WriteTo } -> SavedFile = Desk::save_file;

    /// What photos must be like.
    Profiles -> ProfilesView = Desk::profiles;
    /// What the photo of a material must be like, on this computer.
    SetProfile { procedure: String, material: String, values: ProfileValues } -> SetProfile = Desk::set_profile;
    /// The pack's profile stands again.
    RemoveProfile { procedure: String, material: String } -> ProfilesView = Desk::remove_profile;
    /// The packs of one's own.
    ListPacks -> PacksView = Desk::list_packs;
    /// A pack that is there already is replaced only when that is said.
    ImportPack { path: ReadFrom, replace: bool } -> ImportedPack = Desk::import_pack;
    /// A pack goes; the drafts begun with it stay.
    RemovePack { file: String } -> PacksView = Desk::remove_pack;
    /// Every procedure of this desk, with where it is from, and what is written of one's own.
    ListProcedures -> ShelfView = Desk::list_procedures;
    /// The text of a pack of one's own, whether or not it loads.
    PackText { file: String } -> PackText = Desk::pack_text;
    /// A text to begin a pack with, over another where `extends` says so. It is not saved.
    NewPack { id: String, extends: Option<String> } -> PackText = Desk::new_pack;
    /// Whether a text keeps every promise of a pack, and what that would look like. It is found again as it is, and not saved.
    CheckPack { file: String, text: String } -> PackCheck = Desk::check_pack;
    /// The text after something was done to its pages and boxes. Remarks stay, and what the act does not name stays as it is written.
    EditPack { file: String, text: String, act: PackAct } -> PackEdited = Desk::edit_pack;
    /// The text with the boxes of a form page that was saved, on this page of it or on a new one. What was filled in is not read.
    TakePackPage { file: String, text: String, page: Option<String>, path: ReadFrom } -> PackEdited = Desk::take_pack_page;
    /// The same with a page that was copied.
    TakePackSource { file: String, text: String, page: Option<String>, source: String } -> PackEdited = Desk::take_pack_source;
    /// 练习平台 of a text that keeps every promise, for a browser. Nothing is saved.
    TryPack { file: String, text: String } -> SavedFile = Desk::try_pack;
    /// What was written and not saved goes.
    DropPackText { file: String } -> ShelfView = Desk::drop_pack_text;
    /// It is written as a pack of one's own, if it keeps every promise; `put_back` takes that back.
    WritePack { file: String, text: String } -> ShelfView = Desk::write_pack;
    /// A pack of one's own as a file for others.
    SavePack { file: String, path: WriteTo } -> SavedFile = Desk::save_pack;

    /// What is known of the portals' pages.
    PortalPacks -> Vec<PortalPack> = Desk::portal_packs;
    /// A form page of the portal that was saved, beside the pack. Only its boxes are kept, until another is read.
    ReadPortal { procedure: String, path: ReadFrom } -> PortalView = Desk::read_portal;
    /// The same with a page that was copied, as HTML or as its source. What is not a box of it is not kept.
    ReadPortalText { procedure: String, text: String } -> PortalView = Desk::read_portal_text;
    /// What would change, and for whom, if the page's boxes were taken over so.
    LookPortal { boxes: Vec<String>, apart: Vec<String> } -> CorrectionView = Desk::look_portal;
    /// The same of a pack that came as a file. Nothing is taken.
    OpenCorrection { path: ReadFrom } -> CorrectionView = Desk::open_correction;
    /// The pack that was opened so is taken over the procedure that it extends, on this computer.
    TakeCorrection -> PortalView = Desk::take_correction;
    /// Or it is taken in as one of one's own, in the place of what has its id; `put_back` takes that back.
    KeepPack -> ShelfView = Desk::keep_pack;
    /// What the page has of these boxes holds on this computer from now on; `apart` are options of it that are no other names of the pack's.
    TakePortal { boxes: Vec<String>, apart: Vec<String> } -> PortalView = Desk::take_portal;
    /// What was taken over last goes again.
    UntakePortal { procedure: String } -> PortalView = Desk::untake_portal;
    /// The page as a correction of the pack, a file for others to use.
    SavePortal { path: WriteTo } -> SavedFile = Desk::save_portal;
    /// The page is forgotten.
    LeavePortal -> () = Desk::leave_portal;

    /// Whether a receipt's file says what the draft says now.
    VerifyReceipt { draft: i32, path: ReadFrom } -> VerifiedView = Desk::verify_receipt;
    /// One of the papers of a draft; a receipt has masked numbers.
    SavePaper { draft: i32, paper: DraftPaper, path: WriteTo, format: PaperFormat } -> SavedFile = Desk::save_paper;
    /// Papers as PDF, a checklist as a page for the browser too, and, if `files`, every file to hand in: all in a new folder
    /// within `folder`. `show_numbers`: the receipt has them in full.
    Export {
        draft: i32,
        papers: Vec<DraftPaper>,
        files: bool,
        folder: WriteInto,
        show_numbers: bool,
    } -> Exported = Desk::export;
    /// A procedure's questions, to be filled in by hand.
    SaveQuestionnaire { procedure: String, path: WriteTo, format: PaperFormat } -> SavedFile = Desk::save_questionnaire;
    /// A list over several drafts.
    SaveDeskPaper {
        paper: DeskPaper,
        drafts: Vec<i32>,
        path: WriteTo,
        format: PaperFormat,
    } -> SavedFile = Desk::save_desk_paper;
    /// The draft as a facts file. `pending`, by fact, and `rows` are what the vault has not taken in; it is only read.
    SaveFacts {
        draft: i32,
        path: WriteTo,
        pending: BTreeMap<String, String>,
        rows: Option<Vec<HistoryRow>>,
    } -> SavedFile = Desk::save_facts;

    /// A paper as it would be saved now; the one before is closed.
    Preview { draft: i32, paper: DraftPaper, show_numbers: bool } -> PreviewView = Desk::preview;
    /// A page of it, counted from 0, so many pixels wide.
    PreviewPage { preview: u32, page: u32, width: u32 } -> PictureView = Desk::preview_page;
    /// The paper as it was shown.
    SavePreview { preview: u32, path: WriteTo } -> SavedFile = Desk::save_preview;
    /// The paper is forgotten.
    ClosePreview { preview: u32 } -> () = Desk::close_preview;
    /// The receipts of many drafts, written into the folder by and by.
    PrintReceipts { drafts: Vec<i32>, folder: WriteInto, choice: PrintChoice } -> PrintView = Desk::print_receipts;
    /// Files of these are written into a folder: papers, photos, materials, what is due. They are made one by one; `print_progress`
    /// and `stop_printing` are of them as well.
    ExportMany { drafts: Vec<i32>, folder: WriteInto, choice: ExportChoice } -> PrintView = Desk::export_many;
    /// What those files would be called, up to so many: what is called otherwise than the pattern says comes first. Nothing is written.
    NameMany { drafts: Vec<i32>, folder: Option<WriteInto>, choice: ExportChoice, limit: u32 } -> NamesView = Desk::name_many;
    /// How far the receipts are that were begun last.
    PrintProgress -> Option<PrintView> = Desk::print_progress;
    /// No more receipts are begun.
    StopPrinting -> Option<PrintView> = Desk::stop_printing;
    /// What the first few files would be called.
    NameReceipts { drafts: Vec<i32>, choice: PrintChoice } -> Vec<String> = Desk::name_receipts;

    /// The companion as it is; for another draft than before, paused.
    OpenCompanion { draft: i32 } -> CompanionView = Desk::open_companion;
    /// What a key of the companion does.
    PressCompanion { draft: i32, key: CompanionKey } -> CompanionView = Desk::press_companion;
    /// The file of an upload item, put where a browser finds it until the companion is closed.
    CompanionFile { draft: i32, item: String } -> SavedFile = Desk::companion_file;
    /// 练习平台, the replica of the portal's pages for a browser; there is no answer in it.
    SavePractice { draft: i32 } -> SavedFile = Desk::save_practice;

    /// What is due, over all drafts.
    Deadlines -> DeadlinesView = Desk::deadlines;
    /// What is due in one draft, or in all of them without a name.
    SaveCalendar { draft: Option<i32>, path: WriteTo } -> SavedFile = Desk::save_calendar;
}

/// A command and the language of its answer.
#[derive(Deserialize)]
pub struct Request {
    /// The language of every word in the reply.
    pub locale: Locale,
    /// What is asked for. A field it does not know is refused.
    #[serde(flatten)]
    pub command: Command,
}

impl Desk {
    /// Carries out one command. There is always a reply: a panic is a failure, too.
    pub fn call(&mut self, request: Request, now: NaiveDateTime) -> Result<Reply, Failure> {
        let Request { locale, command } = request;
        // As exact as the vault keeps it, so that what was changed now is assessed as of now, once.
        let now = now.trunc_subsecs(6);
        Failure::caught(|| {
            self.note_batch();
            let (leaving, is_batch) = (command.leaves(self), command.begins_batch());
            // Noted before the first file is there: whoever is killed meanwhile has left it.
            let noted = leaving.and_then(|it| self.note_leaving(it, now));
            self.partly.set(false);
            let reply = command.carry_out(self, At { now, locale });
            match (noted, self.printing.as_mut()) {
                (_, Some(batch)) if is_batch && reply.is_ok() => batch.noted = noted,
                (Some(noted), _) if reply.is_err() && !self.partly.get() => {
                    let _ = self.vault.correct_export(noted, Vec::new());
                }
                _ => {}
            }
            reply
        })
    }
}

impl Request {
    /// The files and folders it names, and what for: only what a person chose may be named by a page.
    pub fn names(&self) -> Vec<(Access, &Path)> {
        self.command.names()
    }

    /// Whether it leads to the first screen, where it is looked anew whether the vault can be written.
    pub fn opens_desk(&self) -> bool {
        matches!(self.command, Command::OpenDesk { .. })
    }

    /// Whether the companion's page may ask for it.
    pub fn is_companions(&self) -> bool {
        use Command::{CompanionFile, Guide, GuidePicture, OpenCompanion, PressCompanion};
        matches!(
            self.command,
            OpenCompanion { .. }
                | PressCompanion { .. }
                | CompanionFile { .. }
                | Guide { .. }
                | GuidePicture { .. }
        )
    }
}

impl Reply {
    /// What was written where the person said: only that may be opened from the page.
    pub fn written(&self) -> Option<&Path> {
        self.replied().written()
    }

    /// Whether a draft may say something else now, so that whoever shows some of it looks again.
    pub fn changes_draft(&self) -> bool {
        self.replied().changes_draft()
    }
}
