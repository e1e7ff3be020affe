import { parseArgs } from 'node:util';
import { giveUp } from './say.mjs';

/**
 * Reads what a script was called with. Before anything else is done, `--help` ends
 * it with its usage, and what it does not know with what is wrong and its usage.
 *
 * @param usage - as text, ending in a new line
 * @param options, allowPositionals - as parseArgs of Node takes them
 * @returns { values, positionals, refuse(what) }
 */
export function readArguments({ usage, options, allowPositionals }) {
  const refuse = what => giveUp(`${what}.\n\n${usage.trimEnd()}`);
  const { values, positionals } = tryParse(
    {
      allowPositionals,
      options: { ...options, help: { type: 'boolean', default: false } },
    },
    refuse,
  );
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  return { values, positionals, refuse };
}

function tryParse(config, refuse) {
  try {
    return parseArgs(config);
  } catch (error) {
    // The sentences that follow are of how a shell might be told otherwise.
    return refuse(error.message.split(/\.\s/, 1)[0]);
  }
}
