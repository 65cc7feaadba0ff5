// What of the page does not fit: text that overlaps other text or is cut and nowhere whole, bars to scroll sideways, letters that are too
// small.
const faults = new Set();
const seen = (it) => it.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
const folded = (it) => it.matches('.folds') && getComputedStyle(it).position === 'absolute';
const hidden = (it) => it.closest('.visually-hidden, .skip-link, [aria-hidden="true"], svg') || folded(it);
const called = (it) => it.tagName.toLowerCase() + (it.id ? `#${it.id}` : '') + [...it.classList].map((c) => `.${c}`).join('');
const said = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 24);

/** What an element shows of its contents: the part that neither it nor what holds it clips. */
function shownOf(element) {
  let box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let it = element; it; it = it.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(it);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const r = it.getBoundingClientRect();
    box = {
      left: Math.max(box.left, r.left), top: Math.max(box.top, r.top),
      right: Math.min(box.right, r.right), bottom: Math.min(box.bottom, r.bottom),
    };
  }
  return box;
}

// A dialog stands before the page; only it is looked at then.
const root = document.querySelector('dialog[open]') ?? document.body;
const lines = [];
const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  if (!node.textContent.trim() || !parent || !seen(parent) || hidden(parent)) continue;
  const style = getComputedStyle(parent);
  if (parseFloat(style.fontSize) < 12) faults.add(`small: ${said(node.textContent)} ${style.fontSize}`);
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = shownOf(parent);
  // What is pressed, and what heads a column, breaks between words only.
  const words = node.textContent.trim().split(/\s+/);
  const heights = [...range.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top));
  if (parent.closest('button, .button, kbd, th') && !/\p{Script=Han}/u.test(node.textContent) && new Set(heights).size > words.length)
    faults.add(`broken word: “${said(node.textContent)}”`);
  for (const r of range.getClientRects()) {
    const line = {
      node, left: Math.max(r.left, box.left), right: Math.min(r.right, box.right),
      // A line is taller than its letters.
      top: Math.max(r.top + r.height * 0.15, box.top), bottom: Math.min(r.bottom - r.height * 0.15, box.bottom),
    };
    if (line.right - line.left > 2 && line.bottom - line.top > 2) lines.push(line);
  }
}
lines.sort((a, b) => a.top - b.top);
lines.forEach((a, n) => {
  for (const b of lines.slice(n + 1)) {
    if (b.top > a.bottom - 2) break;
    if (a.node === b.node || Math.min(a.right, b.right) - Math.max(a.left, b.left) < 2) continue;
    // A panel that covers the page covers its text.
    const [x, y] = [(Math.max(a.left, b.left) + Math.min(a.right, b.right)) / 2, (Math.max(a.top, b.top) + Math.min(a.bottom, b.bottom)) / 2];
    const top = document.elementFromPoint(x, y);
    const own = (it) => top && (top.contains(it.node) || it.node.parentElement.contains(top));
    if (own(a) && own(b)) faults.add(`overlap: “${said(a.node.textContent)}” and “${said(b.node.textContent)}”`);
  }
});
for (const it of root.querySelectorAll('*')) {
  if (!seen(it) || hidden(it) || it.closest('textarea, select, input')) continue;
  const style = getComputedStyle(it);
  const wide = it.scrollWidth > it.clientWidth + 1;
  if (wide && /auto|scroll/.test(style.overflowX) && !it.matches('[role="region"], .preview-region, nav.rail')) faults.add(`bar: ${called(it)}`);
  // The way here ends in a name that the page's heading says whole.
  if (it.matches('.app-bar li') && style.textOverflow === 'ellipsis') continue;
  // A bar of a drawing is as long as its time; the table below says its words whole.
  if (it.closest('[role="img"]') && style.textOverflow === 'ellipsis') continue;
  // What is cut may be read whole where the pointer rests.
  const whole = it.closest('[title]')?.title.replace(/\s+/g, '');
  if (whole?.includes(it.textContent.replace(/\s+/g, ''))) continue;
  const clips = (o) => o === 'hidden' || o === 'clip';
  if (!it.textContent.trim() || it.matches('button.sheet, .sheet')) continue;
  if (clips(style.overflowX) && wide && style.display !== 'inline') faults.add(`cut: ${called(it)} “${said(it.textContent)}”`);
  if (clips(style.overflowY) && it.scrollHeight > it.clientHeight + 2 && style.display !== 'inline') faults.add(`cut: ${called(it)} “${said(it.textContent)}”`);
}
// A label has room for a few characters beside its field, or above it.
for (const it of root.querySelectorAll('.field > .label')) {
  if (seen(it) && it.clientWidth < 4 * parseFloat(getComputedStyle(it).fontSize)) faults.add(`narrow: ${said(it.textContent)}`);
}
// A bar is one line: what does not fit beside the rest would go below it.
for (const bar of document.querySelectorAll('.app-bar, .foot.draft')) {
  const middles = [...bar.children].filter((it) => it.offsetHeight > 1).map((it) => {
    const { top, bottom } = it.getBoundingClientRect();
    return (top + bottom) / 2;
  });
  if (Math.max(...middles) - Math.min(...middles) > 8) faults.add(`two lines: ${called(bar)}`);
}
return [...faults];
