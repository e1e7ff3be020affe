/** Lays every element out in so much room, which jsdom does not; 0: it does not any more. */
export function layOut(widthPx: number): void {
  class Observer implements ResizeObserver {
    constructor(private readonly callback: ResizeObserverCallback) {}

    observe(target: Element) {
      const contentRect = new DOMRect(0, 0, widthPx, 100);
      const size = [{ blockSize: 100, inlineSize: widthPx }];
      this.callback(
        [
          {
            target,
            contentRect,
            borderBoxSize: size,
            contentBoxSize: size,
            devicePixelContentBoxSize: size,
          },
        ],
        this,
      );
    }

    unobserve() {}

    disconnect() {}
  }
  global.ResizeObserver = Observer;
}
