import {
  AnsweredOtherwise,
  NamedValues,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  FoundPairs,
  PairedRecord,
  RecordPair,
} from '@noshelfware/backstage-plugin-ml-models-node';
import type { Disagreement } from '../../deployments/canary/CanaryObserver';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import { isSameAnswer } from './isSameAnswer';

/** Enough to see of what kind the difference is, and few enough to look at each. */
const EXAMPLES_MAX = 5;

export interface CompareAnswersOptions {
  /** See `isSameAnswer`. */
  tolerance: number;
  /** Of both versions. */
  rules: readonly RedactionRule[];
}

/** A pair of which both answers are known. */
interface Answers {
  pair: RecordPair;
  candidate: NamedValues;
  live: NamedValues;
}

/**
 * Compares what two versions answered to the same requests. What failed is left out:
 * errors are judged by themselves. Of a value that a rule hashes is not known whether
 * it differs by much, so no redacted output is compared.
 */
export function compareAnswers(
  { copies, pairs }: FoundPairs,
  { rules, tolerance }: CompareAnswersOptions,
): Disagreement {
  const answered = pairs.filter(
    ({ primary, shadow }) => !primary.failed && !shadow.failed,
  );
  const known = answered.flatMap(toAnswers);
  const names = namesOf(known);
  const redacted = findRedactedOutputs(names.all, rules);
  const both = names.both.filter(name => !redacted.includes(name));
  const differing = new Map(both.map(name => [name, 0]));
  const examples: AnsweredOtherwise[] = [];
  let differingPairs = 0;
  for (const { candidate, live, pair } of known) {
    const outputs = both.filter(
      name => !isSameAnswer(candidate[name], live[name], tolerance),
    );
    outputs.forEach(name =>
      differing.set(name, (differing.get(name) ?? 0) + 1),
    );
    if (outputs.length > 0) {
      differingPairs += 1;
      if (examples.length < EXAMPLES_MAX) {
        examples.push(toExample(pair, outputs));
      }
    }
  }
  const n = both.length > 0 ? known.length : 0;
  return {
    copies,
    paired: pairs.length,
    failed: pairs.length - answered.length,
    withoutBody: answered.length - known.length,
    n,
    differing: differingPairs,
    outputs: [...differing].map(([name, count]) => ({
      name,
      n,
      differing: count,
      isDecision: known.every(it =>
        [it.candidate[name], it.live[name]].every(isDecision),
      ),
    })),
    redacted,
    oneSided: names.all.filter(
      name => !names.both.includes(name) && !redacted.includes(name),
    ),
    examples,
  };
}

function toAnswers(pair: RecordPair): Answers[] {
  const candidate = pair.shadow.outputs;
  const live = pair.primary.outputs;
  return candidate && live ? [{ pair, candidate, live }] : [];
}

function isDecision(value: unknown): boolean {
  return value === undefined || ['string', 'boolean'].includes(typeof value);
}

/** A value that is missing now and then is a difference; one that never comes is no output. */
function namesOf(known: readonly Answers[]) {
  const candidate = new Set(known.flatMap(it => Object.keys(it.candidate)));
  const live = new Set(known.flatMap(it => Object.keys(it.live)));
  const all = [...new Set([...candidate, ...live])].sort();
  return {
    all,
    both: all.filter(name => candidate.has(name) && live.has(name)),
  };
}

/** What is dropped is in no record: its rule alone tells of it. */
function findRedactedOutputs(
  names: readonly string[],
  rules: readonly RedactionRule[],
): string[] {
  const prefix = 'outputs.';
  const paths = rules
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path }) => path.slice(prefix.length));
  const nameOf = (path: string) =>
    names.find(name => path === name || path.startsWith(`${name}.`)) ?? path;
  return [...new Set(paths.map(nameOf))].sort();
}

function toExample(
  { primary, shadow }: RecordPair,
  outputs: string[],
): AnsweredOtherwise {
  return { outputs, candidate: toKey(shadow), live: toKey(primary) };
}

function toKey({ inferenceId, row }: PairedRecord) {
  return { id: inferenceId, row };
}
