#!/usr/bin/env node
import { readArguments } from './setup/readArguments.mjs';
import { runTypeScript } from './setup/runTypeScript.mjs';

readArguments({
  usage:
    'npm run demo, without options: in the portal that runs, else in one of its own\n',
});
await runTypeScript('test/src/demo/demo.ts');
