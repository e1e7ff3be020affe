import {
  SampleState,
  SampleStatus,
  StepStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { SAMPLE } from './sampleModel';
import { SAMPLE_PHASES, SampleRecord } from './SampleStateFile';

type Phase = SampleRecord['phase'];

const STATES: Record<Phase, SampleState> = {
  waiting: 'waiting',
  creating: 'creating',
  'replaying-first': 'replaying',
  retraining: 'replaying',
  'replaying-second': 'replaying',
  'replaying-last-days': 'replaying',
  live: 'live',
};

const STEP_NAMES: Record<Exclude<Phase, 'live'>, string> = {
  waiting: 'Read the catalog',
  creating: 'Create the model from its template',
  'replaying-first': 'Replay flights of March to September',
  retraining: 'Retrain on newer flights and release',
  'replaying-second': 'Replay flights of October to December',
  'replaying-last-days': 'Replay more flights of the last days',
};

const MESSAGES: Record<Phase, string> = {
  waiting: 'Waiting for the catalog to read the sample organisation',
  creating:
    'Creating the flight-delay model from its template: test, train, evaluate, package, release',
  'replaying-first': 'Replaying real flights through the first version',
  retraining: 'Retraining on newer flights and releasing what comes of it',
  'replaying-second': 'Replaying real flights through the retrained version',
  'replaying-last-days': 'Replaying more flights of the last days',
  live: 'The sample is complete; two live predictions a second go on',
};

const count = new Intl.NumberFormat('en-GB');

/** Share of the work that a phase has behind it when it starts, from its times. */
const PROGRESS_AT_START: Record<Phase, number> = {
  waiting: 0,
  creating: 0.02,
  'replaying-first': 0.25,
  retraining: 0.7,
  'replaying-second': 0.8,
  'replaying-last-days': 0.97,
  live: 1,
};

export function toSampleStatus(record: SampleRecord): SampleStatus {
  const { phase, failure, sent, total } = record;
  const counted = total
    ? ` (${count.format(sent)} of ${count.format(total)})`
    : '';
  return {
    state: failure ? 'failed' : STATES[phase],
    message: failure
      ? `${failure}. Restart the portal to go on from here.`
      : `${MESSAGES[phase]}${counted}.`,
    progress: progressOf(record),
    modelRef: SAMPLE.modelRef,
    steps: Object.entries(STEP_NAMES).map(([name, text]) => ({
      name: text,
      status: stepStatus(name, record),
    })),
  };
}

function progressOf({ phase, sent, total }: SampleRecord): number {
  const start = PROGRESS_AT_START[phase];
  const next = SAMPLE_PHASES[SAMPLE_PHASES.indexOf(phase) + 1];
  return next && total
    ? start + (PROGRESS_AT_START[next] - start) * Math.min(1, sent / total)
    : start;
}

function stepStatus(
  step: string,
  { phase, failure }: SampleRecord,
): StepStatus {
  const position = SAMPLE_PHASES.findIndex(name => name === step);
  const current = SAMPLE_PHASES.indexOf(phase);
  if (position === current) {
    return failure ? 'failed' : 'running';
  }
  return position < current ? 'succeeded' : 'pending';
}
