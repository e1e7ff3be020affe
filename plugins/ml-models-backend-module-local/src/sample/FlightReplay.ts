import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { DataDirectory, versionFolder } from '../dataDirectory';
import { childEnvironment } from '../process/childEnvironment';
import { EnvironmentProvider } from '../runtime/EnvironmentProvider';
import { readPipelineFile } from '../runtime/readPipelineFile';
import { SAMPLE } from './sampleModel';

const progressSchema = z.object({
  sent: z.number(),
  total: z.number(),
  failed: z.number(),
});
export type ReplayProgress = z.infer<typeof progressSchema>;

/** Of what the replay printed, the end that a failure is explained with. */
const LINES_KEPT = 15;

export interface FlightReplayOptions {
  data: DataDirectory;
  environments: EnvironmentProvider;
}

export interface ReplayRun {
  /** `sha256:…` of the version whose code sends the flights. */
  artifactDigest: string;
  endpoint: string;
  /** Command line of the model's own replay, without the endpoint. */
  args: string[];
  variables: Record<string, string>;
  signal: AbortSignal;
  onProgress?: (progress: ReplayProgress) => void;
}

/** Runs the replay that the model's repository brings, in its environment. */
export class FlightReplay {
  constructor(private readonly options: FlightReplayOptions) {}

  /** @throws Error with the last lines printed when it does not end well */
  async run(run: ReplayRun): Promise<void> {
    const folder = versionFolder(
      this.options.data,
      run.artifactDigest.replace('sha256:', ''),
    );
    const { binDirectory, variables } = await this.prepare(folder);
    const child = spawn(
      'python',
      [
        '-m',
        `${SAMPLE.pythonPackage}.replay`,
        '--endpoint',
        run.endpoint,
        ...run.args,
      ],
      {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        signal: run.signal,
        killSignal: 'SIGTERM',
        env: childEnvironment({
          binDirectories: binDirectory ? [binDirectory] : [],
          variables: { ...variables, ...run.variables },
        }),
      },
    );
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        const progress = readProgress(line);
        if (progress) {
          run.onProgress?.(progress);
        } else {
          lines.push(line);
          lines.splice(0, lines.length - LINES_KEPT);
        }
      });
    }
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', code =>
        code === 0
          ? resolve()
          : reject(
              new Error(
                `Replaying flights ended with ${code}:\n${lines.join('\n')}`,
              ),
            ),
      );
    });
  }

  private async prepare(folder: string) {
    const { environment } = await readPipelineFile(folder);
    if (!environment) {
      throw new Error(`${folder}/pipeline.yaml names no environment`);
    }
    return this.options.environments.prepare(
      {
        lockFile: join(folder, environment.lock),
        python: environment.python,
      },
      () => {},
    );
  }
}

function readProgress(line: string): ReplayProgress | undefined {
  if (!line.startsWith('{')) {
    return undefined;
  }
  try {
    return progressSchema.safeParse(JSON.parse(line)).data;
  } catch {
    // A line of text that happens to start with a brace.
    return undefined;
  }
}
