import { parseArgs } from 'node:util';

/**
 * Reads `--name=number` from the command line. A name that is not among the
 * defaults, or what is no number, ends the program with what there is.
 *
 * @param defaults - by name
 */
export function readNumbers<Name extends string>(
  defaults: Record<Name, number>,
): Record<Name, number> {
  try {
    return parseNumbers(defaults);
  } catch (error) {
    const options = Object.entries(defaults).map(
      ([name, value]) => `  --${name}=${value}\n`,
    );
    process.stderr.write(
      `\n${
        error instanceof Error ? error.message : error
      }\n\nOptions and their defaults:\n${options.join('')}`,
    );
    return process.exit(1);
  }
}

function parseNumbers<Name extends string>(
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
