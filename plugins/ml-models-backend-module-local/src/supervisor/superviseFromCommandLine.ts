import {
  ContainerSettings,
  containerSettingsSchema,
} from '../container/ContainerSettings';
import { ProcessLock } from '../process/ProcessLock';
import { dataDirectoryAt } from '../dataDirectory';
import { getReplayToken } from './getReplayToken';
import { Supervisor } from './Supervisor';
import { supervisorOperations } from './supervisorProtocol';
import { handle, SupervisorServer } from './SupervisorServer';
import { supervisorSocketPath } from './supervisorSocketPath';

/** How soon we see that the data directory is gone. */
const LOCK_CHECK_INTERVAL_MS = 1_000;
/** What a SIGKILL may cost of the counts of served requests. */
const SAVE_COUNTS_INTERVAL_MS = 10_000;
/** Completeness is judged by these: a SIGKILL may cost no more than a second of them. */
const SAVE_SERVED_INTERVAL_MS = 1_000;
/** Whoever watches a model sees within a second that it is down. */
const REPORT_OUTAGES_INTERVAL_MS = 500;

/** This very file, be it source or build: what a new process is to run. */
export const SUPERVISOR_ENTRY_FILE = __filename;

export interface SuperviseOptions {
  dataDirectory: string;
  /** Port that the gateway is to have; 0: any. */
  wantedPort: number;
  /** How containers are run; undefined: versions are processes. */
  containers?: ContainerSettings;
}

/**
 * Supervises a data directory, which has to exist, until told to end; returns
 * at once if another process does.
 */
export async function supervise(options: SuperviseOptions): Promise<void> {
  const data = dataDirectoryAt(options.dataDirectory);
  const lock = await ProcessLock.tryAcquire(data.supervisor.lock);
  if (!lock) {
    console.log(`${data.root} has a supervisor already`);
    return;
  }
  const supervisor = new Supervisor({
    data,
    wantedPort: options.wantedPort,
    containers: options.containers,
    replayToken: getReplayToken(data.supervisor.replayToken),
  });
  let ending: Promise<void> | undefined;
  const endBy = (work: () => Promise<void>) => () => {
    ending ??= work()
      .finally(() => lock.release())
      .finally(() => process.exit(0));
    return ending;
  };
  const shutDown = endBy(() => supervisor.shutDown());
  const handOver = endBy(() => supervisor.handOver());

  await supervisor.open();
  await serverOf(supervisor, { shutDown, handOver }).listen(
    supervisorSocketPath(data),
  );
  process.on('SIGTERM', shutDown);
  process.on('SIGINT', shutDown);
  setInterval(async () => {
    const holder = await ProcessLock.findHolder(data.supervisor.lock);
    if (holder?.pid !== process.pid) {
      // Somebody deleted the data directory, and perhaps made it anew: nobody
      // could ever find these services again.
      await shutDown();
    }
  }, LOCK_CHECK_INTERVAL_MS);
  setInterval(() => supervisor.trySave(), SAVE_COUNTS_INTERVAL_MS);
  setInterval(() => supervisor.trySaveServed(), SAVE_SERVED_INTERVAL_MS);
  setInterval(() => supervisor.reportOutages(), REPORT_OUTAGES_INTERVAL_MS);
  console.log(
    `Supervising ${data.root}, gateway ${supervisor.status().gateway.port}`,
  );
}

function serverOf(
  supervisor: Supervisor,
  ends: { shutDown: () => Promise<void>; handOver: () => Promise<void> },
): SupervisorServer {
  const on = supervisorOperations;
  return new SupervisorServer({
    status: handle(on.status.input, () => supervisor.status()),
    start: handle(on.start.input, spec => supervisor.start(spec)),
    describe: handle(on.describe.input, input => supervisor.describe(input)),
    listServed: handle(on.listServed.input, x => supervisor.listServed(x)),
    setTraffic: handle(on.setTraffic.input, x => supervisor.setTraffic(x)),
    stop: handle(on.stop.input, version => supervisor.stop(version)),
    startReplacement: handle(on.startReplacement.input, spec =>
      supervisor.startReplacement(spec),
    ),
    takeOver: handle(on.takeOver.input, x => supervisor.takeOver(x)),
    discard: handle(on.discard.input, x => supervisor.discard(x)),
    setTelemetry: handle(on.setTelemetry.input, x =>
      supervisor.setTelemetry(x),
    ),
    shutDown: handle(on.shutDown.input, () => void ends.shutDown()),
    handOver: handle(on.handOver.input, () => void ends.handOver()),
  });
}

if (require.main === module) {
  const [dataDirectory, wantedPort, containers] = process.argv.slice(2);
  supervise({
    dataDirectory,
    wantedPort: Number(wantedPort),
    containers: containers
      ? containerSettingsSchema.parse(JSON.parse(containers))
      : undefined,
  }).catch(error => {
    console.error(`${error?.stack ?? error}`);
    process.exit(1);
  });
}
