#!/usr/bin/env node
import { runTypeScript } from './setup/runTypeScript.mjs';

await runTypeScript('test/src/demo/demo.ts');
