import { SliceSource } from './SliceSource';

/** A change of slices is taken up so much later. */
const KEPT_MS = 10_000;

/** Says which models' slices are to be asked for before work is done again. */
export class SlicesUnknownError extends Error {
  constructor(readonly modelRefs: readonly string[]) {
    super(`The slices of ${modelRefs.join(', ')} are not known yet`);
  }
}

/**
 * Remembers slices by model. To ask within a transaction for what the catalog
 * tells would hold the only connection of SQLite, which the catalog's client may
 * need to store a key.
 */
export class KnownSlices {
  private readonly known = new Map<
    string,
    { slices: readonly string[]; askedMs: number }
  >();

  constructor(
    private readonly options: { source?: SliceSource; nowMs(): number },
  ) {}

  /** @throws SlicesUnknownError */
  get(modelRefs: ReadonlySet<string>): Map<string, readonly string[]> {
    const { source, nowMs } = this.options;
    const found = new Map<string, readonly string[]>();
    if (!source) {
      return found;
    }
    for (const modelRef of modelRefs) {
      const known = this.known.get(modelRef);
      if (!known || nowMs() >= known.askedMs + KEPT_MS) {
        throw new SlicesUnknownError([...modelRefs]);
      }
      found.set(modelRef, known.slices);
    }
    return found;
  }

  /** @throws what the source throws */
  async ask(modelRefs: readonly string[]): Promise<void> {
    const { source, nowMs } = this.options;
    for (const modelRef of modelRefs) {
      if (source) {
        const slices = await source.find(modelRef);
        this.known.set(modelRef, { slices, askedMs: nowMs() });
      }
    }
  }
}
