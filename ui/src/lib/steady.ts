// What one writes in, and what helps beside it, stays where it is, whatever grows or shrinks above it.

const WRITES = 'input, select, textarea, .field button';

/** For what scrolls a page. Web views differ in whether they do so themselves. */
export function steady(scroller: HTMLElement): () => void {
  let kept: { control: Element; top: number } | undefined;
  const top = (it: Element) => it.getBoundingClientRect().top;

  function note(): void {
    const control = document.activeElement;
    const here = control?.matches(WRITES) && scroller.contains(control);
    kept = control && here ? { control, top: top(control) } : undefined;
  }

  function settle(): void {
    if (kept?.control.isConnected && kept.control === document.activeElement) {
      const moved = Math.round(top(kept.control) - kept.top);
      const room = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
      // A page too short to be scrolled gets room below.
      if (moved > room) scroller.style.setProperty('--room', `${moved - room + given(scroller)}px`);
      if (moved !== 0) scroller.scrollTop += moved;
    }
    note();
  }

  const grown = new ResizeObserver(settle);
  for (const child of scroller.children) grown.observe(child);
  const resized = new ResizeObserver(() => kept?.control.scrollIntoView({ block: 'nearest' }));
  resized.observe(scroller);
  scroller.addEventListener('scroll', note, { passive: true });
  scroller.addEventListener('focusin', note);
  return () => {
    grown.disconnect();
    resized.disconnect();
    scroller.removeEventListener('scroll', note);
    scroller.removeEventListener('focusin', note);
  };
}

const given = (scroller: HTMLElement) => parseFloat(scroller.style.getPropertyValue('--room')) || 0;

/** What has had something in it keeps the height of that while one writes in the same form. */
export function keepsRoom(node: HTMLElement): () => void {
  const form = node.closest('form');
  const keep = () => {
    if (form?.contains(document.activeElement)) node.style.minHeight = `${Math.max(node.offsetHeight, min())}px`;
  };
  const min = () => parseFloat(node.style.minHeight) || 0;
  const left = (event: FocusEvent) => {
    if (!form?.contains(event.relatedTarget as Node | null)) node.style.minHeight = '';
  };
  const watch = new ResizeObserver(keep);
  watch.observe(node);
  form?.addEventListener('focusin', keep);
  form?.addEventListener('focusout', left);
  return () => {
    watch.disconnect();
    form?.removeEventListener('focusin', keep);
    form?.removeEventListener('focusout', left);
  };
}
