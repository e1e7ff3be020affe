#!/usr/bin/env node
import { rmSync } from 'node:fs';
import { DATA_DIR } from './setup/paths.mjs';
import { say } from './setup/say.mjs';
import { endProcessesOf } from './setup/endProcessesOf.mjs';

const ended = await endProcessesOf(DATA_DIR);
say(`${ended} process${ended === 1 ? '' : 'es'} stopped`);
rmSync(DATA_DIR, { recursive: true, force: true });
say(`${DATA_DIR} removed`);
