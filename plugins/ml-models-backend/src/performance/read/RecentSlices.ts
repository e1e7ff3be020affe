import { WindowProfile } from '../profile/WindowProfile';

type Slices = ReadonlyMap<string, WindowProfile>;

/**
 * Keeps what slices of windows were read as, by what is stored of them. Days that are
 * over hardly ever change, and whoever opens a page reads them again: to read one takes
 * several times as long as to find and to add it.
 */
export class RecentSlices {
  private readonly windows = new Map<string, Slices>();
  private kept = 0;

  /** @param slicesMax - windows that were kept first make room for others */
  constructor(private readonly slicesMax: number) {}

  /**
   * @param stored - of one window, as `parseSlices` takes them
   * @returns by key, not to be added to
   */
  read(stored: string): Slices {
    const known = this.windows.get(stored);
    if (known) {
      return known;
    }
    const slices = readSlices(stored);
    this.windows.set(stored, slices);
    this.kept += slices.size;
    this.dropOldest();
    return slices;
  }

  private dropOldest(): void {
    for (const [stored, { size }] of this.windows) {
      if (this.kept <= this.slicesMax) return;
      this.windows.delete(stored);
      this.kept -= size;
    }
  }
}

function readSlices(stored: string): Slices {
  const profile = new WindowProfile();
  profile.addSlices(stored);
  return profile.slices;
}
