/** A slice among others of its window, by its key: see `Slicing`. */
interface StoredSlice {
  requests: number;
  errors: number;
  invalid_requests: number;
  /** Absent in those of before it was counted: 0. */
  failures_untold?: number;
  errors_by_type: string;
  /** Base64. */
  latency: string | null;
  outcomes: string;
}

/** What a slice adds up to, as a row of windows has it. */
export interface SliceRow extends Omit<Required<StoredSlice>, 'latency'> {
  latency: Buffer | null;
}

/** @returns JSON */
export function stringifySlices(
  slices: Iterable<readonly [key: string, row: SliceRow]>,
): string {
  const stored: Record<string, StoredSlice> = {};
  for (const [key, row] of slices) {
    stored[key] = {
      requests: row.requests,
      errors: row.errors,
      invalid_requests: row.invalid_requests,
      failures_untold: row.failures_untold,
      errors_by_type: row.errors_by_type,
      outcomes: row.outcomes,
      latency: row.latency?.toString('base64') ?? null,
    };
  }
  return JSON.stringify(stored);
}

/**
 * @param text - JSON, as stored
 * @returns rows by the key of their slice
 * @throws Error for a slice that is none of ours
 */
export function parseSlices(text: string): [string, SliceRow][] {
  const stored: Record<string, unknown> = JSON.parse(text);
  return Object.entries(stored).map(([key, slice]) => {
    if (!isStoredSlice(slice)) {
      throw new Error(`The stored slice ${key} is not whole`);
    }
    const { failures_untold: failuresUntold = 0, latency, ...row } = slice;
    return [
      key,
      {
        ...row,
        failures_untold: failuresUntold,
        latency: latency ? Buffer.from(latency, 'base64') : null,
      },
    ];
  });
}

/** Checked by hand: months have thousands, and a schema takes as long as adding them up. */
function isStoredSlice(slice: unknown): slice is StoredSlice {
  return (
    typeof slice === 'object' &&
    slice !== null &&
    'requests' in slice &&
    typeof slice.requests === 'number' &&
    'errors' in slice &&
    typeof slice.errors === 'number' &&
    'invalid_requests' in slice &&
    typeof slice.invalid_requests === 'number' &&
    (!('failures_untold' in slice) ||
      typeof slice.failures_untold === 'number') &&
    'errors_by_type' in slice &&
    typeof slice.errors_by_type === 'string' &&
    'outcomes' in slice &&
    typeof slice.outcomes === 'string' &&
    'latency' in slice &&
    (slice.latency === null || typeof slice.latency === 'string')
  );
}
