// A portal's list as lines of text: an option a line, its English behind a bar.

import type { PackWords } from '../lib/ipc/contract.gen';

export function asText(options: PackWords[]): string {
  return options.map(({ zh, en }) => (en ? `${zh} | ${en}` : zh)).join('\n');
}

/** What is said twice counts once. */
export function asOptions(text: string): PackWords[] {
  const options: PackWords[] = [];
  for (const line of text.split('\n')) {
    const [zh = '', ...rest] = line.split(/[|｜]/);
    const option = { zh: zh.trim(), en: rest.join('|').trim() };
    if (option.zh && !options.some((it) => it.zh === option.zh)) options.push(option);
  }
  return options;
}
