import { Signature } from '@noshelfware/backstage-plugin-ml-models-common';

type Value = Signature['inputs'][number] | Signature['outputs'][number];

/**
 * @returns what changed from the older signature to the newer one, a sentence
 *   each; empty when a caller need not care
 */
export function compareSignatures(
  older: Signature,
  newer: Signature,
): string[] {
  return [
    ...compareValues('Input', older.inputs, newer.inputs),
    ...compareValues('Output', older.outputs, newer.outputs),
  ];
}

function compareValues(
  what: 'Input' | 'Output',
  older: readonly Value[],
  newer: readonly Value[],
): string[] {
  const before = new Map(older.map(value => [value.name, value]));
  const after = new Map(newer.map(value => [value.name, value]));
  const changes = newer.flatMap(value => {
    const was = before.get(value.name);
    return was
      ? changesOf(what, was, value)
      : [`${what} ${value.name} (${describe(value)}) is new`];
  });
  const gone = older
    .filter(({ name }) => !after.has(name))
    .map(({ name }) => `${what} ${name} is gone`);
  return [...changes, ...gone];
}

function describe(value: Value): string {
  return 'required' in value && !value.required
    ? `${value.type}, optional`
    : value.type;
}

function changesOf(what: string, was: Value, is: Value): string[] {
  const unit = (value: Value) => value.unit ?? 'no unit';
  return [
    describe(was) === describe(is)
      ? undefined
      : `${what} ${is.name} was ${describe(was)} and is ${describe(is)}`,
    unit(was) === unit(is)
      ? undefined
      : `${what} ${is.name} was in ${unit(was)} and is in ${unit(is)}`,
  ].flatMap(change => change ?? []);
}
