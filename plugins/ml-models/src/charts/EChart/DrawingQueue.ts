/** Of a frame's 16 ms; the rest is for the page to answer in. */
const FRAME_BUDGET_MS = 8;

export interface Frames {
  /** Calls back before the page is painted next. */
  request(next: () => void): void;
  /** Milliseconds. */
  now(): number;
}

/**
 * Lets drawings of one page take turns, a few in a frame: the first is on the
 * page before the last is begun, and no click waits for all of them.
 */
export class DrawingQueue {
  private readonly waiting = new Map<object, () => void>();
  private isDrawing = false;

  constructor(private readonly frames: Frames) {}

  /**
   * Draws at once if nothing else has in this frame. What was waiting for the same
   * place is not drawn any more.
   *
   * @param place - what is drawn on
   */
  add(place: object, draw: () => void): void {
    if (this.isDrawing) {
      this.waiting.set(place, draw);
      return;
    }
    this.isDrawing = true;
    this.frames.request(() => this.drawSome());
    draw();
  }

  /** Draws what waits for a place, for who cannot wait. */
  finish(place: object): void {
    const draw = this.waiting.get(place);
    this.forget(place);
    draw?.();
  }

  /** For a place that is no more. */
  forget(place: object): void {
    this.waiting.delete(place);
  }

  private drawSome(): void {
    this.isDrawing = this.waiting.size > 0;
    if (!this.isDrawing) return;
    // Before anything is drawn: one that fails must not keep the others waiting.
    this.frames.request(() => this.drawSome());
    const startedAt = this.frames.now();
    for (const place of this.waiting.keys()) {
      this.finish(place);
      if (this.frames.now() - startedAt >= FRAME_BUDGET_MS) return;
    }
  }
}

/** Of the page. */
export const pageDrawings = new DrawingQueue({
  request: next => window.requestAnimationFrame(next),
  now: () => performance.now(),
});
