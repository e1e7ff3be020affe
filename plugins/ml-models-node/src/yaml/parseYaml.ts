import { InputError, toError } from '@backstage/errors';
import { parse } from 'yaml';
import { findYamlKeyProblem } from './yamlKeys';
import { findYamlSizeProblem } from './yamlSize';

/**
 * Parses YAML that others wrote.
 *
 * @param name - what it is called in messages
 * @throws InputError when it is too long, has keys that are no text or far too many,
 *   or else saying where it is no YAML
 */
export function parseYaml(text: string, name: string): unknown {
  const tooLong = findYamlSizeProblem(Buffer.byteLength(text));
  if (tooLong) {
    throw new InputError(`${name} ${tooLong}`);
  }
  let refused: string | undefined;
  try {
    refused = findYamlKeyProblem(text);
    if (!refused) {
      return parse(text);
    }
  } catch (error) {
    // Its first line says what is wrong and where; the next ones quote the file.
    // Thrown too where lists nest too deep, and where aliases lead to far too many.
    const [problem] = toError(error).message.split('\n');
    throw new InputError(`${name} is not YAML: ${problem.replace(/:$/, '')}`);
  }
  throw new InputError(`${name} ${refused}`);
}
