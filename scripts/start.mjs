#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { useFittingNode } from './setup/useFittingNode.mjs';
import { install } from './setup/install.mjs';
import { buildApp } from './setup/buildApp.mjs';
import { startPortal } from './setup/startPortal.mjs';
import { awaitSample, samplePhaseOf } from './setup/awaitSample.mjs';
import { DATA_DIR } from './setup/paths.mjs';
import { giveUp, say } from './setup/say.mjs';

const HELP = `npm start -- [options]

  --no-sample     do not set up the sample model
  --keep-models   models go on serving when the portal stops
  --port <n>      first port to try (default 7007)
  --verbose       show the portal's log here as well
`;

const { values } = parseArgs({
  options: {
    'no-sample': { type: 'boolean', default: false },
    'keep-models': { type: 'boolean', default: false },
    port: { type: 'string', default: '7007' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

await useFittingNode();
await install();
await buildApp();
say('Starting the portal');
const portal = await startPortal({
  sample: !values['no-sample'],
  keepModels: values['keep-models'],
  port: Number(values.port),
  verbose: values.verbose,
}).catch(error => giveUp(error.message));

const { port } = new URL(portal.url);
if (port !== values.port) {
  say(`Port ${values.port} is taken, so it is ${port}`);
}
say('Ready');
process.stdout.write(`
        Open   ${portal.url}
        Log    ${portal.logFile}
        Stop   Ctrl-C${values['keep-models'] ? ' (models go on serving)' : ''}

`);
if (!values['no-sample'] && samplePhaseOf(DATA_DIR) !== 'live') {
  say('The sample model is being set up; /models shows how far it is');
  awaitSample(DATA_DIR).then(failure =>
    say(
      failure
        ? `The sample model could not be set up: ${failure}`
        : `The sample is complete: ${portal.url}/catalog/default/mlmodel/flight-delay`,
    ),
  );
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (stopping) {
      return;
    }
    stopping = true;
    say('Stopping');
    await portal.stop();
    say('Stopped');
    process.exit(0);
  });
}
const code = await portal.ended;
if (!stopping) {
  giveUp(`The portal ended with ${code}; ${portal.logFile} tells why.`);
}
