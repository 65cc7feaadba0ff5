// The one hop to the program. What can be asked and what comes back is in contract.gen.ts.

import { invoke } from '@tauri-apps/api/core';
import { settings } from '../settings.svelte';
import type {
  AddedApplicant,
  Command,
  CompanionView,
  CropperView,
  DeskView,
  DraftView,
  Failure,
  FoundOptions,
} from './contract.gen';
import type { AddedOptionView, CardPreview, DeadlinesView, ImportedPack, NameView, PacksView } from './contract.gen';
import type { PastValue, PictureView, PreviewView, PrintView, ProfilesView, ProposalView } from './contract.gen';
import type { ReadBackView, ReviewSection, SavedFile, SavedMaterials, SetProfile, VerifiedView } from './contract.gen';

type Name = Command['command'];

/** What comes back, where it is not the whole draft. */
interface Other {
  open_desk: DeskView;
  search_applicants: DeskView;
  add_applicant: AddedApplicant;
  add_samples: DeskView;
  remove_samples: DeskView;
  rename_applicant: DeskView;
  bin_applicant: DeskView;
  restore_applicant: DeskView;
  erase_applicant: DeskView;
  list_packs: PacksView;
  import_pack: ImportedPack;
  remove_pack: PacksView;
  visit: null;
  search_options: FoundOptions;
  past_values: PastValue[];
  inspect_name: NameView;
  added_options: AddedOptionView[];
  remove_option: AddedOptionView[];
  open_cropper: CropperView;
  propose_crop: ProposalView;
  review: ReviewSection[];
  read_back: ReadBackView;
  read_back_file: ReadBackView;
  save_receipt: SavedFile;
  preview: PreviewView;
  preview_page: PictureView;
  save_preview: SavedFile;
  close_preview: null;
  verify_receipt: VerifiedView;
  print_receipts: PrintView;
  print_progress: PrintView | null;
  stop_printing: PrintView | null;
  name_receipts: string[];
  save_checklist: SavedFile;
  save_practice: SavedFile;
  save_correction: SavedFile;
  save_paper: SavedFile;
  save_questionnaire: SavedFile;
  save_desk_paper: SavedFile;
  save_facts: SavedFile;
  deadlines: DeadlinesView;
  save_calendar: SavedFile;
  open_companion: CompanionView;
  press_companion: CompanionView;
  companion_file: SavedFile;
  preview_card: CardPreview;
  save_materials: SavedMaterials;
  profiles: ProfilesView;
  set_profile: SetProfile;
  remove_profile: ProfilesView;
}

/** What a command answers. */
export type Reply<N extends Name> = N extends keyof Other ? Other[N] : DraftView;

/** The commands with a given kind of answer. */
export type Asking<R> = { [N in Name]: Reply<N> extends R ? Extract<Command, { command: N }> : never }[Name];

/** Asks the program; rejects with a `Failure`, never with anything else. */
export async function call<C extends Command>(command: C): Promise<Reply<C['command']>> {
  try {
    return await invoke('call', { request: { locale: settings.locale, ...command } });
  } catch (reason) {
    throw asFailure(reason);
  }
}

/** Whatever was thrown, as words that can be shown. */
export function asFailure(reason: unknown): Failure {
  if (typeof reason === 'object' && reason !== null && 'message' in reason && 'code' in reason) {
    return reason as Failure;
  }
  return { code: 'unknown', message: reason instanceof Error ? reason.message : String(reason) };
}
