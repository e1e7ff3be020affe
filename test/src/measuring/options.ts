import { parseArgs } from 'node:util';

/**
 * Reads `--name=number` from the command line.
 *
 * @param defaults - by name
 * @throws for a name that is not among them, and for what is no number
 */
export function readNumbers<Name extends string>(
  defaults: Record<Name, number>,
): Record<Name, number> {
  const names = Object.keys(defaults);
  const { values } = parseArgs({
    options: Object.fromEntries(
      names.map(name => [name, { type: 'string' as const }]),
    ),
  });
  const numbers = { ...defaults };
  for (const name in values) {
    if (!isKey(defaults, name)) continue;
    const number = Number(values[name]);
    if (!Number.isFinite(number)) {
      throw new Error(`--${name} is not a number: ${values[name]}`);
    }
    numbers[name] = number;
  }
  return numbers;
}

function isKey<Name extends string>(
  defaults: Record<Name, number>,
  name: string,
): name is Name {
  return Object.hasOwn(defaults, name);
}
