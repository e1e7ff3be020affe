import { readFileSync } from 'node:fs';

/** How to misbehave; see the README. */
export const behaviour = JSON.parse(
  readFileSync(new URL('../behaviour.json', import.meta.url), 'utf8'),
);
