// What a browser puts on the clipboard, as the text that the program reads.

/** A part of a page that has boxes. */
const BOXES = /<(input|select|textarea|option)\b/i;

/** The page's source, if that was copied; else the page as HTML, if it came with its boxes; else whatever there is. */
export function copied(data: Pick<DataTransfer, 'getData'> | null): string {
  const [plain, html] = [data?.getData('text/plain') ?? '', data?.getData('text/html') ?? ''];
  if (BOXES.test(plain)) return plain;
  return BOXES.test(html) ? html : plain || html;
}
