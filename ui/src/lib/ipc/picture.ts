// The pictures of files. A view names them; the page asks for each when it shows it.

import { convertFileSrc } from '@tauri-apps/api/core';

/** The address of a picture by the name a view gives it; nothing for what cannot be shown. */
export const picture = (name: string) => (name ? convertFileSrc(name, 'picture') : '');
