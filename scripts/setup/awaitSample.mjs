import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const POLL_MS = 2_000;

/** @returns how far the sample has come: `live` when it is complete; undefined before it has begun */
export function samplePhaseOf(dataDir) {
  return readState(dataDir)?.phase;
}

/**
 * Waits for the sample to be set up; never keeps the process running by itself.
 *
 * @returns undefined when it is complete, or why it could not be
 */
export async function awaitSample(dataDir) {
  for (;;) {
    const state = readState(dataDir);
    if (state?.failure || state?.phase === 'live') {
      return state.failure;
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS).unref());
  }
}

function readState(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'sample.json'), 'utf8'));
  } catch {
    // It has not been written yet.
    return undefined;
  }
}
