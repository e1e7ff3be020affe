export interface StartPortalOptions {
  /** The first port to try; default 7007. */
  port?: number;
  /** Whether the sample model is set up; default true. */
  sample?: boolean;
  /** Whether models outlive the portal; default false. */
  keepModels?: boolean;
  /** Default: `.data`. */
  dataDir?: string;
  /** Where data goes instead of files, without a database. */
  postgresUrl?: string;
  /** Further variables; they win. */
  environment?: Record<string, string>;
  /** Whether the portal's log is shown on the terminal; default false. */
  verbose?: boolean;
}

export interface RunningPortal {
  url: string;
  pid: number;
  dataDir: string;
  logFile: string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

export function startPortal(
  options?: StartPortalOptions,
): Promise<RunningPortal>;
