// The table that is being imported: what the program last said of it.

import { focusHeading } from '../lib/focus';
import { call, type Asking } from '../lib/ipc/call';
import type { ImportedView, ImportRowsView, ImportShow, ImportView, SavedFile } from '../lib/ipc/contract.gen';
import { pickFile, pickFolder, pickSave } from '../lib/ipc/shell';
import { place } from '../lib/place.svelte';
import { t } from './words';

/** Rows on a page. */
export const PAGE = 50;

class Importing {
  view = $state.raw<ImportView | null>(null);
  rows = $state.raw<ImportRowsView>({ rows: [], total: 0 });
  show = $state<ImportShow>('all');
  offset = $state(0);
  /** What came of taking it in, until something else is done. */
  done = $state.raw<ImportedView | null>(null);
  said = $state('');
  saved = $state.raw<SavedFile>();

  /** Asks for a table, and reads it. */
  read(procedure: string): Promise<boolean> {
    return place.attempt(async () => {
      const path = await pickFile('table');
      if (!path) return;
      this.#forget();
      this.view = await call({ command: 'read_table', path, procedure });
      this.show = this.view.bad > 0 ? 'bad' : 'all';
      await this.#look();
      // The button that was pressed is gone.
      await focusHeading();
    });
  }

  /** Asks for a folder of questionnaires that came back, and reads them. */
  readAnswers(procedure: string): Promise<boolean> {
    return place.attempt(async () => {
      const folder = await pickFolder();
      if (!folder) return;
      this.#forget();
      this.view = await call({ command: 'read_answers', folder, procedure });
      this.show = this.view.bad > 0 ? 'bad' : 'all';
      await this.#look();
      await focusHeading();
    });
  }

  /** Changes how it is read. */
  change(command: Asking<ImportView>): Promise<boolean> {
    return place.attempt(async () => {
      this.view = await call(command);
      this.#forget();
      await this.#look();
    });
  }

  /** Shows other rows. */
  turn(offset: number, show = this.show): Promise<boolean> {
    this.show = show;
    this.offset = offset;
    return place.attempt(() => this.#look());
  }

  run(): Promise<boolean> {
    return place.attempt(async () => {
      this.done = await call({ command: 'run_import' });
      this.said = this.done.message;
      this.show = this.done.bad > 0 ? 'bad' : 'all';
      this.offset = 0;
      await this.#look();
    });
  }

  undo(): Promise<boolean> {
    return place.attempt(async () => {
      if (!this.done) return;
      const taken = await call({ command: 'undo_import', import: this.done.import });
      this.#forget();
      this.said = taken.message;
      await this.#look();
    });
  }

  saveBad(): Promise<boolean> {
    return this.#save(t.badName, (path) => call({ command: 'save_bad_rows', path }));
  }

  saveTemplate(procedure: string, title: string): Promise<boolean> {
    return this.#save(`${title}-${t.templateName}`, (path) => call({ command: 'save_template', procedure, path }));
  }

  /** Everybody who prepares the procedure, as a table that can be read in again. */
  savePeople(procedure: string, title: string): Promise<boolean> {
    return this.#save(`${title}-${t.exportName}`, (path) =>
      call({ command: 'save_people', procedure, show_numbers: true, path }),
    );
  }

  leave(): void {
    if (!this.view) return;
    this.view = null;
    this.#forget();
    void call({ command: 'leave_import' }).catch(() => undefined);
  }

  #save(name: string, save: (path: string) => Promise<SavedFile>): Promise<boolean> {
    return place.attempt(async () => {
      const path = await pickSave(`${name}.xlsx`, 'xlsx');
      if (path) this.saved = await save(path);
    });
  }

  #forget(): void {
    this.done = null;
    this.said = '';
    this.saved = undefined;
    this.offset = 0;
  }

  async #look(): Promise<void> {
    const { offset, show } = this;
    this.rows = await call({ command: 'import_rows', offset, limit: PAGE, show });
  }
}

export const importing = new Importing();
