// The window's examples in a browser, to be looked at: `npm run dev`, then /tests/pictures.html. `?history`, `?history&dark`
// and `?history&en` show one.

import { button, example, examples, prepare } from './examples';
import { Program } from './program';

const [name = '', ...more] = decodeURIComponent(location.search.slice(1)).split('&');

async function show(): Promise<void> {
  const shown = example(name);
  const program = new Program();
  prepare(shown)(program);
  if (more.includes('dark')) program.settings.theme = 'dark';
  if (more.includes('en')) program.settings.locale = 'en';
  const metadata = { currentWindow: { label: 'main' }, currentWebview: { label: 'main', windowLabel: 'main' } };
  Object.assign(window, {
    __TAURI_INTERNALS__: {
      invoke: program.invoke,
      convertFileSrc: program.convertFileSrc,
      metadata,
      transformCallback: () => 0,
    },
  });
  location.hash = shown.at;
  await import('../src/shell/main');
  for (const words of ['', ...(more.includes('en') ? [] : (shown.press ?? []))]) {
    if (words) button(words).click();
    await new Promise((done) => setTimeout(done, 300));
  }
  document.documentElement.dataset['shown'] = name;
}

function list(): void {
  for (const { name: of } of examples) {
    const link = document.createElement('a');
    link.href = `?${of}`;
    link.textContent = of;
    document.body.append(link, document.createElement('br'));
  }
}

if (name) void show();
else list();
