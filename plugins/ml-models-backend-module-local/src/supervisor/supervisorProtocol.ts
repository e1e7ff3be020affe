import { z } from 'zod';
import { version as packageVersion } from '../../package.json';
import { containerSettingsSchema } from '../container/ContainerSettings';

/** A supervisor of another build hands its services over to one of ours. */
export const SUPERVISOR_BUILD = packageVersion;

/** `<environment>/<namespace>/<name>`: one model in one environment. */
export const routeSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){2}$/,
    'expected <environment>/<namespace>/<name>',
  );

const versionNumberSchema = z.number().int().positive();

/** Part of the names of files. */
export const instanceSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'expected up to 64 letters, digits and -');

const commonSpecSchema = z.object({
  route: routeSchema,
  version: versionNumberSchema,
  /** Of one that replaced, or is to replace: its folder or container and its log are its own. */
  instance: instanceSchema.optional(),
  artifactDigest: z.string(),
  /** OpenTelemetry resource attributes, without `service.instance.id`. */
  resource: z.record(z.string(), z.string()),
  /** Absent: the service reports nothing. */
  telemetryToken: z.string().optional(),
  readyTimeoutMs: z.number().int().positive(),
});

const processSpecSchema = commonSpecSchema.extend({
  /** A shell command, run in `folder`. */
  command: z.string().min(1),
  folder: z.string(),
  /** The whole environment, without what the supervisor adds (PORT, HOST, OTEL_*). */
  variables: z.record(z.string(), z.string()),
});
export type ProcessSpec = z.infer<typeof processSpecSchema>;

const containerSpecSchema = commonSpecSchema.extend({
  container: z.object({
    /** The engine's program. */
    command: z.string().min(1),
    image: z.string().min(1),
    /** Absent: whom the image says. */
    user: z.string().optional(),
  }),
});
export type ContainerSpec = z.infer<typeof containerSpecSchema>;

/** All that is needed to start a version, and to start it again. */
export const serviceSpecSchema = z.union([
  containerSpecSchema,
  processSpecSchema,
]);
export type ServiceSpec = z.infer<typeof serviceSpecSchema>;

export const splitSchema = z.object({
  shares: z.array(
    z.object({
      version: versionNumberSchema,
      weight: z.number().min(0).max(100),
      role: z.enum(['primary', 'canary']),
    }),
  ),
  shadow: z.array(versionNumberSchema).optional(),
});
export type Split = z.infer<typeof splitSchema>;

/** Requests answered, by what they carried as x-noshelfware-traffic. */
export const servedSchema = z.object({
  primary: z.number().int().nonnegative(),
  canary: z.number().int().nonnegative(),
  shadow: z.number().int().nonnegative(),
});
export type Served = z.infer<typeof servedSchema>;

export const serviceStateSchema = z.enum([
  'starting',
  'ready',
  'unready',
  'crashed',
]);

export const serviceStatusSchema = z.object({
  version: versionNumberSchema,
  state: serviceStateSchema,
  since: z.iso.datetime(),
  restarts: z.number().int().nonnegative(),
  message: z.string().optional(),
  served: servedSchema,
  /** It never became ready, and is not tried again by itself. */
  gaveUp: z.boolean(),
});
export type ServiceStatus = z.infer<typeof serviceStatusSchema>;

export const replacementSpecSchema = z.union([
  containerSpecSchema.required({ instance: true }),
  processSpecSchema.required({ instance: true }),
]);
export type ReplacementSpec = z.infer<typeof replacementSpecSchema>;

const versionStatusSchema = serviceStatusSchema.extend({
  instance: instanceSchema.optional(),
  replacement: serviceStatusSchema
    .extend({ instance: instanceSchema })
    .optional(),
});
export type VersionStatus = z.infer<typeof versionStatusSchema>;

/** See `ServedWindow` of the gateway. */
export const servedWindowSchema = z.object({
  route: routeSchema,
  version: versionNumberSchema,
  startS: z.number().int().nonnegative(),
  served: z.number().int().nonnegative(),
});

const gatewaySchema = z.object({
  port: z.number().int(),
  /** What the configuration asks for; 0: any. */
  wantedPort: z.number().int(),
});

const nothing = z.object({});
const oneVersion = z.object({
  route: routeSchema,
  version: versionNumberSchema,
});

const oneInstance = oneVersion.extend({ instance: instanceSchema });
export type InstanceKey = z.infer<typeof oneInstance>;

/** Something the supervisor can be asked: `POST /<name>` with JSON. */
export interface SupervisorOperation<Input, Output> {
  name: string;
  input: z.ZodType<Input>;
  output: z.ZodType<Output>;
}

export const supervisorOperations = {
  status: {
    name: 'status',
    input: nothing,
    output: z.object({
      build: z.string(),
      gateway: gatewaySchema,
      /** How it runs containers; absent: versions are to be processes. */
      containers: containerSettingsSchema.optional(),
    }),
  },
  start: { name: 'start', input: serviceSpecSchema, output: nothing },
  describe: {
    name: 'describe',
    input: z.object({ route: routeSchema }),
    output: z.object({
      gateway: gatewaySchema,
      versions: z.array(versionStatusSchema),
      traffic: splitSchema,
    }),
  },
  /** Predictions answered by all versions, in windows that start at `fromS` or later. */
  listServed: {
    name: 'listServed',
    input: z.object({ fromS: z.number().int() }),
    output: z.object({
      ledgerId: z.uuid(),
      windows: z.array(servedWindowSchema),
    }),
  },
  setTraffic: {
    name: 'setTraffic',
    input: z.object({ route: routeSchema, traffic: splitSchema }),
    output: nothing,
  },
  /** Returns when no process or container of the version is left. */
  stop: { name: 'stop', input: oneVersion, output: nothing },
  /** Beside the instance that runs, or in its place where none does. */
  startReplacement: {
    name: 'startReplacement',
    input: replacementSpecSchema,
    output: nothing,
  },
  /** Returns when no process or container of the instance before is left. */
  takeOver: { name: 'takeOver', input: oneInstance, output: nothing },
  discard: { name: 'discard', input: oneInstance, output: nothing },
  /** Where the portal takes OTLP now; the relay forwards to it. */
  setTelemetry: {
    name: 'setTelemetry',
    input: z.object({ endpoint: z.url() }),
    output: nothing,
  },
  /** Stops all services, to be started again by the next supervisor, and exits. */
  shutDown: { name: 'shutDown', input: nothing, output: nothing },
  /** Exits and leaves the services running, for the next supervisor to find. */
  handOver: { name: 'handOver', input: nothing, output: nothing },
} as const;

type Operations = typeof supervisorOperations;
export type SupervisorInput<Name extends keyof Operations> = z.infer<
  Operations[Name]['input']
>;
export type SupervisorOutput<Name extends keyof Operations> = z.infer<
  Operations[Name]['output']
>;
