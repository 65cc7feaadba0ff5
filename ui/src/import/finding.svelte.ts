// The files of a folder, and whose each is.

import { SvelteMap } from 'svelte/reactivity';
import { call } from '../lib/ipc/call';
import type { FoundFilesView } from '../lib/ipc/contract.gen';
import { pickFolder } from '../lib/ipc/shell';
import { place } from '../lib/place.svelte';
import { t } from './words';

class Finding {
  found = $state.raw<FoundFilesView | null>(null);
  /** The draft that a file goes to, by the file. */
  readonly whose = new SvelteMap<number, number>();
  /** What came of the files that are in. */
  readonly done = new SvelteMap<number, string>();
  going = $state(false);
  said = $state('');

  /** Asks for a folder and looks into it. */
  look(procedure: string, material: string): Promise<boolean> {
    return place.attempt(async () => {
      const folder = await pickFolder();
      if (!folder) return;
      this.forget();
      const found = await call({ command: 'find_files', folder, procedure, material });
      for (const it of found.files) if (it.draft !== null) this.whose.set(it.file, it.draft);
      this.found = found;
      const doubtful = found.files.filter((it) => it.draft === null && it.people.length > 0).length;
      const strange = found.files.filter((it) => it.people.length === 0).length;
      this.said = t.files.told(found.files.length, doubtful, strange);
    });
  }

  set(file: number, draft: number | undefined): void {
    if (draft === undefined) this.whose.delete(file);
    else this.whose.set(file, draft);
  }

  /** Puts in one after the other. One that cannot be read does not keep the others. */
  async attach(): Promise<void> {
    const files = (this.found?.files ?? []).filter((it) => this.whose.has(it.file) && !this.done.has(it.file));
    this.going = true;
    let taken = 0;
    for (const { file } of files) {
      if (!this.going) break;
      const draft = this.whose.get(file);
      if (draft === undefined) continue;
      try {
        const { state } = await call({ command: 'attach_found', file, draft });
        this.done.set(file, t.files.states[state]);
        taken += 1;
      } catch (reason) {
        this.done.set(file, (reason as { message?: string }).message ?? '');
      }
      this.said = t.files.progress(this.done.size, files.length);
    }
    this.going = false;
    this.said = t.files.attached(taken, files.length - taken);
  }

  stop(): void {
    this.going = false;
  }

  forget(): void {
    this.found = null;
    this.whose.clear();
    this.done.clear();
    this.said = '';
  }
}

export const finding = new Finding();
