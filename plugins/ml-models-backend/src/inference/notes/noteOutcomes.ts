import { FeatureType } from '@noshelfware/backstage-plugin-ml-models-common';
import { asSubject } from './asSubject';
import { KnownOutcomes } from './KnownModels';
import { ModelMentions } from './Mentions';

/** The types of recorded values that each declared type is sent as. */
const SENT_AS: Record<FeatureType, readonly string[]> = {
  number: ['number'],
  integer: ['number'],
  string: ['string'],
  boolean: ['boolean'],
  timestamp: ['string', 'number'],
};

/** @returns what to say of outcomes that the version does not declare so */
export function noteOutcomes(
  modelRef: string,
  mentioned: ModelMentions['outcomes'],
  { version, outcomes }: KnownOutcomes,
): string[] {
  const of = `version ${version} of ${modelRef}`;
  return [
    ...noteUnknown(of, [...mentioned.keys()], outcomes),
    ...outcomes.flatMap(outcome =>
      noteUnfit(of, outcome, [...(mentioned.get(outcome.name) ?? [])]),
    ),
  ];
}

function noteUnknown(
  of: string,
  names: string[],
  outcomes: KnownOutcomes['outcomes'],
): string[] {
  const unknown = names.filter(
    name => !outcomes.some(outcome => outcome.name === name),
  );
  const declared = outcomes.map(({ name, type }) => `${name} (${type})`);
  return unknown.length === 0
    ? []
    : [
        `${asSubject(
          'Target',
          unknown,
        )} no output or target of ${of}, so that nothing is compared with it: there are ${declared.join(
          ', ',
        )}. Mend the name, unless a version to come declares it`,
      ];
}

function noteUnfit(
  of: string,
  { name, type }: KnownOutcomes['outcomes'][number],
  counts: ReadonlyArray<[string, number]>,
): string[] {
  const all = sum(counts);
  const unfit = sum(counts.filter(([it]) => !SENT_AS[type].includes(it)));
  const fit = SENT_AS[type].join(' or ');
  return unfit === 0
    ? []
    : [
        `Of target '${name}', ${unfit} of ${all} ${
          all === 1 ? 'value is' : 'values are'
        } of another type than the ${type} that ${of} declares, so that quality may not count them: send each as ${fit}`,
      ];
}

function sum(counts: ReadonlyArray<[string, number]>): number {
  return counts.reduce((total, [, count]) => total + count, 0);
}
