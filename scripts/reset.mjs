#!/usr/bin/env node
import { rmSync } from 'node:fs';
import { DATA_DIR } from './setup/paths.mjs';
import { readArguments } from './setup/readArguments.mjs';
import { giveUp, say } from './setup/say.mjs';
import { endProcessesOf } from './setup/endProcessesOf.mjs';
import { assertNoRunningPortal } from './setup/runningPortal.mjs';

readArguments({
  usage: `npm run reset, without options: removes ${DATA_DIR}\n`,
});
try {
  assertNoRunningPortal(DATA_DIR);
} catch (error) {
  giveUp(`Nothing was removed. ${error.message}`);
}
const ended = await endProcessesOf(DATA_DIR);
say(`${ended} process${ended === 1 ? '' : 'es'} stopped`);
rmSync(DATA_DIR, { recursive: true, force: true });
say(`${DATA_DIR} removed`);
