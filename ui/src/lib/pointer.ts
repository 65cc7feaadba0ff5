// A button that moves between press and release is not pressed. Nothing that changes the layout happens in between.

let down = false;
const waiting: (() => void)[] = [];

function release(): void {
  down = false;
  // After the click, which follows the release in the same turn.
  setTimeout(() => waiting.splice(0).forEach((go) => go()));
}

export function watchPointer(): void {
  addEventListener('pointerdown', () => (down = true), true);
  addEventListener('pointerup', release, true);
  addEventListener('pointercancel', release, true);
  addEventListener('dragend', release, true);
}

/** Resolves at once, or when the pressed pointer is released. */
export function released(): Promise<void> {
  return down ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
}
