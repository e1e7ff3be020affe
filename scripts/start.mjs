#!/usr/bin/env node
import { readArguments } from './setup/readArguments.mjs';
import { useFittingNode } from './setup/useFittingNode.mjs';
import { install } from './setup/install.mjs';
import { buildApp } from './setup/buildApp.mjs';
import { startPortal } from './setup/startPortal.mjs';
import { awaitModels } from './setup/awaitModels.mjs';
import { awaitSample, samplePhaseOf } from './setup/awaitSample.mjs';
import { DATA_DIR } from './setup/paths.mjs';
import { PORT_MAX } from './setup/freePort.mjs';
import { giveUp, say } from './setup/say.mjs';

const USAGE = `npm start -- [options]

  --no-sample     do not set up the sample model
  --keep-models   models go on serving when the portal stops
  --port <n>      first port to try (default 7007)
  --verbose       show the portal's log here as well
`;

/** Signals within so long of one another are one. */
const SAME_SIGNAL_MS = 1_000;

const { values, refuse } = readArguments({
  usage: USAGE,
  options: {
    'no-sample': { type: 'boolean', default: false },
    'keep-models': { type: 'boolean', default: false },
    port: { type: 'string', default: '7007' },
    verbose: { type: 'boolean', default: false },
  },
});
const wantedPort = Number(values.port);
if (!Number.isInteger(wantedPort) || wantedPort < 1 || wantedPort > PORT_MAX) {
  refuse(`--port is a number from 1 to ${PORT_MAX}, not '${values.port}'`);
}

await useFittingNode();
await install();
await buildApp();
say('Starting the portal');
let endPortal;
let stoppingSince;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (stoppingSince !== undefined) {
      // npm passes on a Ctrl-C that came here by itself: only a later one is a second.
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) {
        await endPortal?.('SIGKILL');
        process.exit(1);
      }
      return;
    }
    stoppingSince = performance.now();
    say('Stopping');
    await endPortal?.('SIGTERM');
    say('Stopped');
    process.exit(0);
  });
}
const portal = await startPortal({
  sample: !values['no-sample'],
  keepModels: values['keep-models'],
  port: wantedPort,
  verbose: values.verbose,
  onSpawn: end => {
    endPortal = end;
  },
}).catch(error =>
  stoppingSince === undefined ? giveUp(error.message) : endless(),
);

const { port } = new URL(portal.url);
if (Number(port) !== wantedPort) {
  say(`Port ${wantedPort} is taken, so it is ${port}`);
}
say('Ready');
process.stdout.write(`
        Open   ${portal.url}
        Log    ${portal.logFile}
        Stop   Ctrl-C${values['keep-models'] ? ' (models go on serving)' : ''}

`);
awaitModels({
  dataDir: DATA_DIR,
  say: line => stoppingSince === undefined && say(line),
});
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

const code = await portal.ended;
if (stoppingSince === undefined) {
  giveUp(`The portal ended with ${code}; ${portal.logFile} tells why.`);
}

/** The handler of the signal ends the program. */
function endless() {
  return new Promise(() => {});
}
