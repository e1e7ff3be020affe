import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { Status } from '../../components/StatusWord/statusLooks';

export interface ServingWord {
  environment: string;
  status: Status;
  word: string;
  /** What the word means, where that is not plain. */
  title?: string;
}

/**
 * @param idle - environments where nothing is live and nothing is deployed
 * @returns where a version serves and as what; empty when nowhere
 */
export function servingWords(
  { serving }: Version,
  idle: readonly string[],
): ServingWord[] {
  return serving.map(({ environment, weight, state }) => {
    if (state === 'crashed' || state === 'unready') {
      const word = state === 'crashed' ? 'Crashed' : 'Not ready';
      return { environment, status: state, word: `${word} in ${environment}` };
    }
    if (state === 'starting') {
      return { environment, status: state, word: `Starts in ${environment}` };
    }
    if (state === 'stopped') {
      return { environment, status: state, word: `Stopped in ${environment}` };
    }
    if (weight === 0 && idle.includes(environment)) {
      const word = `Stopping in ${environment}`;
      return { environment, status: 'stopping', word };
    }
    return { environment, ...readyWord(environment, weight) };
  });
}

/** From here on a version is the live one, not a canary. */
const LIVE_FROM_PERCENT = 50;

function readyWord(
  environment: string,
  weight: number,
): Omit<ServingWord, 'environment'> {
  if (weight === 0) {
    return {
      status: 'skipped',
      word: `Warm in ${environment}`,
      title: 'Runs without requests, so that it can take them back at once',
    };
  }
  if (weight < LIVE_FROM_PERCENT) {
    return { status: 'running', word: `Canary ${weight} % in ${environment}` };
  }
  return {
    status: 'live',
    word:
      weight === 100
        ? `Live in ${environment}`
        : `Live ${weight} % in ${environment}`,
  };
}
