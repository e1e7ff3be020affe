#!/usr/bin/env node
import { join } from 'node:path';
import { ROOT, DATA_DIR } from './setup/paths.mjs';
import { useFittingNode } from './setup/useFittingNode.mjs';
import { install } from './setup/install.mjs';
import { run } from './setup/run.mjs';

await useFittingNode();
await install();
process.exit(
  await run(
    process.execPath,
    [
      join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
      ...process.argv.slice(2),
    ],
    {
      env: {
        ...process.env,
        NOSHELFWARE_DATA_DIR: DATA_DIR,
        APP_CONFIG_app_baseUrl: 'http://localhost:3000',
        APP_CONFIG_backend_cors_origin: 'http://localhost:3000',
        APP_CONFIG_backend_cors_credentials: 'true',
      },
    },
  ),
);
